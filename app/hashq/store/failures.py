"""Says what a failure of SQLite means for a person: cause and remedy. Knows no table and no query."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, Final

from hashq.errors import DatabaseError

if TYPE_CHECKING:
    from pathlib import Path

FAILURES: Final = (sqlite3.Error, UnicodeDecodeError, MemoryError)
"""What a statement raises. The latter two come of damage: words of the schema that are no text any more, and lengths that
no memory holds."""


class DamagedDatabaseError(DatabaseError):
    """The database's content is not what it should be: going on could make it worse."""


_MEANINGS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("SQLITE_BUSY", "SQLITE_LOCKED"),
        "another program is writing to the database",
        "Close other hashq windows, or wait until their import ends, and try again.",
    ),
    (
        ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"),
        "the disk is full; nothing of this step was stored, everything before it is safe",
        "Free some space and try again.",
    ),
    (
        ("SQLITE_READONLY",),
        "the database or its folder cannot be written to",
        "Give yourself write permission there, or choose another folder with --home or HASHQ_HOME.",
    ),
    (
        ("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"),
        "the database cannot be opened",
        "Check that the folder exists and that you may read and write it, or choose another with --home.",
    ),
    (
        ("SQLITE_CORRUPT", "SQLITE_NOTADB"),
        "the database is damaged",
        "Run `hashq doctor`, or bring back a copy from the backups folder with `hashq restore FILE`.",
    ),
    (
        ("SQLITE_IOERR",),
        "the disk failed while the database was read or written",
        "Check the disk and its free space; `hashq doctor` checks the database.",
    ),
)


def explain(failure: Exception, path: Path) -> DatabaseError:
    """``failure``, one of :data:`FAILURES`, as an error for a person, naming the database's file."""
    name = getattr(failure, "sqlite_errorname", None) or ""
    if not isinstance(failure, sqlite3.Error) or (not name and "Could not decode" in str(failure)):
        name = "SQLITE_CORRUPT"
    for codes, cause, remedy in _MEANINGS:
        if name.startswith(codes):
            place = (not_writable(path) or path) if "SQLITE_READONLY" in codes else path
            kind = DamagedDatabaseError if "SQLITE_CORRUPT" in codes else DatabaseError
            return kind(cause, place=str(place), remedy=remedy)
    return DatabaseError(
        f"the database refused: {failure}",
        place=str(path),
        remedy="Run `hashq doctor` to check the database.",
    )


def not_writable(path: Path) -> Path | None:
    """Which of the database's files, or else of its folder, may not be written to; None when all may."""
    files = [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]
    return next(
        (each for each in (*files, path.parent) if each.exists() and not os.access(each, os.W_OK)), None
    )


def unwritable(failure: OSError, path: Path) -> DatabaseError:
    """A folder or file that the system would not let us make or read, as an error for a person."""
    return DatabaseError(
        f"cannot be used: {failure.strerror or failure}",
        place=str(path),
        remedy="Check its permissions and free space, or choose another folder with --home or HASHQ_HOME.",
    )
