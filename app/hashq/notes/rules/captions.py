"""A caption or other line glued under a table is set apart by a blank line, so that it is not taken for a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.notes.tables import continues_table, is_delimiter

if TYPE_CHECKING:
    from hashq.notes.draft import Draft
    from hashq.notes.lines import Line


def split_captions(draft: Draft) -> None:
    """End each table of the answer where its rows end."""
    if not any("|" in line.text for line in draft.answer):
        return
    apart: list[Line] = []
    in_table = False
    for at, line in enumerate(draft.answer):
        was_in_table = in_table
        below = draft.answer[at + 1].text if at + 1 < len(draft.answer) else ""
        in_table = continues_table(line) and (in_table or is_delimiter(below))
        if was_in_table and not in_table and not line.blank:
            apart.append(line._replace(text=""))
        apart.append(line)
    draft.answer = apart
