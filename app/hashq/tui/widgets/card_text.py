"""A card's Markdown on the screen: lays its blocks out for the width it gets, whole or up to a step.

Owns when layout happens (once a width and step); how it looks is ``tui.markdown``'s business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from hashq.tui.markdown.blocks import Block, Picture, count_steps, pictures_in
from hashq.tui.markdown.layout import Look, lines
from hashq.tui.markdown.reading import read

if TYPE_CHECKING:
    from textual.geometry import Size


class CardText(Widget):
    """The question or the answer of a card."""

    DEFAULT_CSS = "CardText { height: auto; width: 1fr; text-wrap: nowrap; }"

    def __init__(self, look: Look, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._look = look
        self._blocks: tuple[Block, ...] = ()
        self._drawn: tuple[int, Content, int] | None = None

    @property
    def steps(self) -> int:
        """How many list items and table rows can be revealed one by one."""
        return count_steps(self._blocks)

    def show(self, markdown: str, look: Look) -> None:
        """Show another text in another look."""
        self._blocks = read(markdown)
        self._look = look
        self.redraw()

    def reveal(self, step: int | None) -> None:
        """Show the steps up to ``step``, all for None."""
        self._look = self._look._replace(revealed=step)
        self.redraw()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture in the text."""
        return pictures_in(self._blocks)

    def first_change(self, step: int | None) -> tuple[int, int]:
        """Reveal as :meth:`reveal` does; the first line that is another now, and how many lines came with it."""
        width = self.content_size.width
        before = lines(self._blocks, width, self._look)
        self.reveal(step)
        after = lines(self._blocks, width, self._look)
        pairs = enumerate(zip(before, after, strict=False))
        first = next((at for at, (was, now) in pairs if was.plain != now.plain), 0)
        return first, max(1, len(after) - len(before) + 1)

    def height_of(self, markdown: str) -> int:
        """How many lines ``markdown`` would take here."""
        return len(lines(read(markdown), self.content_size.width, self._look))

    def redraw(self) -> None:
        """Draw the same text again, such as once a picture has been read."""
        self._drawn = None
        self.refresh(layout=True)

    def _draw(self, width: int) -> tuple[int, Content, int]:
        if self._drawn is None or self._drawn[0] != width:
            drawn = lines(self._blocks, width, self._look)
            self._drawn = (width, Content("\n").join(drawn), len(drawn))
        return self._drawn

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Lines the text takes at ``width``."""
        return self._draw(width)[2]

    def render(self) -> Content:
        """The text for the present width."""
        return self._draw(self.content_size.width)[1]
