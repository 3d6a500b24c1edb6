"""Brings a copy of the database back in the place of the present one.

Owns the order of doing it: look at the copy, keep the present database, then replace it. Knows no table.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from hashq.errors import DatabaseError, UnreadableInputError
from hashq.store.backups import BackupReason, copy_database, make_backup
from hashq.store.database import bring_up_to_date, connect
from hashq.store.failures import explain, unwritable
from hashq.store.header import read_header, require_ours

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def restore(copy: Path, path: Path, backups: Path, now: datetime) -> Path | None:
    """Replace the database at ``path`` by ``copy``; where the present one is kept, None when there was none.

    Raises :class:`UnreadableInputError` when there is no such copy, :class:`DatabaseError` when it is damaged, newer
    than this program or not ours, or when the present one is in use. The present one then stays.
    """
    checked = _open_checked(copy)
    try:
        if copy.resolve() == path.resolve():
            raise DatabaseError("this file is the database itself", place=str(copy))
        kept = _keep_present(path, backups, now)
        _replace(checked, path)
    finally:
        checked.close()
    return kept


def _open_checked(copy: Path) -> sqlite3.Connection:
    if not copy.is_file():
        raise UnreadableInputError("there is no such file", place=str(copy))
    header = read_header(copy)
    if header is None:
        raise UnreadableInputError("this file is empty", place=str(copy))
    require_ours(header.version, header.application_id, copy)
    connection = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as failure:
        connection.close()
        raise explain(failure, copy) from failure
    if verdict != "ok":
        connection.close()
        raise DatabaseError(
            f"this copy is damaged: {verdict}", place=str(copy), remedy="Choose another copy."
        )
    return connection


def _keep_present(path: Path, backups: Path, now: datetime) -> Path | None:
    if not path.exists() or not path.stat().st_size:
        return None
    try:
        read_header(path)
        present = connect(path)
    except (DatabaseError, sqlite3.Error):
        return _set_aside(path, now)
    try:
        return make_backup(present, backups, BackupReason.RESTORE, now)
    except DatabaseError:
        present.close()
        return _set_aside(path, now)
    finally:
        present.close()


def _set_aside(path: Path, now: datetime) -> Path:
    """Move a damaged database away under a name of its own, with the files that belong to it."""
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%dT%H%M%S}")
    try:
        for suffix in ("-wal", "-shm", ""):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.replace(aside.with_name(aside.name + suffix))
    except OSError as failure:
        raise unwritable(failure, path) from failure
    return aside


def _replace(checked: sqlite3.Connection, path: Path) -> None:
    if not path.exists():
        copy_database(checked, path)
    try:
        present = connect(path)
        try:
            checked.backup(present)
            if present.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                present.execute("PRAGMA journal_mode = WAL")
            bring_up_to_date(present, path)
        finally:
            present.close()
    except sqlite3.Error as failure:
        raise explain(failure, path) from failure
