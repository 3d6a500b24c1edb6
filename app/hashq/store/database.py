"""The connection to the database: opening, transactions, and failures made plain.

Owns how the file is opened and written; knows no table but through the schema it creates. Nothing is made on
disk before the first write: until then a missing database behaves as an empty one.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from hashq.errors import DatabaseError
from hashq.store.failures import FAILURES, explain, unwritable
from hashq.store.header import read_header, require_ours
from hashq.store.schema import APPLICATION_ID, SCHEMA, VERSION, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    Parameters = Sequence[Any] | Mapping[str, Any]

BUSY_TIMEOUT_MS = 5_000
"""How long a write waits for another program's, milliseconds."""

OLDEST_SQLITE = (3, 37, 0)
"""The first that knows strict tables."""


class Database:
    """One connection. Statements outside :meth:`transaction` only read."""

    def __init__(
        self,
        path: Path,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        before_write: Callable[[Database], None] | None = None,
    ) -> None:
        """Open the database at ``path``, brought to the present version; an absent one is made at the first write.

        ``before_write`` runs ahead of each transaction on a database that was there already.
        Raises :class:`hashq.errors.DatabaseError` when it is newer, damaged, locked or not ours.
        """
        self.path = path
        """The database's file; it need not exist yet."""
        self._busy_timeout_ms = busy_timeout_ms
        self._before_write = before_write
        self._connection = self._open_file() if read_header(path) else self._imagine_empty()

    @property
    def is_stored(self) -> bool:
        """Whether there is a file behind this; before the first write there may be none."""
        return self._stored

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection itself, for backup, migration and the doctor."""
        return self._connection

    def changes(self) -> tuple[int, int]:
        """Another value than before whenever this or another program may have stored something since."""
        return self.value("PRAGMA data_version"), self._connection.total_changes

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Every row that ``sql`` yields."""
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except FAILURES as failure:
            raise explain(failure, self.path) from failure

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row that ``sql`` yields; None when there is none."""
        try:
            found: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
        except FAILURES as failure:
            raise explain(failure, self.path) from failure
        return found

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row; None when there is no row."""
        found = self.row(sql, parameters)
        return found[0] if found is not None else None

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one writing statement inside a transaction; the id of the row it inserted."""
        self._require_transaction()
        try:
            return self._connection.execute(sql, parameters).lastrowid or 0
        except FAILURES as failure:
            raise explain(failure, self.path) from failure

    def execute_many(self, sql: str, rows: Iterable[Parameters]) -> int:
        """Run one writing statement for each of ``rows`` inside a transaction; how many rows were changed."""
        self._require_transaction()
        try:
            return self._connection.executemany(sql, rows).rowcount
        except FAILURES as failure:
            raise explain(failure, self.path) from failure

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is stored together and durably when the block ends, or not at all when it raises.

        Takes the write lock at once (``BEGIN IMMEDIATE``), so that what is read inside stays true. Transactions
        do not nest.
        """
        self._prepare_to_write()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except FAILURES as failure:
            raise explain(failure, self.path) from failure
        try:
            yield
            self._connection.execute("COMMIT")
        except sqlite3.Error as failure:
            raise explain(failure, self.path) from failure
        finally:
            self._roll_back()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever other programs store meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        try:
            self._connection.execute("BEGIN")
            self._connection.execute(
                "PRAGMA user_version"
            ).fetchone()  # the moment is that of the first reading
            yield
        except sqlite3.Error as failure:
            raise explain(failure, self.path) from failure
        finally:
            self._roll_back()

    def close(self) -> None:
        """Let go of the file. Closing twice does nothing."""
        self._connection.close()

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with suppress(*FAILURES):  # of a damaged file; what went wrong before it says more
                self._connection.execute("ROLLBACK")

    def _require_transaction(self) -> None:
        if not self._connection.in_transaction:
            raise RuntimeError("a write outside of Database.transaction()")

    def _prepare_to_write(self) -> None:
        if self._stored:
            if self._before_write is not None:
                self._before_write(self)
            return
        self._connection.close()
        self._connection = self._open_file()

    def _imagine_empty(self) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.executescript(SCHEMA)
        connection.execute("PRAGMA query_only = ON")
        self._stored = False
        return connection

    def _open_file(self) -> sqlite3.Connection:
        header = read_header(self.path)
        if header is not None and (header.version or header.application_id):
            require_ours(header.version, header.application_id, self.path)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as failure:
            raise unwritable(failure, self.path.parent) from failure
        try:
            connection = connect(self.path, self._busy_timeout_ms)
            bring_up_to_date(connection, self.path)
        except FAILURES as failure:
            raise explain(failure, self.path) from failure
        self._stored = True
        return connection


def require_sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> None:
    """Refuse an SQLite that is too old for strict tables. Raises :class:`hashq.errors.DatabaseError`."""
    if version < OLDEST_SQLITE:
        raise DatabaseError(
            f"this Python brings SQLite {'.'.join(map(str, version))}, which is too old",
            remedy=f"Use a Python with SQLite {'.'.join(map(str, OLDEST_SQLITE))} or newer.",
        )


def connect(path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> sqlite3.Connection:
    """A connection as all of hashq uses it: autocommit, durable commits, foreign keys enforced.

    Where the folder may only be read, and nobody has the database open, the connection can read and not write.
    """
    require_sqlite()
    seconds = busy_timeout_ms / 1000
    # Beside a file that may only be read SQLite would make others of the same kind, and leave them when it may be written again.
    if not _is_only_to_read(path):
        try:
            return _prepared(sqlite3.connect(path, timeout=seconds, isolation_level=None))
        except sqlite3.OperationalError as failure:
            if not _may_be_read_still(path, failure):
                raise
    uri = f"{path.absolute().as_uri()}?immutable=1"
    return _prepared(sqlite3.connect(uri, timeout=seconds, isolation_level=None, uri=True))


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
    except FAILURES:
        connection.close()
        raise
    return connection


def _may_be_read_still(path: Path, failure: sqlite3.Error) -> bool:
    """Whether the database lacks nothing but the right to write beside it, and its file holds everything.

    A write-ahead log beside it means that someone writes, or that the file alone is not the whole truth.
    """
    refused = (failure.sqlite_errorname or "").startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))
    return refused and _is_whole(path)


def _is_only_to_read(path: Path) -> bool:
    return _is_whole(path) and os.access(path, os.R_OK) and not os.access(path, os.W_OK)


def _is_whole(path: Path) -> bool:
    file = path.resolve()
    return file.is_file() and not file.with_name(file.name + "-wal").exists()


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Create the schema in an empty database, or migrate an older one; closes the connection when it cannot.

    Raises :class:`hashq.errors.DatabaseError` on a database that is newer or not ours.
    """
    try:
        version = _version(connection)
        if version == VERSION:
            require_ours(version, _application_id(connection), path)
        elif version == 0 and not _application_id(connection):
            create(connection, path)
        else:
            require_ours(version, _application_id(connection), path)
            from hashq.store.migrations import migrate  # noqa: PLC0415 - dear, and seldom needed

            migrate(connection, path)
    except BaseException:
        connection.close()
        raise


def create(connection: sqlite3.Connection, path: Path) -> None:
    """Give an empty database the present schema, in one transaction; done already by another program is fine."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) == 0:
            if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                require_ours(0, 0, path)
            for statement in split(SCHEMA):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def _application_id(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return found
