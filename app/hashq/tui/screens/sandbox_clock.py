"""The keys of time, shared by the screens that show a race: play, hold, step, jump, scrub, speed.

Owns the timer, which rests while the screen does not show. What is drawn is each screen's own.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from hashq.sandbox.narrate import clock
from hashq.settings.writing import write_setting
from hashq.tui.race.marks import marks_for
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import joined
from hashq.tui.widgets.event_log import EventLog
from hashq.tui.widgets.scrubber import Scrubber

if TYPE_CHECKING:
    from textual.timer import Timer

    from hashq.tui.race.ink import Line
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.playback import Playhead
    from hashq.tui.race.player import Player

FRAME = 1 / 20
"""Seconds between two frames while time runs."""
LEAP = 1.0
"""Seconds between two pictures for people who want no motion."""
END = "This is the end."
BEGINNING = "This is the beginning."


class ClockScreen(HashqScreen):
    """A screen with a clock on it."""

    player: Player
    computing = False
    """Whether a large fleet's run is being computed."""
    _timer: Timer | None = None
    _ticked: float = 0.0

    @property
    def marks(self) -> Marks:
        """The marks to draw with."""
        return marks_for(self.program.glyphs)

    @property
    def still(self) -> bool:
        """Whether the person wants no motion."""
        return self.program.services.settings.screen.reduced_motion

    def invitation(self, *acts: tuple[str, str]) -> Line:
        """What stands in the story's place at the beginning: each key and what it does."""
        line: Line = ()
        for name, words in acts:
            line = (
                *line,
                (", " if line else "", "quiet"),
                (self.key_of(name), "bold lamp"),
                (f" {words}", "quiet"),
            )
        return (*line, (".", "quiet"))

    def show_moment(self) -> None:
        """Draw the present moment."""
        raise NotImplementedError

    def start_clock(self) -> None:
        """Make the timer, holding still."""
        self._timer = self.set_interval(LEAP if self.still else FRAME, self._tick, pause=True)

    def on_screen_suspend(self) -> None:
        """Nothing moves while the screen does not show."""
        self.player.playing = False
        self._settle()

    def on_screen_resume(self) -> None:
        """Show what the screens above may have changed."""
        if self._timer is not None:
            self.show_moment()

    def _tick(self) -> None:
        now = monotonic()
        passed, self._ticked = now - self._ticked, now
        if self.still:
            self.player.leap()
        else:
            self.player.pass_time(min(passed, 1.0))
        self._settle()
        self.show_moment()

    def _settle(self) -> None:
        """The timer runs exactly while time does."""
        if self._timer is None:
            return
        if self.player.playing:
            self._ticked = monotonic()
            self._timer.resume()
        else:
            self._timer.pause()

    def _moved(self, moved: bool, otherwise: str) -> None:
        if not moved:
            self.program.say(otherwise)
        self._settle()
        self.show_moment()

    def _go(self, playhead: Playhead | None, otherwise: str) -> None:
        self._moved(self.player.move(playhead), otherwise)

    def clock_face(self) -> Content:
        """Whether time runs, how fast, and what time it is."""
        player, marks = self.player, self.marks
        mark, word = (marks.playing, "playing") if player.playing else (marks.paused, "paused")
        if player.ended:
            mark, word = marks.ended, "ended"
        if self.computing:
            mark, word = self.program.glyphs.ellipsis, "computing"
        return joined(
            (
                Content.styled(f"{mark} {word}", "bold $lamp" if player.playing else "$quiet"),
                f"  ×{player.speed:g}  " if self.program.glyphs.arrow != ">" else f"  x{player.speed:g}  ",
                Content.styled(clock(player.playhead.time), "bold $strong"),
                Content.styled(f" / {clock(player.stage.race.duration)}", "$quiet"),
            )
        )

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While another scenario is being computed there is nothing to act on; one can always leave."""
        if self.has_class("-computing") and action != "leave":
            return False
        return super().check_action(action, parameters)

    def on_key(self) -> None:
        """A key that found nothing to act on."""
        if self.has_class("-computing"):
            self.program.say("Still computing: one moment.")

    def action_play(self) -> None:
        """Let time run, or hold it; at the end, from the beginning."""
        player = self.player
        if not player.stage.race.duration:
            self.program.say("All of it happens in one moment: there is nothing to play.")
            return
        if player.ended and not player.playing:
            player.playhead = player.stage.race.start
        player.playing = not player.playing
        self._settle()
        self.show_moment()

    def action_forward(self) -> None:
        """One event on."""
        self._go(self.player.stage.race.step(self.player.playhead, 1), END)

    def action_back(self) -> None:
        """One event back."""
        self._go(self.player.stage.race.step(self.player.playhead, -1), BEGINNING)

    def action_next(self) -> None:
        """On to the next thing worth seeing."""
        race = self.player.stage.race
        self._go(race.next_notable(self.player.playhead) or race.end, END)

    def action_previous(self) -> None:
        """Back to the last thing worth seeing."""
        race = self.player.stage.race
        self._go(race.previous_notable(self.player.playhead) or race.start, BEGINNING)

    def action_scrub_on(self) -> None:
        """A part of the time on."""
        self._moved(self.player.scrub(1), END)

    def action_scrub_back(self) -> None:
        """A part of the time back."""
        self._moved(self.player.scrub(-1), BEGINNING)

    def action_restart(self) -> None:
        """Back to the beginning."""
        self._go(self.player.stage.race.start, BEGINNING)

    def action_finish(self) -> None:
        """Straight to the end."""
        self._go(self.player.stage.race.end, END)

    def action_faster(self) -> None:
        """The next speed."""
        self._change_speed(1)

    def action_slower(self) -> None:
        """The speed before."""
        self._change_speed(-1)

    @tells_errors
    def _keep_speed(self) -> None:
        write_setting(self.program.services.places.settings, "sandbox.speed", float(self.player.speed))

    def _change_speed(self, by: int) -> None:
        if self.player.change_speed(by):
            self._keep_speed()
        else:
            self.program.say(f"×{self.player.speed:g} is as far as it goes.")
        self.show_moment()

    # The mouse

    @on(Scrubber.Moved)
    def scrubbed(self, event: Scrubber.Moved) -> None:
        """The mouse moved the clock."""
        self.player.move(self.player.stage.race.at_time(event.to))
        self._settle()
        self.show_moment()

    @on(EventLog.Selected)
    def event_chosen(self, event: EventLog.Selected) -> None:
        """An event of the story was chosen: the clock goes there."""
        player = self.player
        player.move(player.stage.race.after_event(player.run, event.index))
        self._settle()
        self.show_moment()

    # Choosing

    def action_other(self) -> None:
        """The next deployment."""
        runs = len(self.player.stage.timelines)
        if runs < 2:
            self.program.say("There is only one deployment here.")
        self.player.run = (self.player.run + 1) % runs
        self.show_moment()

    def action_below(self) -> None:
        """The next target."""
        self._choose(1)

    def action_above(self) -> None:
        """The target before."""
        self._choose(-1)

    def _choose(self, by: int) -> None:
        if not self.player.choose(by):
            self.program.say("There is no further instance.")
        self.show_moment()
