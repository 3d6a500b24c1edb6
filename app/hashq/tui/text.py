"""The one gate between text from notes and the screen: every user text becomes Content here, never markup.

Owns cleaning (no escape sequence, no control character) and fitting to a width. Knows nothing of Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content, Span

from hashq.plain_text import one_line, plain_text
from hashq.tui.glyphs import TYPOGRAPHIC

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.style import Style

Run = tuple[str, str]
"""A piece of text, made safe, and its style: as Textual names it, or a tone of ``race/ink.py``; empty for what is around it.

Where a screenful is drawn at every key, lines are runs: Content takes many times as long.
"""

ELLIPSIS = TYPOGRAPHIC.ellipsis
"""Ends every text that was cut; ``plain_ends.py`` replaces it on ASCII terminals."""
EMPTY = Content("")


def shown(text: str, style: str | Style = "") -> Content:
    """``text`` made safe, in one style; its line breaks stay. Square brackets are only square brackets."""
    clean = plain_text(text)
    return Content(clean, [Span(0, len(clean), style)] if style and clean else [])


def shown_line(text: str, style: str | Style = "", *, width: int | None = None) -> Content:
    """``text`` made safe and folded onto one line; cut to ``width`` cells with an ellipsis."""
    clean = one_line(text)
    return shown(clean if width is None else fit(clean, width), style)


def fit(text: str, width: int) -> str:
    """``text`` if it takes at most ``width`` cells, else its beginning and an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def padded(text: str, width: int, *, right: bool = False) -> str:
    """``text`` in exactly ``width`` cells: cut with an ellipsis, or padded; ``right`` aligns it there."""
    cut = fit(text, width)
    pad = " " * (width - cell_len(cut))
    return pad + cut if right else cut + pad


def joined(parts: Iterable[Content | str], separator: Content | str = "") -> Content:
    """The parts one after another. Plain strings are the program's own words."""
    between = separator if isinstance(separator, Content) else Content(separator)
    return between.join([part if isinstance(part, Content) else Content(part) for part in parts])


def spread(left: Content, right: Content, width: int) -> Content:
    """One line of ``width`` cells with ``left`` and ``right`` at its ends; ``left`` is cut when both do not fit."""
    room = width - right.cell_length
    if room < 1:
        return right.truncate(max(width, 0), ellipsis=True)
    if left.cell_length >= room:
        left = left.truncate(room - 1, ellipsis=True)
    return joined((left, " " * (room - left.cell_length), right))


def hanging(lead: Content, body: Content, width: int) -> list[Content]:
    """``body`` after ``lead``, wrapped at ``width`` cells; its further lines begin where its first does."""
    indent = lead.cell_length
    first, *others = body.wrap(max(width - indent, 10))
    return [joined((lead, first)), *(line.pad_left(indent) for line in others)]
