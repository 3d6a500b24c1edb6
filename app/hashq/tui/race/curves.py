"""Curves over the same time as the lanes: healthy hosts against their minimum, and traffic on the new version."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashq.sandbox.timeline import Timeline
    from hashq.tui.race.ink import Line
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.time_axis import TimeAxis
    from hashq.tui.text import Run


def healthy_values(timeline: Timeline, count: int, now: int, axis: TimeAxis, width: int) -> list[int | None]:
    """Healthy targets in the middle of every cell's time; None after ``now``. The present cell shows the present."""
    values: list[int | None] = []
    present = min(width - 1, int(axis.share(now) * width))
    for cell in range(width):
        if cell > present or not count:
            values.append(None)
        elif cell == present:
            values.append(timeline.healthy_at(count))
        else:
            values.append(timeline.healthy_at(timeline.count_at(axis.time((cell + 0.5) / width))))
    return values


@dataclass(frozen=True, slots=True)
class Scale:
    """How values become heights."""

    top: int
    """The value of a full bar."""
    minimum: int
    """The value of the line that must not be crossed; 0 for none."""
    rows: int
    """Lines of the curve."""


def curve(values: Sequence[int | None], scale: Scale, bars: str, marks: Marks) -> list[Line]:
    """Values as bars, highest line first: shaded up to the minimum, solid above it, the minimum as a line where none is.

    ``bars`` are the heights within a line, lowest first.
    """
    steps = len(bars)
    heights = [None if value is None else _height(value, scale.top, scale.rows * steps) for value in values]
    least = _height(scale.minimum, scale.top, scale.rows * steps)
    lines = []
    for row in reversed(range(scale.rows)):
        base = row * steps
        empty = (marks.level, "faint") if base < least <= base + steps else (" ", "text")
        full = (marks.shades[1], "quiet") if base + steps <= least else (marks.block, "leaf")
        cells: list[Run] = []
        for height in heights:
            fill = 0 if height is None else min(max(height - base, 0), steps)
            partial = (bars[fill - 1], "quiet" if (height or 0) <= least else "leaf")
            cells.append(full if fill == steps else partial if fill else empty)
        lines.append(tuple(_merged(cells)))
    return lines


def _height(value: float, top: float, steps: int) -> int:
    """A bar's height; only zero is no bar, only the top is a full one."""
    if value <= 0 or top <= 0:
        return 0
    return steps if value >= top else min(steps - 1, max(1, round(value / top * steps)))


def _merged(cells: list[Run]) -> Iterator[Run]:
    for tone, run in groupby(cells, key=lambda cell: cell[1]):
        yield "".join(text for text, _ in run), tone
