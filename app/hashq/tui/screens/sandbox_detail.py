"""One deployment in full: the chosen target's lifecycle beside every event of the run, with the rule behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content

from hashq.tui.race.detail import detail_lines
from hashq.tui.race.panel import standing, title
from hashq.tui.screens.sandbox_clock import ClockScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.event_log import EventLog
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.line_list import LineList
from hashq.tui.widgets.race_panel import RaceRow
from hashq.tui.widgets.scrubber import Scrubber
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.tui.race.player import Player


class DetailScreen(ClockScreen):
    """The target on the left, the log on the right, time below."""

    PLACE = "sandbox_detail"
    CSS_PATH = "sandbox_detail.tcss"

    def __init__(self, player: Player) -> None:
        """Look closer at what ``player`` watches; its clock and choices are shared."""
        super().__init__()
        self.player = player

    def compose(self) -> ComposeResult:
        """Where one is, target and log, time, keys."""
        yield TopLine()
        with RaceRow(), Horizontal():
            yield LineList()
            yield EventLog(self.marks)
        yield Scrubber(self.marks)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin where the race stands."""
        self.query_one(RaceRow).focus()
        self.start_clock()
        self.refresh_keys()
        self.show_moment()

    def show_moment(self) -> None:
        """The target, the log and the clock at the present moment."""
        player = self.player
        moment = player.moment(player.run)
        lines = [] if player.chosen is None else detail_lines(moment, player.chosen, self.marks)
        self.query_one(LineList).show(lines)
        self.query_one(EventLog).show(player.stage.full_stories[player.run], moment.count)
        self.query_one(Scrubber).show(
            player.stage.axis, player.playhead.time, player.stage.stops(player.run, self.marks)
        )
        words, tone = standing(moment.world.current, self.marks)
        name = shown_line(title(moment.timeline.scenario.configuration), "bold $lamp")
        self.query_one(TopLine).show(
            joined((name, "  ", Content.styled(words, f"${tone}"))), self.clock_face()
        )
