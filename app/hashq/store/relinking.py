"""Gives one card the text and place of another, when a match went wrong, and takes that back.

Owns its SQL; runs in the caller's transaction. It is logged among the person's other decisions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.clock import iso_utc
from hashq.store.marks import LoggedAction, MarkChange, log_action

if TYPE_CHECKING:
    from datetime import datetime

    from hashq.store.database import Database

KIND = "relink"
"""What the decision is called in the log."""

_PLACE = "note_id, deck, position, line, end_line, kind, block_id, has_answer, sibling_group, retired_at"


def relink(database: Database, one: str, other: str, at: datetime) -> None:
    """Let two cards change places: each gets what the other's note says; histories and marks stay with their ids."""
    known = _prints(database, one, other)
    _swap(database, one, other)
    for mine, theirs in ((one, other), (other, one)):
        database.execute(
            "INSERT OR IGNORE INTO fingerprints (card_id, part, hash, first_seen)"
            " SELECT ?, part, hash, ? FROM fingerprints WHERE card_id = ?",
            (mine, iso_utc(at), theirs),
        )
    learned = sorted(_prints(database, one, other) - known)
    changes = [MarkChange(one, "place", one, other), MarkChange(other, "place", other, one)]
    changes += [MarkChange(card, "fingerprint", None, f"{part} {found}") for card, part, found in learned]
    log_action(database, KIND, changes, at)


def undo_relink(database: Database, action: LoggedAction, at: datetime) -> None:
    """Set both cards back to what they were before ``action``, and log that."""
    swapped = [change.card for change in action.changes if change.field == "place"]
    _swap(database, swapped[0], swapped[1])
    for change in action.changes:
        if change.field == "fingerprint":
            part, _, found = str(change.after).partition(" ")
            database.execute(
                "DELETE FROM fingerprints WHERE card_id = ? AND part = ? AND hash = ?",
                (change.card, part, found),
            )
    log_action(database, "undo", [], at, undoes=action.number)


def _prints(database: Database, one: str, other: str) -> set[tuple[str, str, str]]:
    rows = database.rows("SELECT card_id, part, hash FROM fingerprints WHERE card_id IN (?, ?)", (one, other))
    return {(row[0], row[1], row[2]) for row in rows}


def _swap(database: Database, one: str, other: str) -> None:
    places = {
        id_: tuple(database.rows(f"SELECT {_PLACE} FROM cards WHERE id = ?", (id_,))[0])
        for id_ in (one, other)
    }
    texts = {
        id_: tuple(
            database.rows(
                "SELECT question, answer, tags, parts FROM texts"
                " WHERE number = (SELECT number FROM cards WHERE id = ?)",
                (id_,),
            )[0]
        )
        for id_ in (one, other)
    }
    columns = ", ".join(f"{column} = ?" for column in _PLACE.split(", "))
    for mine, theirs in ((one, other), (other, one)):
        database.execute(f"UPDATE cards SET {columns} WHERE id = ?", (*places[theirs], mine))
        database.execute(
            "UPDATE texts SET question = ?, answer = ?, tags = ?, parts = ?"
            " WHERE number = (SELECT number FROM cards WHERE id = ?)",
            (*texts[theirs], mine),
        )
