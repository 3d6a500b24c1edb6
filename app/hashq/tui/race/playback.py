"""One clock over several runs: where it stands, how it steps by event, and what is worth jumping to.

Pure: a playhead is a value, and moving gives another. Knows no wall time and no screen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.sandbox import events as happened
from hashq.sandbox.model import Creator, TargetStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashq.sandbox.events import Event
    from hashq.sandbox.timeline import Timeline

SPEEDS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Simulated seconds in one second of watching."""
_TOLD_BY_OTHERS = (
    happened.DeploymentStarted,
    happened.TargetStarted,
    happened.TargetReady,
    happened.LifecycleEventStarted,
)


@dataclass(frozen=True, slots=True)
class Playhead:
    """A moment of a race."""

    time: int
    """Milliseconds of simulated time."""
    counts: tuple[int, ...]
    """How many events of each run have happened."""


class Race:
    """Runs that share one clock."""

    def __init__(self, timelines: Iterable[Timeline]) -> None:
        self.timelines = tuple(timelines)
        self.duration = max((timeline.duration for timeline in self.timelines), default=0)
        self._times = sorted(event.at for timeline in self.timelines for event in timeline.events)
        self._notable = sorted(
            self._position_after(number, index)
            for number, timeline in enumerate(self.timelines)
            for index, event in enumerate(timeline.events)
            if notable(event)
        )

    @property
    def start(self) -> Playhead:
        """Before everything."""
        return self.at_position(0)

    @property
    def end(self) -> Playhead:
        """After everything."""
        return self.at_position(len(self._times))

    def at_time(self, time: int) -> Playhead:
        """All that happens up to and including ``time``, which is held within the race."""
        time = min(max(time, 0), self.duration)
        return Playhead(time, tuple(timeline.count_at(time) for timeline in self.timelines))

    def at_position(self, position: int) -> Playhead:
        """After the first ``position`` events of all runs; those of one millisecond come run by run."""
        position = min(max(position, 0), len(self._times))
        if position == 0:
            return Playhead(0, (0,) * len(self.timelines))
        time = self._times[position - 1]
        left = position - bisect_left(self._times, time)
        counts = []
        for timeline in self.timelines:
            before = timeline.first_at(time)
            taken = min(left, timeline.count_at(time) - before)
            counts.append(before + taken)
            left -= taken
        return Playhead(time, tuple(counts))

    def after_event(self, run: int, index: int) -> Playhead:
        """Just after the event ``index`` of the run ``run``."""
        return self.at_position(self._position_after(run, index))

    def step(self, playhead: Playhead, by: int) -> Playhead:
        """``by`` events on, or back when negative."""
        return self.at_position(sum(playhead.counts) + by)

    def next_notable(self, playhead: Playhead) -> Playhead | None:
        """After the next event worth seeing; None when there is none."""
        found = bisect_right(self._notable, sum(playhead.counts))
        return self.at_position(self._notable[found]) if found < len(self._notable) else None

    def previous_notable(self, playhead: Playhead) -> Playhead | None:
        """After the last event worth seeing before this moment; None when there is none."""
        found = bisect_left(self._notable, sum(playhead.counts))
        return self.at_position(self._notable[found - 1]) if found else None

    def ended(self, playhead: Playhead) -> bool:
        """Whether nothing more happens."""
        return sum(playhead.counts) >= len(self._times)

    def _position_after(self, run: int, index: int) -> int:
        time = self.timelines[run].events[index].at
        earlier = sum(timeline.count_at(time) - timeline.first_at(time) for timeline in self.timelines[:run])
        return bisect_left(self._times, time) + earlier + index - self.timelines[run].first_at(time) + 1


def notable(event: Event) -> bool:
    """Whether an event turns the story: failures, decisions, traffic, beginnings and ends of deployments."""
    if isinstance(event, happened.TargetEnded):
        return event.status is not TargetStatus.SUCCEEDED
    if isinstance(event, happened.LifecycleEventEnded):
        return False
    if isinstance(event, happened.DeploymentCreated):
        return event.creator is not Creator.USER or event.at > 0
    return not isinstance(event, _TOLD_BY_OTHERS)


def told(timeline: Timeline) -> Iterator[int]:
    """Indices of the events a short story of the run tells."""
    for index, event in enumerate(timeline.events):
        if notable(event) or isinstance(
            event, (happened.DeploymentCreated, happened.TargetStarted, happened.TargetEnded)
        ):
            yield index
