"""Checks the database from the ground up, and mends what can be built again.

Owns the checks and their findings. What is built again are caches only: card memory and tallies from the review log, the
search index from the texts, triggers, indexes and views from the schema. History is never mended by guessing. sqlite-utils is
imported here, to compare schemas.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from hashq.store.failures import FAILURES, DamagedDatabaseError, explain
from hashq.store.memory import COLUMNS, memory_of, write_memory
from hashq.store.replay import replayed
from hashq.store.reviews import ReviewLog
from hashq.store.schema import SCHEMA, split
from hashq.store.tallies import are_true, count_anew

if TYPE_CHECKING:
    from collections.abc import Callable

    import sqlite_utils

    from hashq.scheduling.model import Memory
    from hashq.store.database import Database


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was not as it should be."""

    code: str
    """A stable word in kebab-case, such as ``memory-differs``."""
    message: str
    """What is wrong, one sentence without a full stop."""
    repaired: bool
    """Whether it is right again."""
    hint: str = ""
    """What to do about it; empty when nothing is left to do."""


_CACHES = frozenset({"table day_tallies", "table hour_tallies"})
"""Tables that hold nothing but what the log gives again."""

_RESTORE = "Bring back a copy from the backups folder with `hashq restore FILE`."


def examine(database: Database) -> tuple[Finding, ...]:
    """Every finding, after mending what can be built again. A sound database gives none.

    Raises :class:`hashq.errors.DatabaseError` when the file cannot be read or written at all.
    """
    if not database.is_stored:
        return ()
    try:
        return _damage(database) or _mended(database)
    except FAILURES as failure:
        raise explain(failure, database.path) from failure


def _mended(database: Database) -> tuple[Finding, ...]:
    return (
        *_schema(database),
        *_search(database),
        *_tallies(database),
        *_lonely_rows(database),
        *_texts(database),
        *_memory(database),
    )


def _damage(database: Database) -> tuple[Finding, ...]:
    try:
        verdicts = [row[0] for row in database.raw.execute("PRAGMA integrity_check(20)")]
    except FAILURES as failure:
        explained = explain(failure, database.path)
        if not isinstance(explained, DamagedDatabaseError):
            raise explained from failure
        verdicts = [str(failure) or explained.cause]
    if verdicts == ["ok"]:
        return ()
    indexes_only = all("index" in verdict or "fts5" in verdict for verdict in verdicts)
    if indexes_only and _rebuilt_indexes(database):
        return (Finding("damaged-index", f"an index was damaged: {verdicts[0]}", repaired=True),)
    return tuple(
        Finding("damaged", f"the file is damaged: {verdict}", repaired=False, hint=_RESTORE)
        for verdict in verdicts
    )


def _rebuilt_indexes(database: Database) -> bool:
    with database.transaction():
        database.execute("REINDEX")
        database.execute("INSERT INTO search (search) VALUES ('rebuild')")
    return [row[0] for row in database.raw.execute("PRAGMA integrity_check(1)")] == ["ok"]


def _schema(database: Database) -> tuple[Finding, ...]:
    import sqlite_utils  # noqa: PLC0415 - dear, and only the doctor needs it here

    wanted = sqlite_utils.Database(memory=True)
    for statement in split(SCHEMA):
        wanted.conn.execute(statement)
    present = _statements(sqlite_utils.Database(database.raw))
    findings = []
    for name, statement in _statements(wanted).items():
        if present.get(name) == statement:
            continue
        mended = _remade(database, name, statement, there=name in present)
        findings.append(
            Finding(
                "schema-differs",
                f"{name} is {'missing' if name not in present else 'not as this program makes it'}",
                repaired=mended,
                hint="" if mended else _RESTORE,
            )
        )
    wanted.close()
    return tuple(findings)


def _statements(database: sqlite_utils.Database) -> dict[str, str]:
    rows = database.query("SELECT type || ' ' || name AS name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {row["name"]: row["sql"] for row in rows}


def _remade(database: Database, name: str, statement: str, *, there: bool) -> bool:
    """Make what holds nothing of its own anew; other tables, which cannot be made again, are left as they are."""
    kind = name.partition(" ")[0]
    if kind not in {"index", "trigger", "view"} and name not in _CACHES:
        return False
    with database.transaction():
        if there:
            database.execute(f"DROP {name}")
        database.execute(statement)
    return True


def _search(database: Database) -> tuple[Finding, ...]:
    if _search_is_true(database):
        return ()
    with database.transaction():
        database.execute("INSERT INTO search (search) VALUES ('rebuild')")
    return (Finding("search-stale", "the search index did not match the cards' texts", repaired=True),)


def _search_is_true(database: Database) -> bool:
    """Whether the index holds exactly the texts: the full-text engine compares them word by word."""
    try:
        database.raw.execute("BEGIN IMMEDIATE")
        database.raw.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError as failure:
        raise explain(failure, database.path) from failure
    except sqlite3.DatabaseError:
        return False
    finally:
        if database.raw.in_transaction:
            database.raw.execute("ROLLBACK")
    return True


def _tallies(database: Database) -> tuple[Finding, ...]:
    if are_true(database):
        return ()
    with database.transaction():
        count_anew(database)
    return (
        Finding(
            "tallies-differ", "the sums of what was studied were not what the reviews give", repaired=True
        ),
    )


def _lonely_rows(database: Database) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "lonely-row",
            f"row {row[1]} of {row[0]} refers to something in {row[2]} that is not there",
            repaired=False,
            hint=_RESTORE,
        )
        for row in database.rows("PRAGMA foreign_key_check")
    )


def _texts(database: Database) -> tuple[Finding, ...]:
    rows = database.rows(
        "SELECT id FROM cards LEFT JOIN texts USING (number) WHERE texts.number IS NULL ORDER BY id"
    )
    return tuple(
        Finding(
            "text-missing",
            f"card {row['id']} has no text",
            repaired=False,
            hint="Import its note again: `hashq import`.",
        )
        for row in rows
    )


def _memory(database: Database) -> tuple[Finding, ...]:
    wrong = differing_memories(database)
    if not wrong:
        return ()
    with database.transaction():
        for card, memory in wrong.items():
            write_memory(database, card, memory)
    return tuple(
        Finding("memory-differs", f"the memory of card {card} was not what its reviews give", repaired=True)
        for card in wrong
    )


def differing_memories(database: Database) -> dict[str, Memory]:
    """Cards whose stored memory is not what replaying their reviews gives, with what it gives."""
    by_card: Callable[..., str] = lambda entry: entry.card  # noqa: E731 - a key, used twice
    entries = sorted(ReviewLog(database).all(), key=by_card)
    from_log = {card: replayed(its) for card, its in groupby(entries, key=by_card)}
    differing = {}
    for row in database.rows(f"SELECT id, {COLUMNS} FROM cards"):
        wanted = from_log.get(row["id"]) or replayed(())
        if memory_of(row) != wanted:
            differing[row["id"]] = wanted
    return differing
