"""The first line of a screen: where one is on the left, a fact or two on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from hashq.tui.text import EMPTY, spread

if TYPE_CHECKING:
    from textual.content import Content


class TopLine(Widget):
    """One line with two ends."""

    DEFAULT_CSS = "TopLine { height: 1; dock: top; padding: 0 1; color: $text; }"

    def __init__(self) -> None:
        super().__init__()
        self._left = EMPTY
        self._right = EMPTY

    def show(self, left: Content, right: Content = EMPTY) -> None:
        """Show other ends."""
        self._left, self._right = left, right
        self.refresh()

    def render(self) -> Content:
        """Both ends, with the left one cut where they would touch."""
        return spread(self._left, self._right, self.content_size.width)
