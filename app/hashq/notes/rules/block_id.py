"""The Obsidian block id ``^id`` at the end of a card, or of its first line.

In mid-card it stays text: it names a paragraph there, not the card.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashq.notes.draft import Draft
    from hashq.notes.lines import Line

_ID = re.compile(r"[A-Za-z0-9-]+$")
_POWER = re.compile(r"\d{1,3}$|.$")


def take_block_id(draft: Draft) -> None:
    """Move the card's block id from its text to its field."""
    last = next((at for at in reversed(range(len(draft.before))) if not draft.before[at].blank), None)
    if last is not None and not draft.before[last].fenced:
        draft.before[last], draft.block_id = _cut(draft.before[last])
    if draft.block_id is None:
        draft.head, draft.block_id = _cut(draft.head)


def _cut(line: Line) -> tuple[Line, str | None]:
    """``line`` without the block id at its end, and that id; behind other text a short number is a power (``10 ^2``)."""
    caret = line.text.rfind("^")
    if caret < 0:
        return line, None
    above, name = line.text[:caret], line.text[caret + 1 :].rstrip()
    if not _ID.match(name) or (above and not above[-1].isspace()):
        return line, None
    if above.strip() and _POWER.match(name):
        return line, None
    return line._replace(text=above.rstrip()), name
