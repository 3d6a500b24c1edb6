"""The sandbox: deployments race side by side on one clock.

Owns the race under way, its playhead and its speed. What happens is computed before it is shown; here it is only watched.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal
from textual.content import Content

from hashq.sandbox.narrate import clock
from hashq.sandbox.scenario_model import Scenario
from hashq.study.lab import compare, load_scenario, read_scenario
from hashq.tui.race.marks import marks_for
from hashq.tui.race.panel import Look, Moment
from hashq.tui.race.playback import SPEEDS, Race, notable
from hashq.tui.race.story import Story, mark_of
from hashq.tui.race.time_axis import axis_of
from hashq.tui.race.tracks import Tracks
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.event_log import EventLog
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.race_panel import RacePanel
from hashq.tui.widgets.scrubber import Scrubber
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.tui.race.playback import Playhead

FRAME = 1 / 20
"""Seconds between two frames while time runs."""
SCRUB_PARTS = 20
FIRST_SCENARIO = "compare: [OneAtATime, HalfAtATime, AllAtOnce]\nfleet: {instances: 9}\nfail: ['#3']\n"


class SandboxScreen(HashqScreen):
    """The race, its rail of time, its story."""

    PLACE = "sandbox"
    CSS_PATH = "sandbox.tcss"

    def __init__(self, scenario: Scenario | str | None = None) -> None:
        """Open a scenario, or the file or shipped scenario of that name; None opens the first race."""
        super().__init__()
        self._scenario = scenario if isinstance(scenario, Scenario) else _opened(scenario)
        self._load()

    def _load(self) -> None:
        timelines = compare(self._scenario)
        self._race = Race(timelines)
        self._axis = axis_of(timelines)
        self._tracks = tuple(Tracks(timeline) for timeline in timelines)
        self._stories = tuple(Story(timeline) for timeline in timelines)
        self._playhead: Playhead = self._race.start
        self._speed = 10
        self._since: float | None = None
        self._focus = 0
        self._row = 0

    def compose(self) -> ComposeResult:
        """Where one is, the deployments, time, story, keys."""
        marks = marks_for(self.program.glyphs)
        self._marks = marks
        yield TopLine()
        with Horizontal(id="panels"):
            for number in range(len(self._race.timelines)):
                yield RacePanel(number)
        yield Scrubber(marks)
        yield EventLog(marks)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin, holding still."""
        self._timer = self.set_interval(FRAME, self._tick, pause=True)
        self.refresh_keys()
        self._fit()
        self._show()

    def on_resize(self) -> None:
        """Lanes for as many targets as there is room for."""
        self._fit()

    def on_screen_suspend(self) -> None:
        """Nothing moves while the screen does not show."""
        self._hold()

    def _fit(self) -> None:
        most = max((len(tracks) for tracks in self._tracks), default=0)
        self.query_one("#panels").styles.height = min(most + 6, self.size.height - 8)

    # What is shown

    def _show(self) -> None:
        chosen = self._chosen()
        for number, panel in enumerate(self.query(RacePanel)):
            moment = Moment(
                self._race.timelines[number],
                self._tracks[number],
                self._axis,
                self._playhead.counts[number],
                self._playhead.time,
            )
            look = Look(self.program.glyphs, self._marks, chosen, 0, focused=number == self._focus)
            panel.show(moment, look)
        self.query_one(Scrubber).show(self._axis, self._playhead.time, self._stops())
        self.query_one(EventLog).show(self._stories[self._focus], self._playhead.counts[self._focus])
        self.query_one(TopLine).show(self._where(), self._clock())

    def _stops(self) -> tuple[tuple[int, str], ...]:
        timeline = self._race.timelines[self._focus]
        return tuple(
            (event.at, mark_of(event, self._marks)[1]) for event in timeline.events if notable(event)
        )

    def _chosen(self) -> str | None:
        ids = self._tracks[self._focus].ids
        return ids[self._row] if self._row < len(ids) else None

    def _where(self) -> Content:
        scenario = self._scenario
        dot = f" {self.program.glyphs.dot} "
        facts = [
            count(len(scenario.instances), "instance"),
            "in place",
            f"{scenario.last_successful or 'none'} {self.program.glyphs.arrow} {scenario.revision}",
        ]
        return joined((Content.styled("Sandbox", "bold $lamp"), "  ", shown_line(dot.join(facts), "$quiet")))

    def _clock(self) -> Content:
        playing = self._since is not None
        mark = self._marks.playing if playing else self._marks.paused
        word = "playing" if playing else "paused"
        return joined(
            (
                Content.styled(f"{mark} {word}", "bold $lamp" if playing else "$quiet"),
                f"  ×{self._speed}  ",
                Content.styled(clock(self._playhead.time), "bold $strong"),
                Content.styled(f" / {clock(self._race.duration)}", "$quiet"),
            )
        )

    # Time

    def _tick(self) -> None:
        if self._since is None:
            return
        now = monotonic()
        passed, self._since = now - self._since, now
        self._go(self._race.at_time(self._playhead.time + max(1, round(passed * 1000 * self._speed))))
        if self._race.ended(self._playhead):
            self._hold()
            self._show()

    def _go(self, playhead: Playhead) -> None:
        self._playhead = playhead
        self._show()

    def _hold(self) -> None:
        self._since = None
        self._timer.pause()

    def _move(self, playhead: Playhead | None, otherwise: str) -> None:
        """Move by hand: time holds; when there is nowhere to go, say so."""
        self._hold()
        if playhead is None or playhead == self._playhead:
            self.program.say(otherwise)
        self._go(playhead or self._playhead)

    def action_play(self) -> None:
        """Let time run, or hold it; at the end, from the beginning."""
        if self._since is not None:
            self._hold()
        else:
            if self._race.ended(self._playhead):
                self._playhead = self._race.start
            self._since = monotonic()
            self._timer.resume()
        self._show()

    def action_forward(self) -> None:
        """One event on."""
        self._move(self._race.step(self._playhead, 1), "This is the end.")

    def action_back(self) -> None:
        """One event back."""
        self._move(self._race.step(self._playhead, -1), "This is the beginning.")

    def action_next(self) -> None:
        """On to the next thing worth seeing."""
        self._move(self._race.next_notable(self._playhead), "Nothing more is worth jumping to.")

    def action_previous(self) -> None:
        """Back to the last thing worth seeing."""
        self._move(self._race.previous_notable(self._playhead) or self._race.start, "This is the beginning.")

    def action_scrub_on(self) -> None:
        """A part of the time on."""
        self._scrub(1)

    def action_scrub_back(self) -> None:
        """A part of the time back."""
        self._scrub(-1)

    def _scrub(self, by: int) -> None:
        share = self._axis.share(self._playhead.time) + by / SCRUB_PARTS
        there = self._race.at_time(self._axis.time(share))
        if by < 0 and share <= 0:
            there = self._race.start
        self._move(there, "This is the end." if by > 0 else "This is the beginning.")

    def action_faster(self) -> None:
        """The next speed."""
        self._set_speed(next((speed for speed in SPEEDS if speed > self._speed), SPEEDS[-1]))

    def action_slower(self) -> None:
        """The speed before."""
        self._set_speed(next((speed for speed in reversed(SPEEDS) if speed < self._speed), SPEEDS[0]))

    def _set_speed(self, speed: int) -> None:
        if speed == self._speed:
            self.program.say(f"×{speed} is as far as it goes.")
        self._speed = speed
        self._show()

    def action_restart(self) -> None:
        """Back to the beginning."""
        self._move(self._race.start, "This is the beginning.")

    def action_finish(self) -> None:
        """Straight to the end."""
        self._move(self._race.end, "This is the end.")

    @on(Scrubber.Moved)
    def scrubbed(self, event: Scrubber.Moved) -> None:
        """The mouse moved the clock."""
        self._hold()
        self._go(self._race.at_time(event.to))

    @on(EventLog.Selected)
    def event_chosen(self, event: EventLog.Selected) -> None:
        """An event of the story was chosen: the clock goes there."""
        self._hold()
        self._go(self._race.after_event(self._focus, event.index))

    # Choosing

    @on(RacePanel.Chosen)
    def panel_chosen(self, event: RacePanel.Chosen) -> None:
        """A click chooses a deployment and perhaps an instance."""
        self._focus = event.number
        if 0 <= event.row < len(self._tracks[self._focus]):
            self._row = event.row
        self._show()

    def action_other(self) -> None:
        """The next deployment."""
        if len(self._race.timelines) < 2:
            self.program.say("There is only one deployment here.")
        self._focus = (self._focus + 1) % len(self._race.timelines)
        self._show()

    def action_below(self) -> None:
        """The next instance."""
        self._choose(self._row + 1)

    def action_above(self) -> None:
        """The instance before."""
        self._choose(self._row - 1)

    def _choose(self, row: int) -> None:
        last = len(self._tracks[self._focus]) - 1
        if not 0 <= row <= last:
            self.program.say("There is no further instance.")
        self._row = min(max(row, 0), last)
        self._show()


def _opened(name: str | None) -> Scenario:
    if name is None:
        return read_scenario(FIRST_SCENARIO)
    return load_scenario(Path(name))
