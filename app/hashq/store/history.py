"""Figures counted from the review log and the cards: what was done, what was remembered, what will be due.

Owns the sums over whole tables. Only reviews in effect count. Knows no drawing and no rule of scheduling.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashq.store.database import Database

_IN_EFFECT = (
    "reviews.kind = 'review' AND reviews.id NOT IN (SELECT undoes FROM reviews WHERE undoes IS NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class CardCounts:
    """The library's cards by standing. Retired cards count nowhere else; suspended ones also in their state."""

    total: int
    """In their notes now, without an answer included."""
    new: int
    learning: int
    """Relearning ones included."""
    review: int
    suspended: int
    retired: int


@dataclass(frozen=True, slots=True)
class Recall:
    """How known cards fared when they were asked: the first review of a card on a study day counts."""

    asked: int
    remembered: int
    """Not rated again."""
    predicted: float
    """The chances of recall that the model gave, summed."""


def count_cards(database: Database) -> CardCounts:
    """How many cards there are, by standing."""
    row = database.row(
        """
        SELECT count(*) FILTER (WHERE retired_at IS NULL) AS total,
               count(*) FILTER (WHERE retired_at IS NULL AND state = 'new') AS new,
               count(*) FILTER (WHERE retired_at IS NULL AND state IN ('learning', 'relearning')) AS learning,
               count(*) FILTER (WHERE retired_at IS NULL AND state = 'review') AS review,
               count(*) FILTER (WHERE retired_at IS NULL AND suspended = 1) AS suspended,
               count(*) FILTER (WHERE retired_at IS NOT NULL) AS retired
        FROM cards
        """
    )
    return CardCounts(**dict(row)) if row is not None else CardCounts(0, 0, 0, 0, 0, 0)


def count_reviews(database: Database) -> int:
    """Reviews in effect."""
    return int(database.value(f"SELECT count(*) FROM reviews WHERE {_IN_EFFECT}"))


def reviews_by_day(database: Database, since: date, until: date) -> dict[date, int]:
    """Reviews in effect on each study day from ``since`` to ``until``, both included; days without any are absent."""
    rows = database.rows(
        f"SELECT study_day, count(*) FROM reviews WHERE study_day BETWEEN ? AND ? AND {_IN_EFFECT}"
        " GROUP BY study_day ORDER BY study_day",
        (since.isoformat(), until.isoformat()),
    )
    return {date.fromisoformat(row[0]): row[1] for row in rows}


def study_days(database: Database) -> list[date]:
    """The study days with a review in effect, newest first.

    Steps from day to day along the index, so that a million reviews cost no more than the days they fall on.
    """
    rows = database.rows(
        f"""
        WITH RECURSIVE days (day) AS (
            SELECT max(study_day) FROM reviews
            UNION ALL
            SELECT (SELECT max(study_day) FROM reviews WHERE study_day < day) FROM days WHERE day IS NOT NULL
        )
        SELECT day FROM days
        WHERE EXISTS (SELECT 1 FROM reviews WHERE study_day = day AND {_IN_EFFECT})
        """
    )
    return [date.fromisoformat(row[0]) for row in rows]


def recall_since(database: Database, since: date) -> Recall:
    """How known cards fared on study days from ``since`` on."""
    row = database.row(
        f"""
        WITH firsts AS (
            SELECT min(id), rating, predicted, state_before FROM reviews INDEXED BY reviews_by_day
            WHERE study_day >= ? AND {_IN_EFFECT} GROUP BY study_day, card_id
        )
        SELECT count(*) AS asked, total(rating > 1) AS remembered, total(predicted) AS predicted
        FROM firsts WHERE state_before = 'review'
        """,
        (since.isoformat(),),
    )
    return (
        Recall(row["asked"], int(row["remembered"]), row["predicted"])
        if row is not None
        else Recall(0, 0, 0.0)
    )


def due_days(database: Database, today: date, until: date) -> dict[date, int]:
    """How many known cards fall due on each study day up to ``until``; overdue ones count to ``today``."""
    rows = database.rows(
        "SELECT max(due_day, ?), count(*) FROM cards INDEXED BY cards_by_due"
        " WHERE retired_at IS NULL AND has_answer = 1 AND suspended = 0 AND state = 'review' AND due_day <= ?"
        " GROUP BY 1 ORDER BY 1",
        (today.isoformat(), until.isoformat()),
    )
    return {date.fromisoformat(row[0]): row[1] for row in rows}


def typical_duration_ms(database: Database, among: int = 500) -> int | None:
    """The median time a review took among the last ``among`` measured ones; None when none was measured."""
    found = database.value(
        f"""
        WITH measured AS (
            SELECT duration_ms FROM (
                SELECT duration_ms FROM reviews WHERE duration_ms IS NOT NULL AND {_IN_EFFECT}
                ORDER BY id DESC LIMIT ?
            ) ORDER BY duration_ms
        )
        SELECT duration_ms FROM measured LIMIT 1 OFFSET (SELECT count(*) / 2 FROM measured)
        """,
        (among,),
    )
    return int(found) if found is not None else None
