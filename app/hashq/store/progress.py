"""Sums over the review log and the cards for the pictures of progress, of all decks or some.

Owns the queries that pass over whole tables, each table once. Only reviews in effect count. Draws nothing; the study
days and offsets it counts by are the stored ones, so that travel and daylight saving change nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.store.database import Database

_IN_EFFECT = (
    "reviews.kind = 'review' AND reviews.id NOT IN (SELECT undoes FROM reviews WHERE undoes IS NOT NULL)"
)
_HERE = "cards.retired_at IS NULL AND cards.has_answer = 1"

_ALONG_DAYS = "INDEXED BY reviews_by_day"
"""How a part of the log is read; the whole of it is read faster without an index."""

MATURE_DAYS = 21
"""From this interval on a card counts as mature. Source: Anki's statistics."""


class HourOfDay(NamedTuple):
    """Reviews that were given in one hour of the day."""

    hour: int
    """0 to 23, as the person's clock showed it then."""
    reviews: int
    again: int
    hard: int
    good: int
    easy: int
    duration_ms: int
    """Summed over those that were measured."""
    timed: int
    """Those that were measured."""


class DeckRecall(NamedTuple):
    """How the known cards of one deck fared when asked, each counted once a study day, at its first review."""

    deck: str
    asked: int
    remembered: int
    """Not rated again."""
    predicted: float
    """The chances of recall the model gave, summed."""


class Maturity(NamedTuple):
    """Cards that can be studied, by how far they are. Suspended ones count to nothing else."""

    new: int
    learning: int
    """Relearning ones included."""
    young: int
    """In review, with intervals shorter than three weeks."""
    mature: int
    """In review, with intervals of three weeks or more."""
    suspended: int


class HardCard(NamedTuple):
    """A card that costs much."""

    id: str
    deck: str
    question: str
    lapses: int
    difficulty: float
    """1 to 10."""
    reviews: int
    suspended: bool


def reviews_by_hour(
    database: Database, since: date | None, until: date, decks: Sequence[str] | None = None
) -> list[HourOfDay]:
    """The reviews from ``since`` (None: the first) to ``until`` by hour of the day; ``decks``: of these only."""
    rows = database.rows(
        f"""
        SELECT (substr(reviewed_at, 12, 2) * 60 + substr(reviewed_at, 15, 2) + utc_offset_minutes + 1440) / 60 % 24,
               count(*), sum(rating = 1), sum(rating = 2), sum(rating = 3), sum(rating = 4),
               coalesce(sum(duration_ms), 0), count(duration_ms)
        FROM reviews {_ALONG_DAYS if since else "NOT INDEXED"}
        WHERE study_day BETWEEN ? AND ? AND {_IN_EFFECT}{_of_cards_in(decks)}
        GROUP BY 1 ORDER BY 1
        """,
        (since.isoformat() if since else "", until.isoformat(), *(decks or ())),
    )
    return [HourOfDay(*row) for row in rows]


def recall_by_deck(
    database: Database, since: date | None, decks: Sequence[str] | None = None
) -> list[DeckRecall]:
    """How known cards fared from ``since`` (None: the first day) on, by the deck each is in now."""
    rows = database.rows(
        f"""
        WITH firsts AS (
            SELECT min(id), card_id, rating, predicted, state_before
            FROM reviews {_ALONG_DAYS if since else "NOT INDEXED"}
            WHERE study_day >= ? AND {_IN_EFFECT}{_of_cards_in(decks)} GROUP BY study_day, card_id
        ), known AS (
            SELECT card_id, count(*) AS asked, sum(rating > 1) AS remembered, total(predicted) AS predicted
            FROM firsts WHERE state_before = 'review' GROUP BY card_id
        )
        SELECT cards.deck, sum(asked), sum(remembered), total(predicted)
        FROM known JOIN cards ON cards.id = known.card_id GROUP BY cards.deck ORDER BY cards.deck
        """,
        (since.isoformat() if since else "", *(decks or ())),
    )
    return [DeckRecall(*row) for row in rows]


def reviews_by_day(
    database: Database, since: date | None, until: date, decks: Sequence[str] | None = None
) -> dict[date, int]:
    """Reviews on each study day from ``since`` (None: the first) to ``until``; days without any are absent."""
    rows = database.rows(
        "SELECT study_day, count(*) FROM reviews"
        f" WHERE study_day BETWEEN ? AND ? AND {_IN_EFFECT}{_of_cards_in(decks)} GROUP BY 1 ORDER BY 1",
        (since.isoformat() if since else "", until.isoformat(), *(decks or ())),
    )
    return {date.fromisoformat(row[0]): row[1] for row in rows}


def count_known_asked(database: Database) -> int:
    """Reviews of cards in state review, whatever the rating."""
    return int(database.value(f"SELECT count(*) FROM reviews WHERE state_before = 'review' AND {_IN_EFFECT}"))


def maturity(database: Database, decks: Sequence[str] | None = None) -> Maturity:
    """How far the cards are."""
    row = database.row(
        f"""
        SELECT coalesce(sum(suspended = 0 AND state = 'new'), 0),
               coalesce(sum(suspended = 0 AND state IN ('learning', 'relearning')), 0),
               coalesce(sum(suspended = 0 AND state = 'review' AND days < {MATURE_DAYS}), 0),
               coalesce(sum(suspended = 0 AND state = 'review' AND days >= {MATURE_DAYS}), 0),
               coalesce(sum(suspended), 0)
        FROM (SELECT state, suspended, julianday(due_day) - julianday(last_study_day) AS days
              FROM cards WHERE {_HERE}{_in(decks)})
        """,
        tuple(decks or ()),
    )
    return Maturity(*row) if row is not None else Maturity(0, 0, 0, 0, 0)


def due_by_day(
    database: Database, today: date, until: date, decks: Sequence[str] | None = None
) -> dict[date, int]:
    """How many known cards fall due on each study day up to ``until``; overdue ones count to ``today``."""
    rows = database.rows(
        "SELECT max(due_day, ?), count(*) FROM cards INDEXED BY cards_by_due"
        f" WHERE {_HERE} AND suspended = 0 AND state = 'review' AND due_day <= ?{_in(decks)}"
        " GROUP BY 1 ORDER BY 1",
        (today.isoformat(), until.isoformat(), *(decks or ())),
    )
    return {date.fromisoformat(row[0]): row[1] for row in rows}


def hardest(database: Database, most: int, decks: Sequence[str] | None = None) -> list[HardCard]:
    """The ``most`` cards that were forgotten most often, then those the model finds most difficult."""
    return _hard(database, "lapses > 0 AND suspended = 0", (), most, decks)


def leeches(database: Database, lapses: int, most: int, decks: Sequence[str] | None = None) -> list[HardCard]:
    """Cards forgotten ``lapses`` times or more, suspended ones included; none when ``lapses`` is 0."""
    return _hard(database, "? > 0 AND lapses >= ?", (lapses, lapses), most, decks)


def _hard(
    database: Database, where: str, given: tuple[int, ...], most: int, decks: Sequence[str] | None
) -> list[HardCard]:
    rows = database.rows(
        f"""
        WITH chosen AS (
            SELECT number, id, deck, lapses, coalesce(difficulty, 1.0) AS difficulty, reviews, suspended FROM cards
            WHERE {_HERE} AND {where}{_in(decks)}
            ORDER BY lapses DESC, difficulty DESC, id LIMIT ?
        )
        SELECT id, deck, question, lapses, difficulty, reviews, suspended
        FROM chosen JOIN texts USING (number) ORDER BY lapses DESC, difficulty DESC, id
        """,
        (*given, *(decks or ()), most),
    )
    return [HardCard(*row)._replace(suspended=bool(row["suspended"])) for row in rows]


def _in(decks: Sequence[str] | None) -> str:
    return "" if decks is None else f" AND cards.deck IN ({', '.join('?' * len(decks))})"


def _of_cards_in(decks: Sequence[str] | None) -> str:
    if decks is None:
        return ""
    return f" AND card_id IN (SELECT id FROM cards WHERE deck IN ({', '.join('?' * len(decks))}))"
