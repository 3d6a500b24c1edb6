"""Dated copies of the database: made whole, named by time and reason, and the old ones cleared away.

Owns the backups folder. A copy is written under another name, checked, made durable and only then renamed, so
that a file with a backup's name is a whole database. Knows no table.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from hashq.errors import DatabaseError
from hashq.store.failures import DamagedDatabaseError, explain, unwritable

if TYPE_CHECKING:
    from pathlib import Path


class BackupReason(StrEnum):
    """Why a copy was made; part of its name."""

    DAILY = "daily"
    MIGRATION = "before-migration"
    RESTORE = "before-restore"
    ASKED = "asked"


KEPT: dict[BackupReason, int] = {
    BackupReason.DAILY: 10,
    BackupReason.MIGRATION: 5,
    BackupReason.RESTORE: 5,
}
"""How many copies of each reason stay, the newest; what a person asked for stays for good."""

DAILY_EVERY = timedelta(days=1)
"""The age of the newest daily copy from which another is due."""

_ABANDONED_AFTER_SECONDS = 3600
"""No copy takes this long."""

_NAME = re.compile(r"hashq-(\d{8}T\d{6})Z-(daily|before-migration|before-restore|asked)(?:-\d+)?\.db")


def make_backup(connection: sqlite3.Connection, folder: Path, reason: BackupReason, now: datetime) -> Path:
    """A whole copy of the open database in ``folder``, named by ``now`` (UTC) and ``reason``; its path.

    Other programs may go on writing meanwhile. Raises :class:`hashq.errors.DatabaseError` when it cannot be made.
    """
    target = _free_name(folder, f"hashq-{now.astimezone(UTC):%Y%m%dT%H%M%S}Z-{reason}")
    copy_database(connection, target)
    _clear_old(folder, reason)
    _clear_abandoned(folder, target)
    return target


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open database to the file ``target``, whole and durable before it bears that name."""
    partial = target.with_name(target.name + ".partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        _copy(connection, partial)
        partial.replace(target)
        _make_durable(target.parent)
    except sqlite3.Error as failure:
        raise explain(failure, target) from failure
    except OSError as failure:
        raise unwritable(failure, target) from failure
    finally:
        with suppress(OSError):
            partial.unlink()


def keep_daily_copy(connection: sqlite3.Connection, folder: Path, now: datetime) -> None:
    """Make the daily copy when one is due.

    A copy that finds no room is left for another day: study goes on, and the write that follows tells of a full disk
    itself. Raises :class:`hashq.store.failures.DamagedDatabaseError` on a damaged database, before more is written to it.
    """
    if not backup_is_due(folder, now):
        return
    try:
        make_backup(connection, folder, BackupReason.DAILY, now)
    except DamagedDatabaseError:
        raise
    except DatabaseError:
        return


def backup_is_due(folder: Path, now: datetime) -> bool:
    """Whether the newest daily copy is more than a day old, or there is none.

    A copy dated in the future (the clock was set back) counts as old, so that copies never stop.
    """
    newest = max(
        (moment for moment, reason, _ in _listed(folder) if reason is BackupReason.DAILY), default=None
    )
    return newest is None or not timedelta(0) <= now - newest < DAILY_EVERY


def _copy(connection: sqlite3.Connection, partial: Path) -> None:
    copy = sqlite3.connect(partial, isolation_level=None)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        # Damage shows in the structure. Constraints were held when each row was written; asking again is the doctor's, and dear.
        copy.execute("PRAGMA ignore_check_constraints = ON")
        verdict = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        copy.close()
    if verdict != "ok":
        raise DamagedDatabaseError(
            f"the database is damaged, its copy was thrown away: {verdict}",
            place=str(partial.parent),
            remedy="Bring back an older copy from the backups folder with `hashq restore FILE`.",
        )
    _make_durable(partial)


def _free_name(folder: Path, stem: str) -> Path:
    target, number = folder / f"{stem}.db", 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.db"
    return target


def _listed(folder: Path) -> list[tuple[datetime, BackupReason, Path]]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return []
    found = []
    for path in paths:
        parts = _NAME.fullmatch(path.name)
        if parts is not None:
            moment = datetime.fromisoformat(parts[1]).replace(tzinfo=UTC)
            found.append((moment, BackupReason(parts[2]), path))
    return found


def _clear_old(folder: Path, reason: BackupReason) -> None:
    kept = KEPT.get(reason)
    if kept is None:
        return
    copies = [path for _, its_reason, path in _listed(folder) if its_reason is reason]
    for path in copies[:-kept]:
        with suppress(OSError):  # it is tried again after the next copy
            path.unlink()


def _clear_abandoned(folder: Path, newest: Path) -> None:
    """Remove what copies left behind that were killed on the way; one that is still being written is younger."""
    with suppress(OSError):
        now = newest.stat().st_mtime
        for path in folder.glob("hashq-*.db.partial*"):
            if now - path.stat().st_mtime > _ABANDONED_AFTER_SECONDS:
                path.unlink()


def _make_durable(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders; its renames are durable with the file
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
