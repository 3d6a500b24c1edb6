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
from threading import get_native_id
from typing import TYPE_CHECKING, NamedTuple

from hashq.errors import DatabaseError
from hashq.store.failures import FAILURES, DamagedDatabaseError, explain, unwritable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashq.store.database import Database


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

LOOK_AGAIN = timedelta(hours=1)
"""How long after a look for the daily copy a write is not held up by another."""

_ABANDONED_AFTER_SECONDS = 3600
"""No copy takes this long."""

_NAME = re.compile(r"hashq-(\d{8}T\d{6})Z-(daily|before-migration|before-restore|asked)(?:-(\d+))?\.db")


def make_backup(connection: sqlite3.Connection, folder: Path, reason: BackupReason, now: datetime) -> Path:
    """A whole copy of the open database in ``folder``, named by ``now`` (UTC) and ``reason``; its path.

    Older ones of that reason are cleared away. Other programs may go on writing meanwhile. Raises
    :class:`hashq.errors.DatabaseError` when it cannot be made.
    """
    target = add_copy(connection, folder, reason, now)
    clear_old(folder, reason, now)
    _clear_abandoned(folder, target)
    return target


def add_copy(connection: sqlite3.Connection, folder: Path, reason: BackupReason, now: datetime) -> Path:
    """As :func:`make_backup`, but every older copy stays."""
    if not folder.parent.is_dir():  # an unmounted drive; a folder in its place would look like a library
        raise DatabaseError(
            "the data folder is not there any more", place=str(folder.parent), remedy="Connect its drive."
        )
    target = _free_name(folder, f"hashq-{now.astimezone(UTC):%Y%m%dT%H%M%S}Z-{reason}")
    copy_database(connection, target)
    return target


def clear_old(folder: Path, reason: BackupReason, now: datetime, spared: Path | None = None) -> None:
    """Remove the oldest copies of ``reason`` beyond those that are kept, but for ``spared``, which is in use."""
    kept = KEPT.get(reason)
    if kept is None:
        return
    copies = [copy for copy in _listed(folder) if copy.reason is reason]
    # What is dated after now was made before now all the same, by a clock that has been set back since.
    copies.sort(key=lambda copy: (copy.moment <= now, copy.moment, copy.number))
    for copy in copies[:-kept]:
        if spared is not None and copy.path.samefile(spared):
            continue
        with suppress(OSError):  # it is tried again after the next copy
            copy.path.unlink()


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open database to the file ``target``, whole and durable before it bears that name."""
    # Another program may be copying to the same name at this moment.
    partial = target.with_name(f"{target.name}.partial-{os.getpid()}-{get_native_id()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        _copy(connection, partial)
        partial.replace(target)
        _make_durable(target.parent)
    except FAILURES as failure:
        raise explain(failure, target) from failure
    except OSError as failure:
        raise unwritable(failure, target) from failure
    finally:
        with suppress(OSError):
            partial.unlink()


class DailyCopies:
    """Sees to the daily copy ahead of a write, however long the program stays open; looks for one every hour at most."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        """Keep them in ``folder``; ``clock`` tells the time in UTC."""
        self._folder = folder
        self._clock = clock
        self._looked: datetime | None = None

    def __call__(self, database: Database) -> None:
        """Make the copy when one is due. Raises like :func:`keep_daily_copy`, and then again ahead of the next write."""
        now = self._clock()
        if self._looked is not None and timedelta(0) <= now - self._looked < LOOK_AGAIN:
            return
        keep_daily_copy(database.raw, self._folder, now)
        self._looked = now


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

    Copies dated in the future (the clock was set back) do not count, so that copies never stop.
    """
    dated = (copy.moment for copy in _listed(folder) if copy.reason is BackupReason.DAILY)
    newest = max((moment for moment in dated if moment <= now), default=None)
    return newest is None or now - newest >= DAILY_EVERY


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


class _Copy(NamedTuple):
    """A copy in the folder, as its name tells."""

    moment: datetime
    """When it was made, by the clock of then; UTC."""
    reason: BackupReason
    number: int
    """Which of several of that second."""
    path: Path


def _listed(folder: Path) -> list[_Copy]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return []
    found = []
    for path in paths:
        parts = _NAME.fullmatch(path.name)
        if parts is not None:
            moment = datetime.fromisoformat(parts[1]).replace(tzinfo=UTC)
            found.append(_Copy(moment, BackupReason(parts[2]), int(parts[3] or 1), path))
    return found


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
