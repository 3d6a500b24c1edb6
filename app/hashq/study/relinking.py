"""Mends a match that an import got wrong: the history of one card goes to the text of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.errors import UsageError
from hashq.store.relinking import swap_texts
from hashq.study.finding import find_row

if TYPE_CHECKING:
    from hashq.store.database import Database


def relink(database: Database, old: str, new: str, now: str) -> str:
    """Let the card ``old`` take over the text and place of ``new``; the whole id of ``old``. ``now`` is UTC.

    Nothing of either history is lost: the two change places, so that doing it again the other way round undoes it.
    """
    giver, taker = find_row(database, new), find_row(database, old)
    if giver.id == taker.id:
        raise UsageError("a card cannot be linked to itself", place="OLD NEW")
    if giver.retired:
        raise UsageError(
            f"the card {giver.id} is in no note any more",
            place="NEW",
            remedy="Name the card that is in the note now; `hashq cards` lists them.",
        )
    with database.transaction():
        swap_texts(database, taker.id, giver.id, now)
    return taker.id
