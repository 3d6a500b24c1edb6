"""Figures of the library as a whole: how many cards stand where, and how long a review usually takes.

Owns these two queries. What was studied is summed in ``tallies.py``. Knows no drawing and no rule of scheduling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def count_cards(database: Database, decks: Sequence[str] | None = None) -> CardCounts:
    """How many cards there are, by standing; ``decks``: in these only."""
    here = "" if decks is None else f"WHERE deck IN ({', '.join('?' * len(decks))})"
    row = database.row(
        f"""
        SELECT count(*) FILTER (WHERE retired_at IS NULL) AS total,
               count(*) FILTER (WHERE retired_at IS NULL AND state = 'new') AS new,
               count(*) FILTER (WHERE retired_at IS NULL AND state IN ('learning', 'relearning')) AS learning,
               count(*) FILTER (WHERE retired_at IS NULL AND state = 'review') AS review,
               count(*) FILTER (WHERE retired_at IS NULL AND suspended = 1) AS suspended,
               count(*) FILTER (WHERE retired_at IS NOT NULL) AS retired
        FROM cards {here}
        """,
        tuple(decks or ()),
    )
    return CardCounts(**dict(row)) if row is not None else CardCounts(0, 0, 0, 0, 0, 0)


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
