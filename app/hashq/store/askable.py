"""The cards that can be asked, as one row by deck, note and place: counted note by note, looked up where they are wanted.

Owns which cards can be asked. In a large library nothing here reads more than the narrow rows of the cards; their texts
are read a few at a time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from hashq.store.counts import KEPT

if TYPE_CHECKING:
    from collections.abc import Collection

    from hashq.store.database import Database


class AskableNote(NamedTuple):
    """The cards of one note in one deck."""

    deck: str
    note: int
    """Its row in the database."""
    cards: int
    asked: int
    """Cards that are not suspended; the others only give wrong answers."""


class Place(NamedTuple):
    """Where a card stands."""

    number: int
    deck: str
    note: int


def askable_notes(database: Database) -> list[AskableNote]:
    """How many cards can be asked in each note and deck; by deck and the note's path."""
    rows = database.rows(
        "SELECT counted.deck, counted.note_id, counted.cards, counted.asked FROM ("
        " SELECT deck, note_id, count(*) AS cards, count(*) - sum(suspended) AS asked"
        f" FROM cards WHERE {KEPT} GROUP BY deck, note_id"
        ") AS counted JOIN notes ON notes.id = counted.note_id ORDER BY counted.deck, notes.path"
    )
    return [AskableNote(*row) for row in rows]


def askable_in(database: Database, deck: str, note: int) -> list[tuple[int, bool]]:
    """The numbers of a note's cards in a deck by their place in the note, each with whether it is suspended."""
    rows = database.rows(
        f"SELECT number, suspended FROM cards WHERE {KEPT} AND deck = ? AND note_id = ? ORDER BY position",
        (deck, note),
    )
    return [(row[0], bool(row[1])) for row in rows]


def askable_place(database: Database, id_: str) -> Place | None:
    """Where the card with this id stands; None when there is no such card, or it cannot be asked."""
    rows = database.rows(f"SELECT number, deck, note_id FROM cards WHERE {KEPT} AND cards.id = ?", (id_,))
    return Place(*rows[0]) if rows else None


def asked_among(database: Database, ids: Collection[str]) -> list[int]:
    """The numbers of those of the cards with these ids that are asked, by deck, note and place."""
    rows = database.rows(
        "SELECT cards.number FROM json_each(?) AS found JOIN cards ON cards.id = found.value"
        f" JOIN notes ON notes.id = cards.note_id WHERE {KEPT} AND suspended = 0"
        " ORDER BY cards.deck, notes.path, cards.position",
        (json.dumps(list(ids)),),
    )
    return [row[0] for row in rows]
