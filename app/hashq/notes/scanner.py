"""Card borders: finds each card's lines before any Markdown parser sees the text.

A card runs from its start to the next start, a heading, a ``---`` line or the end of the note, all outside code fences. A
blank line ends nothing, and an underline makes no heading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.fences import Fenced, read_fences
from hashq.notes.starts import Start, read_start

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = re.compile(r"[ \xa0]{0,3}#{1,6}(?:\s|$)")
_SEPARATOR = re.compile(r"\s*-{3,}\s*$")
_DIVIDER = re.compile(r"[\s>]*(?P<sign>[*_-])(?:[ \t]*(?P=sign)){2,}[ \t\xa0]*$")


class Span(NamedTuple):
    """The lines of one card."""

    start: Start
    first: int
    """Index of the line it starts on."""
    end: int
    """Index after its last line; blank lines at the end are not its own."""


class Scanned(NamedTuple):
    """A note's cards, as lines."""

    spans: tuple[Span, ...]
    fenced: Fenced


def scan(lines: Sequence[str], first: int = 0) -> Scanned:
    """The cards among ``lines``, beginning at index ``first``, where the front matter ends."""
    found = {index: start for index in range(first, len(lines)) if (start := read_start(lines[index]))}
    fenced = read_fences(lines, list(found))
    starts = [index for index in found if not fenced.inside[index]]
    borders = [*starts[1:], len(lines)]
    spans = (
        Span(found[index], index, _end(lines, fenced.inside, index, border))
        for index, border in zip(starts, borders, strict=False)
    )
    return Scanned(tuple(spans), fenced)


def is_border(text: str) -> bool:
    """Whether this line, outside a fence, ends the card above it: a heading or a separator."""
    opening = text.lstrip()[:1]
    if opening == "#":
        return _HEADING.match(text) is not None
    return opening == "-" and _SEPARATOR.match(text) is not None


def is_divider(text: str) -> bool:
    """Whether this line is a rule across the page, as of stars or underscores; it ends no card and says nothing."""
    return _DIVIDER.match(text) is not None


def _end(lines: Sequence[str], inside: bytearray, first: int, border: int) -> int:
    end = first + 1
    while end < border and (inside[end] or not is_border(lines[end])):
        end += 1
    while end > first + 1 and not lines[end - 1].strip():
        end -= 1
    return end
