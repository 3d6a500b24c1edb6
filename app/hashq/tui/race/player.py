"""What is being watched and how: the runs laid out, where their clock stands, how fast it runs, who is chosen.

Shared by the screens that show one race. Knows no wall time: whoever ticks says how much time passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hashq.sandbox.model import ComputePlatform
from hashq.tui.race.moment import Moment
from hashq.tui.race.playback import SPEEDS, Race, notable
from hashq.tui.race.story import Story, mark_of
from hashq.tui.race.time_axis import TimeAxis, axis_of
from hashq.tui.race.tracks import Tracks

if TYPE_CHECKING:
    from hashq.sandbox.snapshot import Snapshot
    from hashq.sandbox.timeline import Timeline
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.playback import Playhead

SCRUB_PARTS = 20
"""A scrub by key moves this part of the whole way."""


class Stage:
    """Runs, laid out to be watched."""

    def __init__(self, timelines: tuple[Timeline, ...]) -> None:
        self.timelines = timelines
        self.race = Race(timelines)
        self.axis: TimeAxis = axis_of(timelines)
        for timeline in timelines:
            timeline.healthy_at(0)  # folds its curve here, where it may be aside, and not in the first frame
        self.tracks = tuple(Tracks(timeline) for timeline in timelines)
        self._stops: dict[int, tuple[tuple[int, str], ...]] = {}
        self.stories = tuple(Story(timeline) for timeline in timelines)

    @cached_property
    def full_stories(self) -> tuple[Story, ...]:
        """Every event told."""
        return tuple(Story(timeline, everything=True) for timeline in self.timelines)

    @property
    def moves_traffic(self) -> bool:
        """Whether the runs shift traffic instead of working on instances."""
        return all(timeline.scenario.platform is not ComputePlatform.SERVER for timeline in self.timelines)

    def stops(self, run: int, marks: Marks) -> tuple[tuple[int, str], ...]:
        """What is worth jumping to in a run: (time, tone)."""
        if run not in self._stops:
            events = self.timelines[run].events
            found = {(event.at, mark_of(event, marks)[1]) for event in events if notable(event)}
            self._stops[run] = tuple(sorted(found))
        return self._stops[run]


@dataclass(slots=True)
class Player:
    """The clock and the choices of somebody who watches."""

    stage: Stage
    playhead: Playhead
    speed: float = 10.0
    """Simulated seconds in one second of watching."""
    playing: bool = False
    run: int = 0
    """The run that is told about and acted on."""
    chosen: str | None = None
    """The chosen target; None when there is none."""

    @classmethod
    def of(cls, timelines: tuple[Timeline, ...], speed: float) -> Player:
        """Before everything, with the first target chosen."""
        stage = Stage(timelines)
        return cls(stage, stage.race.start, speed, chosen=next(iter(stage.tracks[0].ids), None))

    def restage(self, stage: Stage, time: int | None) -> None:
        """Watch other runs, from ``time`` on, from the beginning for None; the choices stay where they can."""
        self.stage = stage
        race = stage.race
        self.playhead = race.start if time is None else race.at_time(time)
        self.run = min(self.run, len(stage.timelines) - 1)
        ids = self.stage.tracks[self.run].ids
        if self.chosen not in ids:
            self.chosen = next(iter(ids), None)

    def moment(self, run: int) -> Moment:
        """A run at the present moment."""
        stage = self.stage
        count = self.playhead.counts[run]
        return Moment(stage.timelines[run], stage.tracks[run], stage.axis, count, self.playhead.time)

    @property
    def world(self) -> Snapshot:
        """The world of the chosen run, now."""
        return self.stage.timelines[self.run].at(self.playhead.counts[self.run])

    @property
    def ended(self) -> bool:
        """Whether nothing more happens."""
        return self.stage.race.ended(self.playhead)

    @property
    def chosen_row(self) -> int:
        """Where the chosen target stands in its run; 0 when none is chosen."""
        ids = self.stage.tracks[self.run].ids
        return ids.index(self.chosen) if self.chosen in ids else 0

    def pass_time(self, seconds: float) -> None:
        """Real time has passed while playing."""
        race = self.stage.race
        self.playhead = race.at_time(self.playhead.time + max(1, round(seconds * 1000 * self.speed)))
        self.playing = self.playing and not self.ended

    def leap(self) -> None:
        """On to the next thing worth seeing, without moving there: for people who want no motion."""
        race = self.stage.race
        self.playhead = race.next_notable(self.playhead) or race.end
        self.playing = self.playing and not self.ended

    def move(self, playhead: Playhead | None) -> bool:
        """Hold still at another moment; False when that is where the clock stands already."""
        self.playing = False
        moved = playhead is not None and playhead != self.playhead
        self.playhead = playhead or self.playhead
        return moved

    def scrub(self, by: int) -> bool:
        """A part of the way on or back; False at the ends."""
        axis, race = self.stage.axis, self.stage.race
        share = axis.share(self.playhead.time) + by / SCRUB_PARTS
        return self.move(race.start if share <= 0 else race.at_time(axis.time(share)))

    def change_speed(self, by: int) -> bool:
        """The next speed up or down; False when there is none."""
        others = [speed for speed in SPEEDS if (speed - self.speed) * by > 0]
        if others:
            self.speed = min(others, key=lambda speed: abs(speed - self.speed))
        return bool(others)

    def choose(self, by: int) -> bool:
        """Another target, so many rows on; False when there is none there."""
        ids = self.stage.tracks[self.run].ids
        row = self.chosen_row + by
        if not ids or not 0 <= row < len(ids):
            return False
        self.chosen = ids[row]
        return True
