"""A short list of facts: names on the left, values on the right. For side panels and the card's info."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from hashq.tui.text import hanging, joined, padded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

Fact = tuple[str, Content]
"""A name of the program's own and a value, already safe."""
NAME_WIDTH = 13


class Facts(Widget):
    """The list; a fact with an empty name is a heading, with an empty value a gap."""

    DEFAULT_CSS = "Facts { height: auto; width: 1fr; text-wrap: nowrap; }"

    def __init__(self, facts: Sequence[Fact] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._facts = tuple(facts)

    def show(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        self._facts = tuple(facts)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Lines the list takes at ``width``."""
        return len(self._lines(width))

    def render(self) -> Content:
        """One fact after another; a long value goes on under itself."""
        return joined(self._lines(self.content_size.width), "\n")

    def _lines(self, width: int) -> list[Content]:
        return [line for name, value in self._facts for line in _fact(name, value, width)]


def _fact(name: str, value: Content, width: int) -> list[Content]:
    if not name:
        return value.wrap(width) if value else [value]
    return hanging(Content.styled(padded(name, NAME_WIDTH), "$quiet"), value, width)
