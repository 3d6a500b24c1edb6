"""A heading with a thin rule through to the right, and perhaps the heads of columns at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from hashq.tui.text import EMPTY, joined

if TYPE_CHECKING:
    from hashq.tui.glyphs import Glyphs


class Heading(Widget):
    """One line."""

    DEFAULT_CSS = "Heading { height: 1; width: 1fr; }"

    def __init__(self, words: str, glyphs: Glyphs, right: Content = EMPTY) -> None:
        super().__init__()
        self._words = words
        self._glyphs = glyphs
        self._right = right

    def render(self) -> Content:
        """The words, the rule, the columns."""
        line = self._glyphs.line
        width = self.content_size.width
        left = joined(
            (Content.styled(f"{line * 2} ", "$faint"), Content.styled(self._words, "bold $lamp"), " ")
        )
        right = joined((" ", self._right)) if self._right else EMPTY
        rule = line * (width - left.cell_length - right.cell_length)
        return joined((left, Content.styled(rule, "$faint"), right))
