"""Reads cards with everything that is shown of them.

Owns the one query that joins a card's place, text and standing. Writes nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from hashq.store.database import Database, Parameters


class CardRow(NamedTuple):
    """A card, whole. Columns as in ``schema.py``; times as text, lists as JSON."""

    number: int
    id: str
    deck: str
    path: str
    line: int
    end_line: int
    kind: str
    question: str
    answer: str
    tags: str
    own_tags: str
    parts: str
    block_id: str | None
    state: str
    due_at: str | None
    suspended: bool
    flag: int
    buried_until: str | None
    retired: bool
    lapses: int
    reviews: int
    stability: float | None
    difficulty: float | None


_SELECT = """
    SELECT cards.number, cards.id, cards.deck, notes.path, cards.line, cards.end_line, cards.kind,
           texts.question, texts.answer, texts.tags, cards.own_tags, texts.parts, cards.block_id,
           cards.state, cards.due_at, cards.suspended, cards.flag, cards.buried_until, cards.retired_at IS NOT NULL,
           cards.lapses, cards.reviews, cards.stability, cards.difficulty
    FROM cards JOIN texts ON texts.number = cards.number JOIN notes ON notes.id = cards.note_id
"""
_ORDER = "ORDER BY cards.deck, notes.path, cards.position"


def cards_where(database: Database, where: str, parameters: Parameters = ()) -> list[CardRow]:
    """The cards for which the condition ``where`` holds, by deck, note and position.

    ``where`` is built from constants of this package; ``parameters`` are bound.
    """
    rows = database.rows(f"{_SELECT} WHERE {where} {_ORDER}", parameters)
    return [_card_row(row) for row in rows]


def _card_row(row: sqlite3.Row) -> CardRow:
    values = list(row)
    values[15], values[18] = bool(row[15]), bool(row[18])  # SQLite has no booleans
    return CardRow(*values)


def card_by_id(database: Database, id_: str) -> CardRow | None:
    """The card with this id, retired or not; None when there is none."""
    found = cards_where(database, "cards.id = ?", (id_,))
    return found[0] if found else None


def cards_by_ids(database: Database, ids: Sequence[str]) -> list[CardRow]:
    """The cards with these ids, by deck, note and position."""
    return cards_where(database, "cards.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))


def cards_numbered(database: Database, numbers: Sequence[int]) -> list[CardRow]:
    """The cards with these numbers, in no order."""
    where = "cards.number IN (SELECT value FROM json_each(?))"
    rows = database.rows(f"{_SELECT} WHERE {where}", (json.dumps(list(numbers)),))
    return [_card_row(row) for row in rows]


def ids_numbered(database: Database, numbers: Sequence[int]) -> list[str]:
    """The ids of the cards with these numbers, in the order given."""
    rows = database.rows(
        "SELECT cards.id FROM json_each(?) AS asked JOIN cards ON cards.number = asked.value ORDER BY asked.key",
        (json.dumps(list(numbers)),),
    )
    return [row[0] for row in rows]


def ids_starting(database: Database, start: str, limit: int = 4) -> list[str]:
    """Ids that begin with ``start``, at most ``limit`` of them."""
    rows = database.rows(
        "SELECT id FROM cards WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT ?", (len(start), start, limit)
    )
    return [row[0] for row in rows]
