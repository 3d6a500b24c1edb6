"""Which cards wait for study: listed for a session.

Owns the queries over the cards in play: in their note, with an answer, not suspended, not buried today. Knows no
limit and no order of showing; those are scheduling's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from hashq.clock import iso_utc
from hashq.scheduling.model import State
from hashq.store.counts import IN_PLAY, LEARNING, REVIEWED_ON
from hashq.store.memory import COLUMNS, memory_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import date, datetime

    from hashq.scheduling.model import Memory
    from hashq.store.database import Database


class WaitingCard(NamedTuple):
    """One card that a session may show."""

    id: str
    deck: str
    memory: Memory
    sibling_group: str | None
    """Cards of one group are kept apart; None when it has no siblings."""


def started_cards(
    database: Database,
    today: date,
    learning_until: datetime,
    decks: tuple[str, ...] | None = None,
    ids: frozenset[str] | None = None,
    *,
    due_by: date | None = None,
) -> list[WaitingCard]:
    """The reviews due by the day ``due_by`` (None: ``today``) and the learning cards due by ``learning_until``.

    Those that can be studied ``today``, in the order of the notes.
    ``decks``: only cards of these decks; ``ids``: only these cards; None for all.
    """
    rows = database.rows(
        f"""
        SELECT cards.id, cards.deck, sibling_group, {COLUMNS}
        FROM cards JOIN notes ON notes.id = cards.note_id
        WHERE ((state = 'review' AND due_day <= :due_by) OR ({LEARNING} AND due_at <= :until))
              AND {IN_PLAY} {_of_decks(decks)} {_of_ids(ids)}
        ORDER BY notes.path, position
        """,
        {
            "until": iso_utc(learning_until),
            "today": today.isoformat(),
            "due_by": (due_by or today).isoformat(),
            **_named(decks),
            **_listed(ids),
        },
    )
    return [_waiting(row) for row in rows]


def new_cards(
    database: Database,
    today: date,
    most: int,
    decks: tuple[str, ...] | None = None,
    ids: frozenset[str] | None = None,
) -> list[WaitingCard]:
    """The first ``most`` cards never studied, in the order of the notes; a negative ``most`` is no limit.

    ``decks`` and ``ids`` as in :func:`started_cards`.
    """
    rows = database.rows(
        f"""
        SELECT cards.id, cards.deck, sibling_group, {COLUMNS}
        FROM notes CROSS JOIN cards ON cards.note_id = notes.id
        WHERE state = '{State.NEW}' AND {IN_PLAY} {_of_decks(decks)} {_of_ids(ids)}
        ORDER BY notes.path, position LIMIT :most
        """,
        {"today": today.isoformat(), "most": most, **_named(decks), **_listed(ids)},
    )
    return [_waiting(row) for row in rows]


def in_play(database: Database, ids: Iterable[str], today: date) -> list[WaitingCard]:
    """Those of the cards with these ``ids`` that can be studied on ``today``, in the order given."""
    wanted = json.dumps(list(ids))
    rows = database.rows(
        f"""
        SELECT cards.id, cards.deck, sibling_group, {COLUMNS}
        FROM json_each(:wanted) AS asked JOIN cards ON cards.id = asked.value
        WHERE {IN_PLAY} ORDER BY asked.key
        """,
        {"wanted": wanted, "today": today.isoformat()},
    )
    return [_waiting(row) for row in rows]


def forgotten_on(database: Database, today: date) -> tuple[str, ...]:
    """The cards that were rated again on ``today``, the first forgotten first."""
    rows = database.rows(
        f"SELECT card_id FROM reviews WHERE {REVIEWED_ON} AND rating = 1 GROUP BY card_id ORDER BY min(id)",
        (today.isoformat(),),
    )
    return tuple(row[0] for row in rows)


def deck_names(database: Database) -> tuple[str, ...]:
    """Every deck with a card that is in its note, in order of name."""
    rows = database.rows("SELECT DISTINCT deck FROM cards WHERE retired_at IS NULL ORDER BY deck")
    return tuple(row[0] for row in rows)


def _of_decks(decks: tuple[str, ...] | None) -> str:
    if decks is None:
        return ""
    return "AND cards.deck IN (" + ", ".join(f":deck{index}" for index in range(len(decks))) + ")"


def _of_ids(ids: frozenset[str] | None) -> str:
    return "" if ids is None else "AND cards.id IN (SELECT value FROM json_each(:ids))"


def _listed(ids: frozenset[str] | None) -> dict[str, str]:
    return {} if ids is None else {"ids": json.dumps(sorted(ids))}


def _named(decks: tuple[str, ...] | None) -> dict[str, str]:
    return {f"deck{index}": deck for index, deck in enumerate(decks or ())}


def _waiting(row: sqlite3.Row) -> WaitingCard:
    return WaitingCard(row["id"], row["deck"], memory_of(row), row["sibling_group"])
