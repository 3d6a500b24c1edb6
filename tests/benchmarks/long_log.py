"""A seeded library with a long history, written straight into its tables, for measuring what looks back."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hashq.clock import iso_utc

if TYPE_CHECKING:
    from hashq.store.database import Database


def write_log(
    database: Database,
    now: datetime,
    *,
    cards: int = 10_000,
    reviews: int = 100_000,
    days: int = 730,
    decks: int = 20,
) -> None:
    """``reviews`` over the ``days`` days before ``now``, given to ``cards`` cards in ``decks`` decks."""
    chance = random.Random(1)
    with database.transaction():
        database.execute("INSERT INTO sources (path, kind, added_at) VALUES ('/notes', 'folder', '')")
        for deck in range(decks):
            database.execute(
                "INSERT INTO notes (source_id, path, deck, size, mtime_ns, sha256, reader_version)"
                " VALUES (1, ?, ?, 0, 0, '', 1)",
                (f"/notes/{deck}.md", f"notes/{deck}"),
            )
        database.execute_many(
            "INSERT INTO cards (number, id, note_id, deck, position, line, end_line, has_answer, created_at, state,"
            " stability, difficulty, due_at, due_day, last_study_day, reviews, lapses)"
            " VALUES (?, ?, ?, ?, ?, 1, 2, 1, '', 'review', 30, ?, ?, ?, ?, 10, ?)",
            [_card(now, number, decks, chance) for number in range(1, cards + 1)],
        )
        database.execute_many(
            "INSERT INTO texts (number, question, answer) VALUES (?, ?, ?)",
            [(number, f"Question {number}?", f"Answer {number}") for number in range(1, cards + 1)],
        )
        database.execute_many(
            "INSERT INTO reviews (card_id, kind, rating, reviewed_at, study_day, utc_offset_minutes, duration_ms,"
            " state_before, predicted) VALUES (?, 'review', ?, ?, ?, 60, ?, ?, ?)",
            [
                _review(now - timedelta(days=days * (1 - number / reviews)), cards, chance)
                for number in range(reviews)
            ],
        )


def _card(now: datetime, number: int, decks: int, chance: random.Random) -> tuple[object, ...]:
    due = now + timedelta(days=chance.randint(-5, 60))
    seen = due - timedelta(days=chance.randint(1, 60))
    deck, lapses = number % decks, chance.choice((0, 0, 0, 1, 2, 9))
    days = (due.date().isoformat(), seen.date().isoformat())
    return (
        number,
        f"c{number}",
        deck + 1,
        f"notes/{deck}",
        number,
        chance.uniform(1, 10),
        iso_utc(due),
        *days,
        lapses,
    )


def _review(day: datetime, cards: int, chance: random.Random) -> tuple[object, ...]:
    at = day - timedelta(minutes=chance.randint(0, 600))
    state = "review" if chance.random() < 0.8 else "learning"
    rating = chance.choices((1, 2, 3, 4), (10, 10, 70, 10))[0]
    card = f"c{chance.randint(1, cards)}"
    return (card, rating, iso_utc(at), at.date().isoformat(), chance.randint(2000, 30000), state, 0.9)
