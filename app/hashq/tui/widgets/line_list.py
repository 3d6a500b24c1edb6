"""Lines of a race's ink, one below another, cut to the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from hashq.tui.race.ink import Palette, cut, strip_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.tui.race.ink import Line


class LineList(Widget):
    """The lines."""

    DEFAULT_CSS = "LineList { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of them."""
        width = self.content_size.width
        if y >= len(self._lines):
            return Strip.blank(width, Palette(self.app.theme_variables).style("text"))
        return strip_of(cut(self._lines[y], width), Palette(self.app.theme_variables))
