"""List items and table rows without content are dropped; an item whose text stands below it stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.notes.lines import Line, indentation
from hashq.notes.tables import is_delimiter, is_empty_row

if TYPE_CHECKING:
    from hashq.notes.draft import Draft

_EMPTY_ITEM = re.compile(r"[\s>]*(?:[-*+](?:\s+\[[ xX]\])?|(?P<number>\d{1,9}[.)]))\s*$")
_LONGEST_EMPTY = 40
"""Characters, indentation and quote signs included."""


_LABEL = re.compile(r"[\s>]*(?:\d{1,9}[.)]|\(?[A-Za-z\d]\))\s*$")
_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])\s+\S")


def drop_empties(draft: Draft) -> None:
    """Drop empty items and rows from question and answer."""
    draft.question = [
        line for at, line in enumerate(draft.question) if line.fenced or not _is_empty(draft.question, at)
    ]
    draft.answer = [
        line
        for at, line in enumerate(draft.answer)
        if line.fenced or _is_said(draft, at) or not _is_empty(draft.answer, at)
    ]


def _is_said(draft: Draft, at: int) -> bool:
    """Whether a mere label says something: ``(b)`` where there are options, ``3.`` behind the marker with no list below."""
    line = draft.answer[at]
    if _LABEL.match(line.text) is None:
        return False
    below = next((line.text for line in draft.answer[at + 1 :] if not line.blank), "")
    if _ITEM.match(below):
        return False
    return bool(draft.options) or "nswer" in draft.source[line.number - 1].lower()


def _is_empty(lines: list[Line], at: int) -> bool:
    text = lines[at].text
    if "|" in text:
        header = at + 1 < len(lines) and is_delimiter(lines[at + 1].text)
        return is_empty_row(text) and not header
    found = _EMPTY_ITEM.match(text) if len(text) <= _LONGEST_EMPTY else None
    if found is None or (found["number"] and sum(not line.blank for line in lines) == 1):
        return False  # a number alone is an answer
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is None or below.blank or indentation(below.text) <= indentation(text)
