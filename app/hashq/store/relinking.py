"""Gives one card the text and place of another, when a match went wrong. Owns its SQL; runs in the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashq.store.database import Database

_PLACE = "note_id, deck, position, line, end_line, kind, block_id, has_answer, sibling_group, retired_at"


def swap_texts(database: Database, one: str, other: str, now: str) -> None:
    """Let two cards change places: each gets what the other's note says; histories and marks stay with their ids."""
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
        database.execute(
            "INSERT OR IGNORE INTO fingerprints (card_id, part, hash, first_seen)"
            " SELECT ?, part, hash, ? FROM fingerprints WHERE card_id = ?",
            (mine, now, theirs),
        )
