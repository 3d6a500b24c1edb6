"""Brings an older database to the present schema, one step after another.

Owns the list of steps. Each step and the number that records it commit together, so that a crash leaves the
database at a whole version. A dated copy is made before the first step. sqlite-utils is imported here, since
SQLite itself cannot change a column's type or constraint; only ever when there is something to migrate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from hashq.errors import DatabaseError
from hashq.store.backups import BackupReason, make_backup
from hashq.store.schema import SCHEMA, TALLIES, split
from hashq.store.tallies import ANEW

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
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
    make_backup(connection, path.parent / "backups", BackupReason.MIGRATION, datetime.now(UTC))
    for step in pending:
        _apply(connection, step)


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
