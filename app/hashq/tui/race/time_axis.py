"""Time laid out over a width: straight, with long stretches in which nothing happens folded.

An agent that dies is noticed after an hour; drawn to scale, the minute before would vanish. Pure numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from hashq.sandbox.model import MINUTE, ComputePlatform

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashq.sandbox.timeline import Timeline

LONGEST_GAP = 3 * MINUTE
"""A longer stretch without any event is folded."""
FOLDED = MINUTE // 2
"""What a folded stretch is drawn as long as."""


class TimeAxis:
    """Simulated time to a share of the width, and back."""

    def __init__(self, times: Iterable[int], *, fold: bool = True) -> None:
        """``times`` are those of all events; ``fold`` allows to fold the stretches between them."""
        moments = sorted({0, *times})
        self._times = moments
        self._places = [0]
        self.folds: tuple[int, ...] = ()
        """Times at which a folded stretch begins."""
        folds = []
        for before, after in pairwise(moments):
            gap = after - before
            if fold and gap > LONGEST_GAP:
                folds.append(before)
                gap = FOLDED
            self._places.append(self._places[-1] + gap)
        self.folds = tuple(folds)
        self._length = max(1, self._places[-1])

    @property
    def duration(self) -> int:
        """Time of the last event."""
        return self._times[-1]

    def share(self, time: int) -> float:
        """How far along ``time`` lies, 0 to 1."""
        return self._interpolated(time, self._times, self._places) / self._length

    def time(self, share: float) -> int:
        """The time that lies at ``share`` of the width."""
        place = min(max(share, 0.0), 1.0) * self._length
        return round(self._interpolated(place, self._places, self._times))

    @staticmethod
    def _interpolated(value: float, known: Sequence[int], wanted: Sequence[int]) -> float:
        if value <= known[0]:
            return wanted[0]
        if value >= known[-1]:
            return wanted[-1]
        right = bisect_right(known, value)
        low, high = known[right - 1], known[right]
        return wanted[right - 1] + (value - low) * (wanted[right] - wanted[right - 1]) / (high - low)


def axis_of(timelines: Sequence[Timeline]) -> TimeAxis:
    """The axis on which runs are compared. Where traffic shifts, waiting is the point: nothing is folded."""
    servers = all(timeline.scenario.platform is ComputePlatform.SERVER for timeline in timelines)
    times = {event.at for timeline in timelines for event in timeline.events}
    return TimeAxis(times, fold=servers)
