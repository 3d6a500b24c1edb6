"""List items and table rows without content are dropped, and rules at the answer's ends; an item whose text stands below stays.

A number (``3.``) behind the marker is an answer; on a line of its own it is an empty item when it begins a list (``1.``) or
stands beside other items.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.notes.lines import Line, indentation
from hashq.notes.scanner import is_divider
from hashq.notes.tables import is_delimiter, is_empty_row

if TYPE_CHECKING:
    from hashq.notes.draft import Draft

_EMPTY_ITEM = re.compile(r"[\s>]*(?:[-*+](?:\s+\[[ xX]\])?|(?P<number>\d{1,9}[.)]))\s*$")
_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_LONGEST_EMPTY = 40
"""Characters, indentation and quote signs included."""


def drop_empties(draft: Draft) -> None:
    """Drop empty items and rows from question and answer."""
    draft.question = _without_empties(draft, draft.question)
    draft.answer = _undivided(_without_empties(draft, draft.answer))


def _undivided(lines: list[Line]) -> list[Line]:
    """``lines`` without rules across the page at either end, where they divide the answer from nothing."""
    first, last = 0, len(lines)
    while first < last and _divides(lines[first]):
        first += 1
    while last > first and _divides(lines[last - 1]):
        last -= 1
    return lines[first:last]


def _divides(line: Line) -> bool:
    return not line.fenced and (line.blank or is_divider(line.text))


def _without_empties(draft: Draft, lines: list[Line]) -> list[Line]:
    return [line for at, line in enumerate(lines) if line.fenced or not _is_empty(draft, lines, at)]


def _is_empty(draft: Draft, lines: list[Line], at: int) -> bool:
    text = lines[at].text
    if "|" in text:
        header = at + 1 < len(lines) and is_delimiter(lines[at + 1].text)
        return is_empty_row(text) and not header
    found = _EMPTY_ITEM.match(text) if len(text) <= _LONGEST_EMPTY else None
    if found is None or (found["number"] and _is_number(draft, lines, at)):
        return False
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is None or below.blank or indentation(below.text) <= indentation(text)


def _is_number(draft: Draft, lines: list[Line], at: int) -> bool:
    """Whether what looks like an empty item of a numbered list is a number the author gives."""
    line = lines[at]
    if draft.source[line.number - 1].strip() != line.text.strip():
        return True
    beside = (lines[near].text for near in (at - 1, at + 1) if 0 <= near < len(lines))
    return line.text.strip(" \t\xa0>.)") != "1" and not any(_ITEM.match(text) for text in beside)
