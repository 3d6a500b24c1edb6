"""What an import asks of the database, and the one write that stores what it found.

Owns the SQL; which card is which, and what retires, was decided before. Everything here runs inside the caller's
transaction, so an import is stored whole or not at all.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashq.store.database import Database


class CardText(NamedTuple):
    """What a note says of a card, as the database keeps it."""

    deck: str
    position: int
    """Order in its note, from 0."""
    line: int
    end_line: int
    kind: str
    block_id: str | None
    question: str
    answer: str
    tags: str
    """JSON list."""
    parts: str
    """JSON object: see, images, links, options, key, family."""
    sibling_group: str | None = None
    """Cards of one group are kept apart; None: it has no siblings."""


class StoredCard(NamedTuple):
    """A card as the last import left it."""

    number: int
    """The database's own number of it."""
    id: str
    note_id: int
    path: str
    """Of its note."""
    retired: bool
    has_history: bool
    """Whether it was ever reviewed."""
    text: CardText


class NoteWrite(NamedTuple):
    """A note as read now."""

    path: str
    source_id: int
    deck: str
    size: int
    mtime_ns: int
    sha256: str
    reader_version: int
    tags: str
    """JSON list."""
    aliases: str
    """JSON list."""
    problems: str
    """JSON list of problems."""


class CardWrite(NamedTuple):
    """A card to insert, or to bring up to its note."""

    id: str
    number: int | None
    """The number of a card that is stored already; None for a new one."""
    path: str
    """Of the note it is in now."""
    text: CardText


class Print(NamedTuple):
    """A fingerprint of a text that a card has, or had."""

    card_id: str
    part: str
    """``question`` or ``answer``."""
    hash: str


class ImportWrites(NamedTuple):
    """Everything that one import changes."""

    notes: Sequence[NoteWrite] = ()
    touched: Sequence[tuple[int, int, int]] = ()
    """Notes with the same content under another time: (size, mtime_ns, note id)."""
    stale: Sequence[int] = ()
    """Ids of notes that the next import reads again."""
    missing: Sequence[int] = ()
    """Ids of notes whose file is gone."""
    cards: Sequence[CardWrite] = ()
    retired: Sequence[str] = ()
    """Ids of cards."""
    prints: Sequence[Print] = ()


_CARD_COLUMNS = """
    cards.number, cards.id, cards.note_id, notes.path, cards.retired_at IS NOT NULL, cards.reviews > 0,
    cards.deck, cards.position, cards.line, cards.end_line, cards.kind, cards.block_id,
    texts.question, texts.answer, texts.tags, texts.parts, cards.sibling_group
    FROM cards JOIN texts ON texts.number = cards.number JOIN notes ON notes.id = cards.note_id
"""


def stored_cards(database: Database, where: str, parameters: Sequence[object] = ()) -> list[StoredCard]:
    """The cards for which the condition ``where`` holds, by note and position."""
    rows = database.rows(
        f"SELECT {_CARD_COLUMNS} WHERE {where} ORDER BY notes.path, cards.position", parameters
    )
    return [
        StoredCard(row[0], row[1], row[2], row[3], bool(row[4]), bool(row[5]), CardText(*row[6:]))
        for row in rows
    ]


def cards_of_notes(database: Database, note_ids: Iterable[int]) -> list[StoredCard]:
    """The cards of these notes that are not retired."""
    wanted = json.dumps(list(note_ids))
    return stored_cards(
        database, "cards.retired_at IS NULL AND cards.note_id IN (SELECT value FROM json_each(?))", (wanted,)
    )


def retired_cards(database: Database) -> list[StoredCard]:
    """Every card whose text is gone."""
    return stored_cards(database, "cards.retired_at IS NOT NULL")


def notes_with_prints(database: Database, hashes: Iterable[str]) -> set[int]:
    """The notes that hold a living card which has, or had, one of these questions."""
    rows = database.rows(
        """
        SELECT DISTINCT cards.note_id FROM fingerprints JOIN cards ON cards.id = fingerprints.card_id
        WHERE fingerprints.part = 'question' AND cards.retired_at IS NULL
          AND fingerprints.hash IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(list(hashes)),),
    )
    return {row[0] for row in rows}


def prints_of(database: Database, ids: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """For each card its fingerprints by part, oldest first."""
    rows = database.rows(
        """
        SELECT card_id, part, hash FROM fingerprints WHERE card_id IN (SELECT value FROM json_each(?))
        ORDER BY card_id, first_seen
        """,
        (json.dumps(list(ids)),),
    )
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"question": [], "answer": []})
    for card_id, part, hash_ in rows:
        found[card_id][part].append(hash_)
    return found


def taken_ids(database: Database, ids: Iterable[str]) -> set[str]:
    """Those of ``ids`` that belong to a card."""
    rows = database.rows(
        "SELECT id FROM cards WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {row[0] for row in rows}


def write_import(database: Database, writes: ImportWrites, now: str) -> None:
    """Store everything that an import found; inside a transaction."""
    database.execute_many(
        """
        INSERT INTO notes (path, source_id, deck, size, mtime_ns, sha256, reader_version, tags, aliases, problems)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE
        SET source_id = excluded.source_id, deck = excluded.deck, size = excluded.size, mtime_ns = excluded.mtime_ns,
            sha256 = excluded.sha256, reader_version = excluded.reader_version, tags = excluded.tags,
            aliases = excluded.aliases, problems = excluded.problems, missing_since = NULL
        """,
        [
            (
                note.path, note.source_id, note.deck, note.size, note.mtime_ns, note.sha256, note.reader_version,
                note.tags, note.aliases, note.problems,
            )
            for note in writes.notes
        ],
    )  # fmt: skip
    database.execute_many("UPDATE notes SET size = ?, mtime_ns = ? WHERE id = ?", writes.touched)
    _write_cards(database, writes, now)
    database.execute_many(
        "UPDATE cards SET retired_at = ? WHERE id = ? AND retired_at IS NULL",
        [(now, id_) for id_ in writes.retired],
    )
    database.execute_many(
        "INSERT OR IGNORE INTO fingerprints (card_id, part, hash, first_seen) VALUES (?, ?, ?, ?)",
        [(print_.card_id, print_.part, print_.hash, now) for print_ in writes.prints],
    )
    database.execute_many(
        "UPDATE notes SET reader_version = 0 WHERE id = ?", [(id_,) for id_ in writes.stale]
    )
    database.execute_many(
        "UPDATE notes SET missing_since = coalesce(missing_since, ?), problems = '[]' WHERE id = ?",
        [(now, id_) for id_ in writes.missing],
    )
    if writes.missing:
        database.execute(
            "DELETE FROM notes WHERE missing_since IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM cards WHERE cards.note_id = notes.id)"
        )


def _write_cards(database: Database, writes: ImportWrites, now: str) -> None:
    if not writes.cards:
        return
    note_ids: dict[str, int] = {row[0]: row[1] for row in database.rows("SELECT path, id FROM notes")}
    _insert_cards(database, [card for card in writes.cards if card.number is None], note_ids, now)
    _update_cards(database, [card for card in writes.cards if card.number is not None], note_ids)


def _insert_cards(database: Database, cards: list[CardWrite], note_ids: dict[str, int], now: str) -> None:
    if not cards:
        return
    first: int = (database.value("SELECT max(number) FROM cards") or 0) + 1
    numbered = list(enumerate(cards, first))
    database.execute_many(
        """
        INSERT INTO cards (
            number, id, note_id, deck, position, line, end_line, kind, block_id, has_answer, sibling_group, created_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (
                number, card.id, note_ids[card.path], card.text.deck, card.text.position, card.text.line,
                card.text.end_line, card.text.kind, card.text.block_id, bool(card.text.answer),
                card.text.sibling_group, now,
            )
            for number, card in numbered
        ],
    )  # fmt: skip
    _stage(database, numbered)
    database.execute(
        "INSERT INTO texts (number, question, answer, tags, parts)"
        " SELECT number, question, answer, tags, parts FROM temp.staged ORDER BY number"
    )


def _stage(database: Database, cards: Iterable[tuple[int | None, CardWrite]]) -> None:
    """Put texts where one statement can take them all from.

    The search index is kept by triggers, and a statement for each row makes it write out its buffer for each: ten times
    slower than one statement for all rows.
    """
    database.execute(
        "CREATE TEMP TABLE IF NOT EXISTS staged (number INTEGER PRIMARY KEY, question, answer, tags, parts)"
    )
    database.execute("DELETE FROM temp.staged")
    database.execute_many(
        "INSERT INTO temp.staged VALUES (?, ?, ?, ?, ?)",
        [
            (number, card.text.question, card.text.answer, card.text.tags, card.text.parts)
            for number, card in cards
        ],
    )


def _update_cards(database: Database, cards: list[CardWrite], note_ids: dict[str, int]) -> None:
    if not cards:
        return
    database.execute_many(
        """
        UPDATE cards
        SET note_id = ?, deck = ?, position = ?, line = ?, end_line = ?, kind = ?, block_id = ?, has_answer = ?,
            sibling_group = ?, retired_at = NULL
        WHERE number = ?
        """,
        [
            (
                note_ids[card.path], card.text.deck, card.text.position, card.text.line, card.text.end_line,
                card.text.kind, card.text.block_id, bool(card.text.answer),
                card.text.sibling_group, card.number,
            )
            for card in cards
        ],
    )  # fmt: skip
    _stage(database, [(card.number, card) for card in cards])
    database.execute(
        """
        UPDATE texts
        SET question = staged.question, answer = staged.answer, tags = staged.tags, parts = staged.parts
        FROM temp.staged
        WHERE staged.number = texts.number
          AND (staged.question, staged.answer, staged.tags, staged.parts)
              IS NOT (texts.question, texts.answer, texts.tags, texts.parts)
        """
    )
