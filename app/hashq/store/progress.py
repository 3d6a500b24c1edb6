"""Sums over the cards for the pictures of progress, of all decks or some: how far they are, what comes, what is hard.

Owns the queries that pass over all cards, each answered from an index alone or by its first few entries. What was
studied is summed in ``tallies.py``. Draws nothing.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from hashq.store.counts import KEPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.store.database import Database


MATURE_DAYS = 21
"""From this interval on a card counts as mature. Source: Anki's statistics."""


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
              FROM cards INDEXED BY cards_waiting WHERE {KEPT}{_in(decks)})
        """,
        tuple(decks or ()),
    )
    return Maturity(*row) if row is not None else Maturity(0, 0, 0, 0, 0)


def due_by_day(
    database: Database, today: date, until: date, decks: Sequence[str] | None = None
) -> dict[date, int]:
    """How many known cards fall due on each study day up to ``until``; overdue ones count to ``today``."""
    # Grouped as the index lies, days long past included: they are few, and sorting all cards would take longer.
    rows = database.rows(
        f"SELECT due_day, count(*) FROM cards INDEXED BY {'cards_by_due' if decks is None else 'cards_waiting'}"
        f" WHERE {KEPT} AND suspended = 0 AND state = 'review' AND due_day <= ?{_in(decks)} GROUP BY due_day",
        (until.isoformat(), *(decks or ())),
    )
    due: Counter[date] = Counter()
    for day, cards in rows:
        due[max(today, date.fromisoformat(day))] += cards
    return dict(due)


def hardest(database: Database, most: int, decks: Sequence[str] | None = None) -> list[HardCard]:
    """The ``most`` cards that were forgotten most often, then those the model finds most difficult."""
    return _hard(database, "lapses > 0 AND suspended = 0", (), most, decks)


def leeches(database: Database, lapses: int, most: int, decks: Sequence[str] | None = None) -> list[HardCard]:
    """Cards forgotten ``lapses`` times or more, suspended ones included; none when ``lapses`` is 0."""
    return _hard(database, "? > 0 AND lapses > 0 AND lapses >= ?", (lapses, lapses), most, decks)


def _hard(
    database: Database, where: str, given: tuple[int, ...], most: int, decks: Sequence[str] | None
) -> list[HardCard]:
    rows = database.rows(
        f"""
        WITH chosen AS (
            SELECT number, id, deck, lapses, coalesce(difficulty, 1.0) AS difficulty, reviews, suspended FROM cards
            WHERE {KEPT} AND {where}{_in(decks)}
            ORDER BY lapses DESC, coalesce(difficulty, 1.0) DESC, id LIMIT ?
        )
        SELECT id, deck, question, lapses, difficulty, reviews, suspended
        FROM chosen JOIN texts USING (number) ORDER BY lapses DESC, difficulty DESC, id
        """,
        (*given, *(decks or ()), most),
    )
    return [HardCard(*row)._replace(suspended=bool(row["suspended"])) for row in rows]


def _in(decks: Sequence[str] | None) -> str:
    return "" if decks is None else f" AND cards.deck IN ({', '.join('?' * len(decks))})"
