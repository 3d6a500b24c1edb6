"""Brings a copy of the database back in the place of the present one.

Owns the order of doing it: look at the copy, keep the present database, then replace it. Knows no table.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final

from hashq.errors import DatabaseError, UnreadableInputError
from hashq.store.backups import BackupReason, add_copy, clear_old, copy_database
from hashq.store.database import bring_up_to_date, connect
from hashq.store.failures import FAILURES, DamagedDatabaseError, explain, not_writable, unwritable
from hashq.store.header import read_header, require_ours

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


_FEW_PAGES: Final = 8
"""Pages put in place before the first look at whether somebody wrote meanwhile: less than any database of ours has."""
_MOST_TRIES: Final = 5
"""How often a restore begins again because somebody wrote meanwhile."""


class _WrittenMeanwhileError(Exception):
    """Another program stored something after the present database was kept."""


def restore(copy: Path, path: Path, backups: Path, now: datetime) -> Path | None:
    """Replace the database at ``path`` by ``copy``; where the present one is kept, None when there was none.

    A damaged present one is moved aside; any other is copied to ``backups``, with everything that other programs stored
    until the copy took its place. Raises :class:`UnreadableInputError` when there is no such copy,
    :class:`DatabaseError` when it is damaged, newer than this program or not ours, or when the present one is in use or
    cannot be kept. The present one then stays.
    """
    path = path.resolve()  # what belongs to a linked database lies beside the file itself
    try:
        checked = _open_checked(copy)
    except OSError as failure:
        cause = f"it cannot be read: {failure.strerror or failure}"
        raise UnreadableInputError(cause, place=str(copy), remedy="Check its permissions.") from failure
    try:
        if path.exists() and copy.samefile(path):
            raise DatabaseError("this file is the database itself", place=str(copy), remedy="Choose a copy.")
        kept = _put_in_place(checked, path, backups, now)
        clear_old(backups, BackupReason.RESTORE, now, spared=copy)
    finally:
        checked.close()
    return kept


def _open_checked(copy: Path) -> sqlite3.Connection:
    if not copy.is_file():
        what = "this is no file" if copy.exists() else "there is no such file"
        raise UnreadableInputError(what, place=str(copy), remedy="Copies are in the backups folder.")
    header = read_header(copy)
    if header is None:
        raise UnreadableInputError("this file is empty", place=str(copy), remedy="Choose another copy.")
    if header.version or header.application_id:  # else all may still stand in the log beside it
        require_ours(header.version, header.application_id, copy)
    connection = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        require_ours(_number(connection, "user_version"), _number(connection, "application_id"), copy)
        verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except FAILURES as failure:
        connection.close()
        raise explain(failure, copy) from failure
    except DatabaseError:
        connection.close()
        raise
    if verdict != "ok":
        connection.close()
        raise DatabaseError(
            f"this copy is damaged: {verdict}", place=str(copy), remedy="Choose another copy."
        )
    return connection


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    found: int = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    return found


def _put_in_place(checked: sqlite3.Connection, path: Path, backups: Path, now: datetime) -> Path | None:
    if not path.exists() or not path.stat().st_size:
        return _put_where_none_is(checked, path, now)
    try:
        return _exchange(checked, path, backups, now)
    except DatabaseError as failure:
        if not _is_damage(failure, path):
            raise
        return _put_for_damaged(checked, path, now)


def _is_damage(failure: DatabaseError, path: Path) -> bool:
    """Whether the present database is the cause, not that it is in use, that there is no room or no permission.

    A header with one wrong number makes SQLite call the file read-only, or of an unknown format.
    """
    if isinstance(failure, DamagedDatabaseError):
        return True
    name = getattr(failure.__cause__, "sqlite_errorname", None)
    return name == "SQLITE_ERROR" or (name == "SQLITE_READONLY" and not_writable(path) is None)


def _put_for_damaged(checked: sqlite3.Connection, path: Path, now: datetime) -> Path:
    ready = path.with_name(f"{path.name}.restored")
    try:
        copy_database(checked, ready)  # first of all: what finds no room leaves everything as it is
        kept = _set_aside(path, now)
        ready.replace(path)
    except OSError as failure:
        raise unwritable(failure, path) from failure
    finally:
        ready.unlink(missing_ok=True)
    _bring_up(path)
    return kept


def _set_aside(path: Path, now: datetime) -> Path:
    """Move a damaged database away under a name of its own, with the files that belong to it."""
    stem = f"{path.name}.damaged-{now:%Y%m%dT%H%M%S}"
    aside, number = path.with_name(stem), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}")
    try:
        for suffix in ("-wal", "-shm", ""):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.replace(aside.with_name(aside.name + suffix))
    except OSError as failure:
        raise unwritable(failure, path) from failure
    return aside


def _put_where_none_is(checked: sqlite3.Connection, path: Path, now: datetime) -> Path | None:
    """The log of a database that is gone would be taken for the copy's: it is moved aside."""
    log = path.with_name(path.name + "-wal")
    kept = _set_aside(path, now) if log.exists() and log.stat().st_size else None
    copy_database(checked, path)
    _bring_up(path)
    return kept


def _bring_up(path: Path) -> None:
    try:
        with closing(connect(path)) as present:
            bring_up_to_date(present, path)
    except FAILURES as failure:
        raise explain(failure, path) from failure


def _exchange(checked: sqlite3.Connection, path: Path, backups: Path, now: datetime) -> Path:
    """Keep the present database, then replace its content, with nothing stored between the two."""
    read_header(path)
    try:
        with closing(connect(path)) as present, closing(connect(path)) as witness:
            for _ in range(_MOST_TRIES):
                seen = _writes_seen(witness)
                kept = add_copy(present, backups, BackupReason.RESTORE, now)
                try:
                    _replace(checked, present, partial(_require_unwritten, path, witness, seen))
                except BaseException as failure:
                    kept.unlink(missing_ok=True)
                    if not isinstance(failure, _WrittenMeanwhileError):
                        raise
                else:
                    bring_up_to_date(present, path)
                    return kept
    except FAILURES as failure:
        raise explain(failure, path) from failure
    raise _busy(path)


def _replace(
    checked: sqlite3.Connection, present: sqlite3.Connection, look: Callable[[int, int, int], None]
) -> None:
    checked.backup(present, pages=_FEW_PAGES, progress=look)
    if present.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        present.execute("PRAGMA journal_mode = WAL")


def _require_unwritten(
    path: Path, witness: sqlite3.Connection, seen: int, status: int, _remaining: int, _pages: int
) -> None:
    """Asked after each step of replacing, from the first of which on nobody else can write."""
    if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:  # Python would wait for ever
        raise _busy(path)
    if status == sqlite3.SQLITE_OK and _writes_seen(witness) != seen:  # when done, what it sees is our own
        raise _WrittenMeanwhileError


def _writes_seen(witness: sqlite3.Connection) -> int:
    return _number(witness, "data_version")


def _busy(path: Path) -> DatabaseError:
    return DatabaseError(
        "another program is writing to the database; it stays as it is",
        place=str(path),
        remedy="Close other hashq windows, or wait until their import ends, and try again.",
    )
