"""A card's memory in its row: read, written, and compared with what the log says.

Owns the columns ``state`` to ``lapses`` of ``cards``, a cache of the review log. Knows no scheduling rule.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from hashq.clock import from_iso_utc, iso_utc
from hashq.scheduling.model import Memory, State

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from hashq.store.database import Database

COLUMNS = (
    "state, step, stability, difficulty, due_at, due_day, last_reviewed_at, last_study_day, reviews, lapses"
)
"""What a query selects so that :func:`memory_of` can read its rows."""

_STATES = {state.value: state for state in State}
_day = lru_cache(date.fromisoformat)
"""A study day from its stored form; thousands of cards share a few days."""


def memory_of(row: sqlite3.Row) -> Memory:
    """The memory in a row that has :data:`COLUMNS`."""
    return Memory(
        state=_STATES[row["state"]],
        step=row["step"],
        stability=row["stability"],
        difficulty=row["difficulty"],
        due=from_iso_utc(row["due_at"]) if row["due_at"] else None,
        due_day=_day(row["due_day"]) if row["due_day"] else None,
        last_reviewed=from_iso_utc(row["last_reviewed_at"]) if row["last_reviewed_at"] else None,
        last_study_day=_day(row["last_study_day"]) if row["last_study_day"] else None,
        reviews=row["reviews"],
        lapses=row["lapses"],
    )


def read_memory(database: Database, card: str) -> Memory | None:
    """The memory of the card with id ``card``; None when there is no such card."""
    row = database.row(f"SELECT {COLUMNS} FROM cards WHERE id = ?", (card,))
    return memory_of(row) if row is not None else None


def memories_in(database: Database, decks: Sequence[str]) -> list[Memory]:
    """The memories of the cards in ``decks`` that can be studied, suspended ones left out."""
    marks = ", ".join("?" * len(decks))
    rows = database.rows(
        f"SELECT {COLUMNS} FROM cards"
        f" WHERE retired_at IS NULL AND has_answer = 1 AND suspended = 0 AND deck IN ({marks})",
        tuple(decks),
    )
    return [memory_of(row) for row in rows]


def write_memory(database: Database, card: str, memory: Memory) -> None:
    """Store ``memory`` as the cache of ``card``; inside a transaction."""
    database.execute(
        "UPDATE cards SET state = ?, step = ?, stability = ?, difficulty = ?, due_at = ?, due_day = ?,"
        " last_reviewed_at = ?, last_study_day = ?, reviews = ?, lapses = ? WHERE id = ?",
        (
            memory.state.value,
            memory.step,
            memory.stability,
            memory.difficulty,
            iso_utc(memory.due) if memory.due else None,
            memory.due_day.isoformat() if memory.due_day else None,
            iso_utc(memory.last_reviewed) if memory.last_reviewed else None,
            memory.last_study_day.isoformat() if memory.last_study_day else None,
            memory.reviews,
            memory.lapses,
            card,
        ),
    )
