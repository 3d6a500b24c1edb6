"""A card's text as blocks: frozen values between the Markdown parser and the layout. Knows no width and no terminal.

List items and table rows carry *steps*, numbered from 1 in reading order, so that they can be revealed one by one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.content import Content


class Role(StrEnum):
    """What a run of text is."""

    PROSE = "prose"
    HEADING = "heading"
    CAPTION = "caption"


class Prose(NamedTuple):
    """Running text; its line breaks are meant."""

    content: Content
    role: Role = Role.PROSE


class Picture(NamedTuple):
    """An embedded picture."""

    target: str
    """As the author wrote it, without width."""
    width: int | None = None
    """Wanted width in pixels; None when the author gave none."""
    alt: str = ""


class Code(NamedTuple):
    """A fenced block, highlighted."""

    content: Content
    language: str = ""


class Quote(NamedTuple):
    """Quoted blocks."""

    blocks: tuple[Block, ...]


class Item(NamedTuple):
    """One list item with everything in it."""

    marker: str
    """``1.`` or the like; empty for a bullet."""
    blocks: tuple[Block, ...]
    step: int


class Listing(NamedTuple):
    """A list."""

    items: tuple[Item, ...]
    depth: int
    """0 for a list that is in no other."""
    adjoins: bool = False
    """Whether it follows the text above without a blank line."""


class Row(NamedTuple):
    """One table row below the header."""

    cells: tuple[Content, ...]
    step: int


class Table(NamedTuple):
    """A table. Every row has as many cells as the header."""

    header: tuple[Content, ...]
    rows: tuple[Row, ...]
    right: tuple[bool, ...]
    """Which columns are aligned right."""


class Rule(NamedTuple):
    """A thematic break."""


Block = Prose | Picture | Code | Quote | Listing | Table | Rule


def steps_in(block: Block) -> int:
    """How many items and rows ``block`` holds, at any depth."""
    match block:
        case Listing(items=items):
            return sum(1 + count_steps(item.blocks) for item in items)
        case Table(rows=rows):
            return len(rows)
        case Quote(blocks=inner):
            return count_steps(inner)
        case _:
            return 0


def count_steps(blocks: tuple[Block, ...]) -> int:
    """How many items and rows can be revealed one by one in ``blocks``."""
    return sum(steps_in(block) for block in blocks)


def pictures_in(blocks: tuple[Block, ...]) -> tuple[Picture, ...]:
    """Every picture in ``blocks``, at any depth, in reading order."""
    found: list[Picture] = []
    for block in blocks:
        match block:
            case Picture():
                found.append(block)
            case Quote(blocks=inner):
                found.extend(pictures_in(inner))
            case Listing(items=items):
                found.extend(picture for item in items for picture in pictures_in(item.blocks))
            case _:
                pass
    return tuple(found)
