"""Brings an older database to the present schema, one step after another.

Owns the list of steps. Each step and the number that records it commit together, so that a crash leaves the
database at a whole version. A dated copy is made before the first step. What takes long is told first, and can be
interrupted: it then begins again when the database is opened next. sqlite-utils is imported here, since
SQLite itself cannot change a column's type or constraint; only ever when there is something to migrate.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from hashq.errors import DatabaseError
from hashq.store.backups import BackupReason, make_backup
from hashq.store.schema import SCHEMA, TALLIES, split
from hashq.store.tallies import ANEW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import sqlite_utils


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema."""

    version: int
    """The version the database has afterwards."""
    apply: Callable[[sqlite_utils.Database], None]
    """Changes the schema and its rows, inside a transaction that the caller ends.

    ``transform()`` drops the triggers of the table it rebuilds: a step that uses it runs the scripts
    ``SEARCH`` or ``GUARDS`` of ``schema.py`` again.
    """


_INDEXES_OF_2: Final = (
    "cards_waiting",
    "cards_by_lapses",
    "cards_retired",
    "reviews_by_card",
    "reviews_by_day",
)


def _tally(tables: sqlite_utils.Database) -> None:
    """Sum what was studied, and index what counts cards."""
    made = [
        statement
        for statement in split(SCHEMA)
        if any(f"INDEX {name}" in statement for name in _INDEXES_OF_2)
    ]
    for name in _INDEXES_OF_2:
        tables.execute(f"DROP INDEX IF EXISTS {name}")
    for statement in (*made, *split(TALLIES), *ANEW):
        tables.execute(statement)


LARGE: Final = 20_000_000
"""Bytes of a database from which on a person may notice that it is brought to the present schema."""
_LOOK_UP_EVERY: Final = 1_000_000
"""Steps of SQLite's machine between two chances to be interrupted: some hundredths of a second."""

MIGRATIONS: tuple[Migration, ...] = (Migration(2, _tally),)
"""Every step since version 1, in order."""


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply the steps that the database at ``path`` has not seen.

    Raises :class:`DatabaseError` when there is no way from its version to the present one.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    pending = [step for step in steps if step.version > version]
    if [step.version for step in pending] != list(
        range(version + 1, version + 1 + len(pending))
    ) or not pending:
        raise DatabaseError(
            f"there is no way from version {version} of this database to the present one",
            place=str(path),
            remedy="Bring back a copy from the backups folder with `hashq restore FILE`.",
        )
    _tell_what_takes_long(path)
    make_backup(connection, path.parent / "backups", BackupReason.MIGRATION, datetime.now(UTC))
    with _interruptible(connection):
        for step in pending:
            _apply(connection, step)


def _tell_what_takes_long(path: Path) -> None:
    """Say that something long begins. Goes through logging, which prints on stderr where nobody took it over: before screens
    open and in every command.
    """
    size = path.stat().st_size if path.exists() else 0
    if size < LARGE:
        return
    import logging  # noqa: PLC0415 - as seldom as a large library is upgraded

    logging.getLogger(__name__).warning(
        "This library comes from an older version and is brought up to date, once.\n"
        "Its %d MB can take a minute. Nothing can be lost: a copy goes to the backups\n"
        "folder first, and when this is interrupted it begins again next time.",
        size // 1_000_000,
    )


@contextmanager
def _interruptible(connection: sqlite3.Connection) -> Iterator[None]:
    """Ctrl+C ends what runs inside as it ends Python, although SQLite itself looks up for nothing."""
    # A signal is handled where Python runs: at this call. What it raises there, SQLite takes as the wish to end.
    connection.set_progress_handler(lambda: 0, _LOOK_UP_EVERY)
    try:
        yield
    except sqlite3.OperationalError as failure:
        if getattr(failure, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            raise KeyboardInterrupt from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _apply(connection: sqlite3.Connection, step: Migration) -> None:
    import sqlite_utils  # noqa: PLC0415 - dear, and seldom needed

    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] < step.version:
            step.apply(sqlite_utils.Database(connection))
            connection.execute(f"PRAGMA user_version = {step.version}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
