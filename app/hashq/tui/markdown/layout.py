"""Blocks to lines of a width: what a card looks like in the terminal, whole or revealed step by step.

Pure: the drawing characters and the pictures are handed in. Every line fits the width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from hashq.tui.glyphs import TYPOGRAPHIC, Glyphs
from hashq.tui.markdown.blocks import (
    Block,
    Code,
    Item,
    Listing,
    Picture,
    Prose,
    Quote,
    Role,
    Rule,
    Table,
    steps_in,
)
from hashq.tui.markdown.table_layout import table_lines
from hashq.tui.text import EMPTY, joined, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MARK = "$lamp"
FAINT = "$faint"
QUIET = "$quiet"
NARROWEST = 8
"""Cells; nesting never leaves less to the text."""


class Look(NamedTuple):
    """How blocks are drawn."""

    glyphs: Glyphs = TYPOGRAPHIC
    revealed: int | None = None
    """Steps revealed so far; None shows everything."""
    picture: Callable[[Picture, int], tuple[Content, ...]] | None = None
    """Draws a picture at most so many cells wide; None draws its frame."""

    def hides(self, step: int) -> bool:
        """Whether an item or row is still to be recalled."""
        return self.revealed is not None and step > self.revealed


def lines(blocks: Iterable[Block], width: int, look: Look, *, after: int = 0) -> list[Content]:
    """The lines of ``blocks``, each at most ``width`` cells. What follows a hidden step is not drawn yet.

    ``after`` is the number of steps before the first block.
    """
    drawn: list[Content] = []
    above: Block | None = None
    steps_above = after
    for block in blocks:
        own = steps_in(block)
        if not own and look.hides(steps_above):
            continue
        if above is not None and not _close(above, block):
            drawn.append(EMPTY)
        drawn.extend(_block(block, max(width, NARROWEST), look))
        above = block
        steps_above += own
    return drawn


def _close(above: Block, block: Block) -> bool:
    """Whether ``block`` follows ``above`` without a blank line."""
    match block:
        case Prose(role=Role.CAPTION):
            return True
        case Listing(adjoins=True):
            return True
        case Prose():
            return isinstance(above, Prose) and above.role is Role.HEADING
        case Listing(depth=depth):
            return depth > 0
        case _:
            return False


def _block(block: Block, width: int, look: Look) -> list[Content]:
    match block:
        case Prose(content=content):
            return content.wrap(width)
        case Listing():
            return [line for item in block.items for line in _item(item, block.depth, width, look)]
        case Table():
            return table_lines(block, width, look.glyphs, look.hides)
        case Code(content=content):
            return _walled(content.wrap(width - 2), look.glyphs.wall, FAINT)
        case Quote(blocks=inner):
            return _walled(lines(inner, width - 2, look), look.glyphs.quote, MARK)
        case Picture():
            return list(look.picture(block, width)) if look.picture else framed(block, width, look.glyphs)
        case Rule():
            return [Content.styled(look.glyphs.line * width, FAINT)]


def _walled(inner: list[Content], wall: str, style: str) -> list[Content]:
    left = Content.styled(f"{wall} ", style)
    return [joined((left, line)) for line in inner]


def _item(item: Item, depth: int, width: int, look: Look) -> list[Content]:
    marker = item.marker or look.glyphs.bullets[min(depth, len(look.glyphs.bullets) - 1)]
    indent = len(marker) + 1
    if look.hides(item.step):
        inside = [Content.styled(look.glyphs.hidden, FAINT), *_hidden_children(item, width - indent, look)]
    else:
        inside = lines(item.blocks, width - indent, look, after=item.step) or [EMPTY]
    first = joined((Content.styled(f"{marker} ", MARK), inside[0]))
    return [first, *(line.pad_left(indent) for line in inside[1:])]


def _hidden_children(item: Item, width: int, look: Look) -> list[Content]:
    nested = tuple(block for block in item.blocks if isinstance(block, Listing | Table))
    return lines(nested, width, look) if nested else []


def framed(picture: Picture, width: int, glyphs: Glyphs, note: str = "") -> list[Content]:
    """A frame with the picture's name where the picture itself cannot be drawn."""
    words = f"{glyphs.picture} {picture.alt or picture.target}" + (f" {glyphs.dot} {note}" if note else "")
    inside = shown(words, QUIET).wrap(max(width - 4, NARROWEST - 4))
    across = max(line.cell_length for line in inside)
    left_top, right_top, left_bottom, right_bottom = tuple(glyphs.corners)
    return [
        Content.styled(left_top + glyphs.line * (across + 2) + right_top, FAINT),
        *(
            joined(
                (
                    Content.styled(f"{glyphs.wall} ", FAINT),
                    line.pad_right(across - line.cell_length),
                    Content.styled(f" {glyphs.wall}", FAINT),
                )
            )
            for line in inside
        ),
        Content.styled(left_bottom + glyphs.line * (across + 2) + right_bottom, FAINT),
    ]
