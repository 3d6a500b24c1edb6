"""Rows of sources and notes: what is read, and what each note file was like when it was last read.

Owns the SQL of both tables. Knows no file system and no rule about which cards retire. Its values are named tuples, which
take a tenth of a dataclass's time to define: an import that finds nothing changed spends most of its time on imports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from hashq.store.database import Database

STALE = 0
"""The reader version of a note that must be read again whatever its size and time say."""


class SourceRow(NamedTuple):
    """A file or folder that is read, or was."""

    id: int
    """0 for a source that is not stored yet."""
    path: str
    """Absolute, symbolic links resolved."""
    kind: str
    """``file``, ``folder`` or ``shipped``."""
    deck: str | None
    """The deck name the person asked for; None when it comes from the path."""
    format: str | None
    """The format the person asked for; None when it is told per file."""
    read_at: str | None
    """UTC; None until the first import."""
    forgotten: bool
    """Left out from now on."""


class SourceStanding(NamedTuple):
    """A source with the number of its notes and cards."""

    source: SourceRow
    files: int
    """Notes that were there when it was last read."""
    cards: int
    """Cards that are not retired."""


class NoteRow(NamedTuple):
    """A note file as it was when last read."""

    id: int
    source_id: int
    path: str
    deck: str
    size: int
    """Bytes."""
    mtime_ns: int
    sha256: str
    reader_version: int
    """The reader that read it; :data:`STALE` when it must be read again."""
    problems: str
    """JSON list of problems."""
    missing: bool
    """The file was not there when last looked for."""
    cards: int
    """Cards that are not retired."""


def sources(database: Database) -> list[SourceRow]:
    """Every source, forgotten ones included, in order of path."""
    rows = database.rows(
        "SELECT id, path, kind, deck, format, read_at, forgotten_at IS NOT NULL FROM sources ORDER BY path"
    )
    return [SourceRow(*_with_boolean_end(row)) for row in rows]


def standings(database: Database) -> list[SourceStanding]:
    """Every source that is not forgotten, with what it holds, in order of path."""
    counts = {
        row[0]: (row[1], row[2])
        for row in database.rows(
            """
            SELECT notes.source_id,
                   count(DISTINCT CASE WHEN notes.missing_since IS NULL THEN notes.id END),
                   count(cards.number)
            FROM notes LEFT JOIN cards ON cards.note_id = notes.id AND cards.retired_at IS NULL
            GROUP BY notes.source_id
            """
        )
    }
    return [
        SourceStanding(source, *counts.get(source.id, (0, 0)))
        for source in sources(database)
        if not source.forgotten
    ]


def notes(database: Database) -> list[NoteRow]:
    """Every note ever read whose cards are still known, in order of path."""
    counts = {
        row[0]: row[1]
        for row in database.rows(
            "SELECT note_id, count(*) FROM cards WHERE retired_at IS NULL GROUP BY note_id"
        )
    }
    rows = database.rows(
        """
        SELECT id, source_id, path, deck, size, mtime_ns, sha256, reader_version, problems, missing_since IS NOT NULL
        FROM notes ORDER BY path
        """
    )
    return [NoteRow(*[*_with_boolean_end(row), counts.get(row[0], 0)]) for row in rows]


def _with_boolean_end(row: sqlite3.Row) -> list[Any]:
    """The row's values; the last one is a truth, and SQLite has no booleans."""
    *values, truth = row
    return [*values, bool(truth)]


def save_source(database: Database, source: SourceRow, now: str) -> int:
    """Insert or change a source by its path, remembered again if it was forgotten; its id."""
    database.execute(
        """
        INSERT INTO sources (path, kind, deck, format, added_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE
        SET kind = excluded.kind, deck = excluded.deck, format = excluded.format, forgotten_at = NULL
        """,
        (source.path, source.kind, source.deck, source.format, now),
    )
    found: int = database.value("SELECT id FROM sources WHERE path = ?", (source.path,))
    return found


def absorb_source(database: Database, absorbed: int, into: int) -> None:
    """Let one source take over the notes of another, which is no more."""
    database.execute("UPDATE notes SET source_id = ? WHERE source_id = ?", (into, absorbed))
    database.execute("DELETE FROM sources WHERE id = ?", (absorbed,))


def mark_read(database: Database, ids: Iterable[int], now: str) -> None:
    """Record that an import of these sources ended well."""
    database.execute_many("UPDATE sources SET read_at = ? WHERE id = ?", [(now, id_) for id_ in ids])


def drop_deserted_sources(database: Database, ids: Iterable[int]) -> None:
    """Forget those of ``ids`` that own no card any more: their notes moved away as a whole."""
    database.execute_many(
        """
        UPDATE sources SET forgotten_at = coalesce(read_at, added_at)
        WHERE id = ? AND NOT EXISTS (
            SELECT 1 FROM cards JOIN notes ON notes.id = cards.note_id
            WHERE notes.source_id = sources.id AND cards.retired_at IS NULL)
        """,
        [(id_,) for id_ in ids],
    )


def forget_source(database: Database, source: SourceRow, below: str, now: str) -> int:
    """Leave a source out from now on: every card of notes under ``below`` retires; how many did.

    ``below`` is the source's path with a closing separator. The notes will be read anew if the source comes back.
    """
    save_source(database, source, now)
    database.execute("UPDATE sources SET forgotten_at = ? WHERE path = ?", (now, source.path))
    noted = "SELECT id FROM notes WHERE path = ? OR substr(path, 1, ?) = ?"
    place = (source.path, len(below), below)
    retired = database.execute_many(
        f"UPDATE cards SET retired_at = ? WHERE retired_at IS NULL AND note_id IN ({noted})", [(now, *place)]
    )
    database.execute(f"UPDATE notes SET reader_version = {STALE} WHERE id IN ({noted})", place)
    return retired


def meta(database: Database, key: str) -> str | None:
    """A remembered fact; None when it was never set."""
    found: str | None = database.value("SELECT value FROM meta WHERE key = ?", (key,))
    return found


def set_meta(database: Database, key: str, value: str) -> None:
    """Remember a fact."""
    database.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def note_problems(database: Database) -> list[dict[str, str | int]]:
    """The problems of every note of a source that is not forgotten, as JSON objects."""
    import json  # noqa: PLC0415 - an import that finds nothing changed reads none

    rows = database.rows(
        """
        SELECT notes.problems FROM notes JOIN sources ON sources.id = notes.source_id
        WHERE notes.problems <> '[]' AND notes.missing_since IS NULL AND sources.forgotten_at IS NULL
        ORDER BY notes.path
        """
    )
    return [problem for row in rows for problem in json.loads(row[0])]


def note_names(database: Database) -> list[tuple[str, tuple[str, ...], str]]:
    """Each note that is read and there: its path, its aliases, and the path of its source."""
    import json  # noqa: PLC0415 - as above

    rows = database.rows(
        """
        SELECT notes.path, notes.aliases, sources.path FROM notes JOIN sources ON sources.id = notes.source_id
        WHERE notes.missing_since IS NULL AND sources.forgotten_at IS NULL
        """
    )
    return [(path, tuple(json.loads(aliases)), source) for path, aliases, source in rows]


def card_parts(database: Database, path: str) -> list[str]:
    """The parts, as JSON, of the cards of the note at ``path``."""
    rows = database.rows(
        "SELECT texts.parts FROM texts JOIN cards ON cards.number = texts.number"
        " JOIN notes ON notes.id = cards.note_id WHERE notes.path = ?",
        (path,),
    )
    return [row[0] for row in rows]


def move_note(database: Database, path: str, copy: str, folder: str, now: str) -> None:
    """Let the note at ``path`` be read from its ``copy`` in the shipped source ``folder``; its own place is left out."""
    kept = save_source(database, SourceRow(0, folder, "shipped", None, None, None, forgotten=False), now)
    save_source(database, SourceRow(0, path, "file", None, None, None, forgotten=True), now)
    database.execute("UPDATE sources SET forgotten_at = ? WHERE path = ?", (now, path))
    database.execute("UPDATE notes SET path = ?, source_id = ? WHERE path = ?", (copy, kept, path))
