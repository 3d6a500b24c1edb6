"""Reads what kind of file a database is from its header, while nothing is written to it or beside it.

A database of a newer program must stay untouched, and merely opening it could already write beside it; asked as one that
never changes, SQLite reads the file alone. It must be SQLite that reads: a system that locks files by process lets go of
every lock on a file as soon as the process closes it anywhere, and another program could then throw away the write-ahead
log of a connection that is open (https://www.sqlite.org/howtocorrupt.html, "POSIX advisory locks canceled").
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from hashq.errors import DatabaseError
from hashq.store.failures import FAILURES, DamagedDatabaseError, explain, unwritable
from hashq.store.schema import APPLICATION_ID, VERSION

if TYPE_CHECKING:
    from pathlib import Path

_LENGTH = 100
"""Bytes of a header."""


class Header(NamedTuple):
    """The two numbers of a database's header that are ours to set."""

    version: int
    """The schema's version; 0 for a database nobody has set up."""
    application_id: int
    """Whose database it is."""


def read_header(path: Path) -> Header | None:
    """The header of the file at ``path``; None when there is no file, or an empty one.

    Raises :class:`DatabaseError` when the file is not an SQLite database, cannot be read, or evidently was lost.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        _require_no_trace(path)
        return None
    except OSError as failure:
        raise unwritable(failure, path) from failure
    if path.is_dir():
        raise unwritable(IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)), path)
    if not size:
        _require_no_trace(path)
        return None
    if size < _LENGTH:
        raise _no_database(path)
    try:
        return _asked(path)
    except FAILURES as failure:
        explained = explain(failure, path)
        if isinstance(explained, DamagedDatabaseError):
            raise _no_database(path) from failure
        raise explained from failure


def _require_no_trace(path: Path) -> None:
    """Refuse to take a database that got lost for one that never was: SQLite would throw its log away."""
    if path.is_symlink() and not path.exists():
        raise DatabaseError(
            "the database is a link to a file that is not there",
            place=str(path),
            remedy="Connect its drive, or mend the link.",
        )
    log = path.with_name(path.name + "-wal")
    if log.is_file() and log.stat().st_size:
        raise _lost(path, f"what was last written to it is still there ({log.name})")
    if any((path.parent / "backups").glob("hashq-*.db")):
        raise _lost(path, "there are copies of it")


def _lost(path: Path, trace: str) -> DatabaseError:
    return DamagedDatabaseError(
        f"the database is {'empty' if path.exists() else 'gone'}, but {trace}",
        place=str(path),
        remedy="Bring back a copy from the backups folder with `hashq restore FILE`; to begin anew, move that folder away.",
    )


def _asked(path: Path) -> Header:
    uri = f"{path.absolute().as_uri()}?immutable=1"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        application_id: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return Header(version, application_id)


def _no_database(path: Path) -> DatabaseError:
    return DamagedDatabaseError(
        "this file is not a database, or its beginning is damaged",
        place=str(path),
        remedy="Bring back a copy from the backups folder with `hashq restore FILE`.",
    )


def require_ours(version: int, application_id: int, path: Path) -> None:
    """Refuse another program's database, and one that a newer hashq has written.

    Raises :class:`DatabaseError`; the file stays as it is.
    """
    if application_id != APPLICATION_ID:
        raise DatabaseError(
            "this SQLite file was not made by hashq",
            place=str(path),
            remedy="Choose another folder with --home or HASHQ_HOME.",
        )
    if version > VERSION:
        raise DatabaseError(
            f"this database is of version {version}, newer than this program knows ({VERSION}); it was left untouched",
            place=str(path),
            remedy="Update hashq (`pipx upgrade hashq`), or choose another folder with --home.",
        )
