"""A small run inside a card: the deployments of its ``sandbox`` block, played once, a click away from the sandbox.

Owns its clock, which rests when the run has ended or the card does not show. Draws with the panels of the race.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from hashq.study.experiment import Experiment
from hashq.tui.race.marks import marks_for
from hashq.tui.race.moment import Look
from hashq.tui.race.player import Player
from hashq.tui.widgets.race_panel import RacePanel

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from hashq.sandbox.scenario_model import Scenario
    from hashq.tui.glyphs import Glyphs

FRAME = 1 / 20
WATCHED = 8.0
"""Seconds in which the whole run plays."""
MOST_LANES = 9


class LiveRun(Vertical):
    """The run and a line that says how to see more."""

    DEFAULT_CSS = """
    LiveRun {
        height: auto;
        margin: 1 0 0 0;
        max-width: 110;

        Horizontal { height: 12; }
        Static { height: 1; color: $quiet; }
    }
    """

    def __init__(self, scenario: Scenario, glyphs: Glyphs, *, still: bool) -> None:
        """``still`` shows the end at once instead of playing."""
        super().__init__()
        self._glyphs = glyphs
        self._player = Player.of(Experiment(scenario).run(), 1.0)
        self._player.chosen = None
        self._player.speed = max(1.0, self._player.stage.race.duration / 1000 / WATCHED)
        self._still = still
        self._timer: Timer | None = None
        self._ticked = 0.0

    def compose(self) -> ComposeResult:
        """The panels side by side."""
        with Horizontal():
            for number in range(len(self._player.stage.timelines)):
                yield RacePanel(number)
        yield Static("s opens it in the sandbox, where you can change it", markup=False)

    def on_mount(self) -> None:
        """Begin to play."""
        most = max(len(tracks) for tracks in self._player.stage.tracks)
        rows = MOST_LANES if self._player.stage.moves_traffic else min(most, MOST_LANES)
        self.query_one(Horizontal).styles.height = rows + 6
        if self._still:
            self._player.playhead = self._player.stage.race.end
        self._player.playing = not self._still
        self._ticked = monotonic()
        self._timer = self.set_interval(FRAME, self._tick, pause=self._still)
        self.call_after_refresh(self._show)

    def wake(self) -> None:
        """Go on after the card was covered by another screen."""
        if self._timer is not None and self._player.playing:
            self._ticked = monotonic()
            self._timer.resume()

    def _tick(self) -> None:
        if self._timer is None:
            return
        if not self.screen.is_current:
            self._timer.pause()
            return
        now = monotonic()
        passed, self._ticked = now - self._ticked, now
        self._player.pass_time(min(passed, 1.0))
        if not self._player.playing:
            self._timer.pause()
        self._show()

    def _show(self) -> None:
        marks = marks_for(self._glyphs)
        mapped = any(len(tracks) > 3 * MOST_LANES for tracks in self._player.stage.tracks)
        for number, panel in enumerate(self.query(RacePanel)):
            panel.show(self._player.moment(number), Look(self._glyphs, marks, mapped=mapped))

    async def on_click(self) -> None:
        """A click opens the sandbox, as the key does."""
        await self.run_action("screen.sandbox")
