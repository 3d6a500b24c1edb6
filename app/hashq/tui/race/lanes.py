"""One target's lane: its way through time as blocks, half a cell fine, with what became of it at its end.

Draws from a track and a moment; decides nothing. The staircase, the two blocks and the single block come out of this.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from hashq.sandbox.lifecycle import ALLOW, BLOCK
from hashq.sandbox.model import TargetStatus
from hashq.tui.race.marks import TONES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.tui.race.ink import Line
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.time_axis import TimeAxis
    from hashq.tui.race.tracks import Span, Track
    from hashq.tui.text import Run

PHASES: dict[str, str] = {
    **dict.fromkeys(BLOCK, "bloom"),
    "ApplicationStop": "sun",
    **dict.fromkeys(("DownloadBundle", "BeforeInstall", "Install", "AfterInstall"), "ink"),
    "ApplicationStart": "lamp",
    "ValidateService": "leaf",
    "AllowTestTraffic": "sun",
    "AfterAllowTestTraffic": "sun",
    **dict.fromkeys(ALLOW, "leaf"),
}
"""The colour of a lifecycle event: leaving, installing, starting, being checked and taking traffic."""


def lane(track: Track, count: int, now: int, axis: TimeAxis, *, width: int, marks: Marks) -> Line:
    """The lane after ``count`` events at ``now``, in ``width`` cells."""
    halves: list[str] = [""] * (2 * width)
    for span in track.spans:
        if span.start_index < count:
            _paint(halves, span, count, now, axis)
    cells = [_cell(halves[at], halves[at + 1], marks) for at in range(0, 2 * width, 2)]
    for at in range(_waited(track, count, now, axis, width)):
        if cells[at][0] == " ":
            cells[at] = (marks.waiting, "faint")
    for turn in track.turns:
        if turn.index < count and turn.status is not TargetStatus.SUCCEEDED:
            at = min(width - 1, int(axis.share(turn.at) * width))
            cells[at] = (marks.of(turn.status), f"bold {TONES[turn.status]}")
    return tuple(_merged(cells))


def _waited(track: Track, count: int, now: int, axis: TimeAxis, width: int) -> int:
    """Cells until the target's turn came, or until now."""
    begun = [span.start for span in track.spans if span.start_index < count]
    ended = [turn.at for turn in track.turns if turn.index < count]
    return min(width, int(axis.share(min([now, *begun, *ended])) * width))


def _paint(halves: list[str], span: Span, count: int, now: int, axis: TimeAxis) -> None:
    """Colour the halves a span covers so far; what is short still shows."""
    size = len(halves)
    end = span.end if span.end_index < count else max(now, span.start)
    first = min(size - 1, round(axis.share(span.start) * size))
    last = min(size, max(first + 1, round(axis.share(end) * size)))
    tone = "ember" if span.failed and span.end_index < count else PHASES.get(span.name, "lamp")
    halves[first:last] = [tone] * (last - first)


def _cell(left: str, right: str, marks: Marks) -> Run:
    if left and right:
        return marks.block, right
    if left:
        return marks.left, left
    if right:
        return marks.right, right
    return " ", "text"


def _merged(cells: list[Run]) -> Iterator[Run]:
    for tone, run in groupby(cells, key=lambda cell: cell[1]):
        yield "".join(text for text, _ in run), tone
