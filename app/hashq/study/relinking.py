"""Mends a match that an import got wrong: the history of one card goes to the text of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.errors import UsageError
from hashq.store import relinking
from hashq.study.finding import find_row

if TYPE_CHECKING:
    from datetime import datetime

    from hashq.store.database import Database


def relink(database: Database, old: str, new: str, at: datetime) -> str:
    """Let the card ``old`` take over the text and place of ``new``; the whole id of ``old``.

    Nothing of either history is lost: the two change places. It is taken back like any other decision.
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
        relinking.relink(database, taker.id, giver.id, at)
    return taker.id
