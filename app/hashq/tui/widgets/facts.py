"""A short list of facts: names on the left, values on the right. For side panels and the card's info."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from hashq.tui.text import joined, padded

if TYPE_CHECKING:
    from collections.abc import Sequence

Fact = tuple[str, Content]
"""A name of the program's own and a value, already safe."""
NAME_WIDTH = 13


class Facts(Widget):
    """The list; a fact with an empty name is a heading, with an empty value a gap."""

    DEFAULT_CSS = "Facts { height: auto; width: 1fr; }"

    def __init__(self, facts: Sequence[Fact] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._facts = tuple(facts)

    def show(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        self._facts = tuple(facts)
        self.refresh(layout=True)

    def render(self) -> Content:
        """One fact a line."""
        return joined([_line(name, value) for name, value in self._facts], "\n")


def _line(name: str, value: Content) -> Content:
    return joined((Content.styled(padded(name, NAME_WIDTH), "$quiet"), value)) if name else value
