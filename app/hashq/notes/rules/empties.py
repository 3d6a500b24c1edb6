"""List items and table rows without content are dropped; an item whose text stands below it stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.notes.lines import Line, indentation
from hashq.notes.tables import is_delimiter, is_empty_row

if TYPE_CHECKING:
    from hashq.notes.draft import Draft

_EMPTY_ITEM = re.compile(r"[\s>]*(?:[-*+](?:\s+\[[ xX]\])?|\d{1,9}[.)]|\([A-Za-z\d]\)|[A-Za-z]\))\s*$")


def drop_empties(draft: Draft) -> None:
    """Drop empty items and rows from question and answer."""
    draft.question = _without_empties(draft.question)
    draft.answer = _without_empties(draft.answer)


def _without_empties(lines: list[Line]) -> list[Line]:
    return [line for at, line in enumerate(lines) if line.fenced or not _is_empty(lines, at)]


def _is_empty(lines: list[Line], at: int) -> bool:
    text = lines[at].text
    if "|" in text:
        header = at + 1 < len(lines) and is_delimiter(lines[at + 1].text)
        return is_empty_row(text) and not header
    if len(text) > 40 or not _EMPTY_ITEM.match(text):
        return False
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is None or below.blank or indentation(below.text) <= indentation(text)
