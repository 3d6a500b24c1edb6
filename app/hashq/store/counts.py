"""Counts for prompts and status bars, which ask every few seconds: what waits by deck, and what was done today.

Owns the quick sums over the narrow rows of cards, answered from an index alone. Loads neither the memory model nor the
review log's values; the cards themselves are listed by ``waiting.py``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from hashq.clock import from_iso_utc, iso_utc
from hashq.scheduling.offering import Kin

if TYPE_CHECKING:
    from datetime import datetime

    from hashq.store.database import Database

KEPT = "retired_at IS NULL AND has_answer = 1"
"""The cards that are in their notes and have an answer."""

IN_PLAY = f"{KEPT} AND suspended = 0 AND (buried_until IS NULL OR buried_until <= :today)"
"""The cards that can be studied on the study day ``:today``."""

LEARNING = "state IN ('learning', 'relearning')"
"""The cards that come back within minutes."""

REVIEWED_ON = (
    "study_day = ? AND reviews.kind = 'review'"
    " AND NOT EXISTS (SELECT 1 FROM reviews AS taker WHERE taker.undoes = reviews.id)"
)
"""The reviews of a study day that were not taken back."""


class WaitingCounts(NamedTuple):
    """What waits in one deck, before any daily limit."""

    deck: str
    new: int
    learning: int
    """Due by now."""
    review: int
    """Due by today."""


class Next(NamedTuple):
    """When something that does not wait yet will."""

    learning: datetime | None
    """The next learning card's due time, UTC; None when there is none."""
    review_day: date | None
    """The next study day on which a review falls due or a buried card comes back; None when there is none."""


class Done(NamedTuple):
    """What was studied of a deck on one day."""

    begun: int
    """New cards seen for the first time."""
    reviewed: int
    """Reviews of known cards."""


def count_waiting(database: Database, now: datetime, today: date) -> list[WaitingCounts]:
    """Every deck that has cards in its notes, with what waits there at ``now`` on study day ``today``."""
    # Few cards are learning at a time: they are found once rather than looked for in every deck.
    learning: dict[str, int] = {
        row[0]: row[1]
        for row in database.rows(
            f"SELECT deck, count(*) FROM cards WHERE {LEARNING} AND due_at <= :now AND {IN_PLAY} GROUP BY deck",
            {"now": iso_utc(now), "today": today.isoformat()},
        )
    }
    rows = database.rows(
        f"""
        WITH RECURSIVE decks (deck) AS (
            SELECT min(deck) FROM cards WHERE {KEPT}
            UNION ALL
            SELECT (SELECT min(deck) FROM cards WHERE {KEPT} AND deck > decks.deck) FROM decks WHERE deck IS NOT NULL
        )
        SELECT deck, {_count_here("state = 'new'")}, {_count_here("state = 'review' AND due_day <= :today")}
        FROM decks WHERE deck IS NOT NULL
        """,
        {"today": today.isoformat()},
    )
    return [WaitingCounts(deck, new, learning.get(deck, 0), review) for deck, new, review in rows]


def _count_here(which: str) -> str:
    """SQL that counts the cards ``which`` of one of the decks: it reads no entry of the index but theirs."""
    return f"(SELECT count(*) FROM cards INDEXED BY cards_waiting WHERE deck = decks.deck AND {which} AND {IN_PLAY})"


def next_waiting(database: Database, now: datetime, today: date) -> Next:
    """When the next card that does not wait at ``now`` will."""
    told = {"now": iso_utc(now), "today": today.isoformat()}
    learning = database.value(
        f"SELECT min(due_at) FROM cards WHERE {LEARNING} AND due_at > :now AND {IN_PLAY}", told
    )
    known = database.value(
        "SELECT due_day FROM cards INDEXED BY cards_by_due"
        f" WHERE state = 'review' AND due_day > :today AND {IN_PLAY} ORDER BY due_day LIMIT 1",
        told,
    )
    buried = database.value(
        f"SELECT buried_until FROM cards WHERE buried_until > :today AND {KEPT}"
        " AND suspended = 0 ORDER BY buried_until LIMIT 1",
        told,
    )
    days = [day for day in (buried, known) if day]
    return Next(from_iso_utc(learning) if learning else None, date.fromisoformat(min(days)) if days else None)


def done_on(database: Database, study_day: date) -> dict[str, Done]:
    """What was done in each deck on ``study_day``, undone reviews not counted; decks where nothing was are absent."""
    rows = database.rows(
        "SELECT deck, count(*) FILTER (WHERE state_before = 'new') AS begun,"
        " count(*) FILTER (WHERE state_before = 'review') AS reviewed"
        f" FROM reviews JOIN cards ON cards.id = card_id WHERE {REVIEWED_ON} GROUP BY deck",
        (study_day.isoformat(),),
    )
    return {row["deck"]: Done(row["begun"], row["reviewed"]) for row in rows}


def has_siblings(database: Database) -> bool:
    """Whether any card has siblings."""
    return bool(database.value("SELECT EXISTS (SELECT 1 FROM cards WHERE sibling_group IS NOT NULL)"))


def waiting_kin(database: Database, today: date, learning_until: datetime) -> list[Kin]:
    """What waits of each group of siblings in each deck: new, due by ``today``, or learning and due by ``learning_until``."""
    rows = database.rows(
        f"""
        SELECT deck, sibling_group, sum(state = 'new') AS new,
               sum(state = 'review' AND due_day <= :today) AS review, sum({LEARNING} AND due_at <= :until) AS learning
        FROM cards INDEXED BY cards_by_sibling_group
        WHERE sibling_group IS NOT NULL AND {IN_PLAY}
              AND (state = 'new' OR (state = 'review' AND due_day <= :today) OR ({LEARNING} AND due_at <= :until))
        GROUP BY sibling_group, deck
        """,
        {"until": iso_utc(learning_until), "today": today.isoformat()},
    )
    return [Kin(*row) for row in rows]


def sibling_groups_seen(database: Database, today: date) -> frozenset[str]:
    """The groups of which a card was reviewed on ``today``."""
    rows = database.rows(
        "SELECT DISTINCT sibling_group FROM reviews JOIN cards ON cards.id = card_id"
        f" WHERE {REVIEWED_ON} AND sibling_group IS NOT NULL",
        (today.isoformat(),),
    )
    return frozenset(row[0] for row in rows)
