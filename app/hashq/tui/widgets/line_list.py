"""Lines of a race's ink, one below another, cut to the width. A click tells its line, the wheel which way it turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hashq.tui.race.ink import Palette, cut, strip_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click, MouseScrollDown, MouseScrollUp

    from hashq.tui.race.ink import Line


class LineList(Widget):
    """The lines."""

    DEFAULT_CSS = "LineList { height: 1fr; width: 1fr; }"

    class Clicked(Message):
        """A person clicked on a line."""

        def __init__(self, lines: LineList, row: int) -> None:
            """``row`` counts from 0, and may be below the last line."""
            super().__init__()
            self.lines = lines
            self.row = row

        @property
        def control(self) -> LineList:
            """The list, for those who ask by its id."""
            return self.lines

    class Turned(Message):
        """A person turned the wheel."""

        def __init__(self, lines: LineList, by: int) -> None:
            """``by`` is 1 for further down, -1 for up."""
            super().__init__()
            self.lines = lines
            self.by = by

        @property
        def control(self) -> LineList:
            """The list, for those who ask by its id."""
            return self.lines

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()
        self._palette = Palette({})
        self._drawn_in = ""

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of them."""
        if self.app.theme != self._drawn_in:
            self._drawn_in, self._palette = self.app.theme, Palette(self.app.theme_variables)
        width = self.content_size.width
        if y >= len(self._lines):
            return Strip.blank(width, self._palette.style("text"))
        return strip_of(cut(self._lines[y], width), self._palette)

    def on_click(self, event: Click) -> None:
        """Tell which line."""
        self.post_message(self.Clicked(self, event.y))

    def on_mouse_scroll_down(self, _event: MouseScrollDown) -> None:
        """Further down."""
        self.post_message(self.Turned(self, 1))

    def on_mouse_scroll_up(self, _event: MouseScrollUp) -> None:
        """Further up."""
        self.post_message(self.Turned(self, -1))
