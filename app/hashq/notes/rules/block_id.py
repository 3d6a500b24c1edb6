"""The Obsidian block id ``^id`` at the end of a card, or of its first line.

In mid-card it stays text: it names a paragraph there, not the card.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashq.notes.draft import Draft
    from hashq.notes.lines import Line

_OWN_LINE = re.compile(r"\s*\^([A-Za-z0-9-]+)\s*$")
_AT_END = re.compile(r"(?:^|\s+)\^(?!\d{1,3}\s*$)([A-Za-z0-9-]{2,})\s*$")
"""A short number after a caret is a power (``10 ^2``)."""


def take_block_id(draft: Draft) -> None:
    """Move the card's block id from its text to its field."""
    last = next((at for at in reversed(range(len(draft.before))) if not draft.before[at].blank), None)
    if last is not None and "^" in draft.before[last].text:
        line = draft.before[last]
        found = None if line.fenced else _OWN_LINE.match(line.text) or _AT_END.search(line.text)
        if found:
            draft.block_id = found[1]
            draft.before[last] = _cut(line, found)
            return
    if "^" in draft.head.text and (found := _AT_END.search(draft.head.text)):
        draft.block_id = found[1]
        draft.head = _cut(draft.head, found)


def _cut(line: Line, found: re.Match[str]) -> Line:
    return line._replace(text=line.text[: found.start()])
