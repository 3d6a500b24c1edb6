"""The full-text index: what it is asked, and what it answers without naming every card that matches.

Owns the expressions in the index's own language, and its table ``search`` but for the triggers that fill it. Knows no
query and no list.
"""

from __future__ import annotations

import json
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hashq.store.conditions import Words
    from hashq.store.database import Database

FEW: Final = 4_000
"""Up to so many matches of words are looked up one by one; of more, the list is walked until enough are found."""


def full_text(words: Words) -> str:
    """The expression that the full-text index is asked."""
    return quoted(words.text) + ("" if words.phrase else "*")


def quoted(text: str) -> str:
    """``text`` as the index's language quotes it: nothing in it is an operator."""
    return '"' + text.replace('"', '""').replace("\x00", " ") + '"'


def is_indexed(text: str) -> bool:
    """Whether the full-text index knows anything of ``text``; it splits at everything but letters and digits."""
    return any(character.isalnum() for character in text)


def matches_many(database: Database, expression: str) -> bool:
    """Whether the full-text index finds more than a few cards, retired ones included; it counts no further."""
    found = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    return int(database.value(found, (expression, FEW + 1))) > FEW


def matching_among(database: Database, expression: str, numbers: array[int]) -> frozenset[int]:
    """Those of ``numbers`` that match; the full-text index is read only where they lie."""
    among = json.dumps(list(numbers))
    return frozenset(
        row[0]
        for first, last in _stretches(numbers)
        for row in database.rows(
            # The plus forbids asking the index anew for each of the numbers.
            "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
            " AND +rowid IN (SELECT value FROM json_each(?))",
            (expression, first, last, among),
        )
    )


def _stretches(numbers: array[int]) -> list[tuple[int, int]]:
    """Where ``numbers`` lie, first and last: in one stretch, or in two where most of it would be the gap between them.

    Cards that were added later lie far from the others of their deck, and should not lead through all between.
    """
    if not numbers:
        return []
    ordered = sorted(numbers)
    first, last = ordered[0], ordered[-1]
    before, after = max(pairwise(ordered), key=lambda gap: gap[1] - gap[0], default=(first, first))
    if after - before > (last - first) // 2:
        return [(first, before), (after, last)]
    return [(first, last)]


def count_matching(database: Database, expression: str) -> int:
    """How many cards match, retired ones left out."""
    retired = array(
        "q", (row[0] for row in database.rows("SELECT number FROM cards WHERE retired_at IS NOT NULL"))
    )
    found = database.value("SELECT count(*) FROM search WHERE search MATCH ?", (expression,))
    return int(found) - len(matching_among(database, expression, retired))
