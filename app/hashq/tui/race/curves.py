"""Curves over the same time as the lanes: healthy hosts against their minimum, and traffic on the new version."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashq.sandbox.timeline import Timeline
    from hashq.tui.race.ink import Line, Run
    from hashq.tui.race.time_axis import TimeAxis

Value = "Callable[[int], float | None]"


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


def curve(values: Sequence[float | None], top: float, rows: int, bars: str, tone: str) -> list[Line]:
    """Values as bars, ``rows`` lines high, highest line first. ``bars`` are the heights within a line, lowest first."""
    steps = len(bars)
    heights = [None if value is None else _height(value, top, rows * steps) for value in values]
    lines = []
    for row in reversed(range(rows)):
        cells: list[Run] = []
        for height in heights:
            fill = 0 if height is None else min(max(height - row * steps, 0), steps)
            cells.append((bars[fill - 1], tone) if fill else (" ", "text"))
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
