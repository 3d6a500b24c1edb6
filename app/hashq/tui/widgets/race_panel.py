"""A deployment of a race on the screen: the lines of ``tui.race.panel`` as strips, drawn again only where they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hashq.tui.race.ink import Palette, strip_of
from hashq.tui.race.panel import lanes_shown, panel_lines

if TYPE_CHECKING:
    from textual.events import Click

    from hashq.tui.race.ink import Line
    from hashq.tui.race.moment import Look, Moment


KEPT_STRIPS = 400
"""Drawn lines a panel keeps for when they come again."""


class RaceRow(Horizontal, can_focus=True):
    """The deployments side by side, or two by two; the arrows choose an instance, tab a deployment."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.above", show=False),
        Binding("down", "screen.below", show=False),
        Binding("tab", "screen.other", show=False),
    ]


class RacePanel(Widget):
    """One deployment."""

    DEFAULT_CSS = "RacePanel { width: 1fr; height: 1fr; }"

    class Chosen(Message):
        """A person clicked on a panel, perhaps on one of its lanes."""

        def __init__(self, number: int, row: int) -> None:
            super().__init__()
            self.number = number
            self.row = row

    def __init__(self, number: int) -> None:
        """``number`` is the run's place in the race."""
        super().__init__()
        self._number = number
        self._picture: tuple[Moment, Look] | None = None
        self._first = 0
        self._lines: list[Line] = []
        self._strips: dict[Line, Strip] = {}
        self._drawn_in: tuple[str, int, int] = ("", 0, 0)

    @property
    def _lanes(self) -> int:
        if self._picture is None:
            return lanes_shown(self.size.height, two_fleets=False)
        moment = self._picture[0]
        return lanes_shown(self.size.height, two_fleets=moment.two_fleets, targets=len(moment.tracks))

    def first_row(self, chosen: int, rows: int) -> int:
        """The first lane to show so that the chosen one shows, moving no more than needed."""
        room = self._lanes
        first = min(self._first, max(0, rows - room))
        if chosen < first:
            first = chosen
        elif chosen >= first + room:
            first = chosen - room + 1
        self._first = max(0, first)
        return self._first

    def show(self, moment: Moment, look: Look) -> None:
        """Show another moment; only the lines that differ are drawn again."""
        self._picture = (moment, look)
        width, height = self.size
        if not self._lines or (self.app.theme, width, height) != self._drawn_in:
            self._lines = []
            self.refresh()
            return
        before, self._lines = self._lines, panel_lines(moment, look, width, height)
        changed = [y for y, (old, new) in enumerate(zip(before, self._lines, strict=False)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """One line of the panel."""
        width, height = self.size
        if self._picture is None or not width:
            return Strip.blank(width, self.rich_style)
        drawn_in = (self.app.theme, width, height)
        if drawn_in != self._drawn_in:
            self._drawn_in, self._strips, self._lines = drawn_in, {}, []
            self._palette = Palette(self.app.theme_variables)
        if not self._lines:
            self._lines = panel_lines(*self._picture, width, height)
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return self._strip(self._lines[y])

    def _strip(self, line: Line) -> Strip:
        strip = self._strips.get(line)
        if strip is None:
            if len(self._strips) > KEPT_STRIPS:
                self._strips = {}
            strip = self._strips[line] = strip_of(line, self._palette)
        return strip

    def on_click(self, event: Click) -> None:
        """A click chooses the deployment and the lane under the mouse."""
        lanes = self._lanes
        on_lane = 1 <= event.y <= lanes and self._picture is not None and not self._picture[1].mapped
        row = self._first + event.y - 1 if on_lane else -1
        self.post_message(self.Chosen(self._number, row))
