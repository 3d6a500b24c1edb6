"""A sheet of any length: only the lines that are seen are made and drawn.

Owns the lines as they were handed over. Knows nothing of what they tell; scrolling is the container's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.geometry import Size
    from textual.strip import Strip

    Line = Content | Callable[[], Content]
    """A line, wrapped where it is longer than the sheet is wide; or what makes one of that width once it is seen."""


class Sheet(Widget):
    """The lines, as high as they are many."""

    DEFAULT_CSS = "Sheet { height: auto; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: list[Line] = []

    def show(self, lines: Iterable[Line], width: int) -> None:
        """Show other lines, ``width`` cells wide."""
        self._lines = [part for line in lines for part in _wrapped(line, width)]
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - lines have their width
        """As many as there are."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One of them."""
        line = self._lines[y] if y < len(self._lines) else Content("")
        content = line if isinstance(line, Content) else line()
        return Visual.to_strips(self, content, self.size.width, 1, self.visual_style, pad=True)[0]


def _wrapped(line: Line, width: int) -> list[Line]:
    if isinstance(line, Content) and line.cell_length > width > 0:
        return list(line.wrap(width))
    return [line]
