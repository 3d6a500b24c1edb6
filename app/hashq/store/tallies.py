"""What was studied, summed: reviews in effect by deck, study day and hour, and how known cards fared.

Owns the tables ``day_tallies`` and ``hour_tallies``, a cache of the review log that triggers keep in the transaction of
every review: their reading, their proof and their building anew. A million reviews are read as a few thousand sums; the study days and hours are the
stored ones, so that travel and daylight saving change nothing. Draws nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from hashq.store.schema import DAY_SUMS, HOUR_SUMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.store.database import Database

_REVIEWS: Final = "again + hard + good + easy"
_BILLION: Final = 1_000_000_000


def _from_log(key: str, sums: Sequence[str]) -> str:
    """A table as the log gives it, in ``wanted``: sums by deck and ``key``, and those of all decks together."""
    summed = ", ".join(f"sum(counted.{column}) AS {column}" for column in sums)
    together = ", ".join(f"sum({column})" for column in sums)
    return f"""
    WITH by_deck AS MATERIALIZED (
        SELECT cards.deck AS deck, {key}, {summed}
        FROM counted JOIN cards ON cards.id = counted.card_id GROUP BY cards.deck, {key}
    ), wanted AS MATERIALIZED (
        SELECT * FROM by_deck UNION ALL SELECT '', {key}, {together} FROM by_deck GROUP BY {key}
    )
    """


_FROM_LOG: Final = {
    "day_tallies": _from_log("study_day", DAY_SUMS),
    "hour_tallies": _from_log("study_day, hour", HOUR_SUMS),
}

ANEW: Final = tuple(
    statement
    for table, wanted in _FROM_LOG.items()
    for statement in (f"DELETE FROM {table}", f"INSERT INTO {table} {wanted} SELECT * FROM wanted")
)
"""What builds the tallies from the log."""


class Hour(NamedTuple):
    """Reviews that were given in one hour of the day."""

    hour: int
    """0 to 23, as the person's clock showed it then."""
    reviews: int
    again: int


class Day(NamedTuple):
    """Reviews that were given on one study day."""

    day: date
    again: int
    hard: int
    good: int
    easy: int
    timed: int
    """Those that were measured."""
    duration_ms: int
    """Summed over the timed ones."""

    @property
    def ratings(self) -> tuple[int, int, int, int]:
        """Again, hard, good, easy."""
        return self.again, self.hard, self.good, self.easy

    @property
    def reviews(self) -> int:
        """All of them."""
        return sum(self.ratings)


class DeckRecall(NamedTuple):
    """How the known cards of one deck fared when asked, each counted once a study day, at its first review."""

    deck: str
    asked: int
    remembered: int
    """Not rated again."""
    predicted: float
    """The chances of recall the model gave, summed."""


def studied_by_hour(
    database: Database, since: date | None, until: date, decks: Sequence[str] | None = None
) -> list[Hour]:
    """What was studied from ``since`` (None: the first day) to ``until`` by hour of the day; ``decks``: of these only."""
    rows = database.rows(
        f"SELECT hour, sum(reviews), sum(again) FROM hour_tallies WHERE {_of(decks)} AND study_day BETWEEN ? AND ?"
        " GROUP BY hour ORDER BY hour",
        (*(decks or ()), *_days(since, until)),
    )
    return [Hour(*row) for row in rows]


def studied_by_day(
    database: Database, since: date | None, until: date, decks: Sequence[str] | None = None
) -> list[Day]:
    """What was studied on each day from ``since`` (None: the first) to ``until``; days without any are absent."""
    rows = database.rows(
        "SELECT study_day, sum(again), sum(hard), sum(good), sum(easy), sum(timed), sum(duration_ms) FROM day_tallies"
        f" WHERE {_of(decks)} AND study_day BETWEEN ? AND ? GROUP BY study_day ORDER BY study_day",
        (*(decks or ()), *_days(since, until)),
    )
    return [Day(date.fromisoformat(day), *sums) for day, *sums in map(tuple, rows)]


def study_days(database: Database) -> list[date]:
    """The study days with a review, newest first."""
    rows = database.rows("SELECT DISTINCT study_day FROM day_tallies WHERE deck = '' ORDER BY study_day DESC")
    return [date.fromisoformat(row[0]) for row in rows]


def decks_tallied(database: Database) -> tuple[str, ...]:
    """Every deck with a card that was studied, retired ones included."""
    rows = database.rows(
        """
        WITH RECURSIVE decks (deck) AS (
            SELECT min(deck) FROM day_tallies WHERE deck > ''
            UNION ALL
            SELECT (SELECT min(deck) FROM day_tallies WHERE deck > decks.deck) FROM decks WHERE deck IS NOT NULL
        )
        SELECT deck FROM decks WHERE deck IS NOT NULL
        """
    )
    return tuple(row[0] for row in rows)


def recall_by_deck(
    database: Database, since: date | None, decks: Sequence[str] | None = None
) -> list[DeckRecall]:
    """How known cards fared from ``since`` (None: the first day) on, by the deck each is in now."""
    where = "deck > ''" if decks is None else _of(decks)
    rows = database.rows(
        "SELECT deck, sum(asked), sum(remembered), sum(predicted) FROM day_tallies"
        f" WHERE {where} AND study_day >= ? GROUP BY deck HAVING sum(asked) ORDER BY deck",
        (*(decks or ()), since.isoformat() if since else ""),
    )
    return [_recall(*row) for row in rows]


def recall_since(database: Database, since: date, decks: Sequence[str] | None = None) -> DeckRecall:
    """How known cards fared on study days from ``since`` on, taken together; ``decks``: those of these only."""
    row = database.row(
        "SELECT coalesce(sum(asked), 0), coalesce(sum(remembered), 0), coalesce(sum(predicted), 0)"
        f" FROM day_tallies WHERE {_of(decks)} AND study_day >= ?",
        (*(decks or ()), since.isoformat()),
    )
    return _recall("", *(row or (0, 0, 0)))


def count_reviews(database: Database, decks: Sequence[str] | None = None) -> int:
    """Reviews in effect; ``decks``: of cards that are in these now."""
    counted = f"SELECT coalesce(sum({_REVIEWS}), 0) FROM day_tallies WHERE {_of(decks)}"
    return int(database.value(counted, tuple(decks or ())))


def count_known_asked(database: Database) -> int:
    """Cards in state review that were asked, each once a study day, whatever the rating."""
    return int(database.value("SELECT coalesce(sum(asked), 0) FROM day_tallies WHERE deck = ''"))


def are_true(database: Database) -> bool:
    """Whether the tallies are exactly what the log gives. Passes over the whole log."""
    return all(_is_true(database, table) for table in _FROM_LOG)


def count_anew(database: Database) -> None:
    """Build the tallies from the log. Inside a transaction."""
    for statement in ANEW:
        database.execute(statement)


def _is_true(database: Database, table: str) -> bool:
    # Both have one row for each deck and day: as many rows, and none of the wanted missing, is the same rows.
    as_many = f"(SELECT count(*) FROM wanted) = (SELECT count(*) FROM {table})"
    missing = f"SELECT * FROM wanted EXCEPT SELECT * FROM {table}"
    return bool(database.value(f"{_FROM_LOG[table]} SELECT {as_many} AND NOT EXISTS ({missing})"))


def _recall(deck: str, asked: int, remembered: int, billionths: int) -> DeckRecall:
    return DeckRecall(deck, asked, remembered, billionths / _BILLION)


def _of(decks: Sequence[str] | None) -> str:
    return "deck = ''" if decks is None else f"deck IN ({', '.join('?' * len(decks))})"


def _days(since: date | None, until: date) -> tuple[str, str]:
    return since.isoformat() if since else "", until.isoformat()
