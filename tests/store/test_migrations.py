"""Older databases: brought up to date whole, or left as they were."""

from __future__ import annotations

import sqlite3

import pytest

from hashq.errors import DatabaseError
from hashq.store.database import Database
from hashq.store.migrations import MIGRATIONS, Migration, migrate
from hashq.store.schema import VERSION


@pytest.fixture
def path(tmp_path):
    return tmp_path / "hashq.db"


def add_column(database) -> None:
    database.table("meta").add_column("more", str)


def rebuild(database) -> None:
    database.table("meta").transform(types={"value": str}, rename={"value": "text"})


def fail(database) -> None:
    add_column(database)
    raise sqlite3.OperationalError("half way")


def version(database) -> int:
    return database.value("PRAGMA user_version")


def columns(database) -> list[str]:
    return [row["name"] for row in database.rows("PRAGMA table_info(meta)")]


def test_the_steps_lead_without_a_gap_to_the_present_version():
    assert [step.version for step in MIGRATIONS] == list(range(2, VERSION + 1))


def test_steps_are_applied_in_order_and_recorded(database, path):
    migrate(database.raw, path, [Migration(VERSION + 1, add_column), Migration(VERSION + 2, rebuild)])
    assert version(database) == VERSION + 2
    assert columns(database) == ["key", "text", "more"]


def test_a_copy_of_the_older_database_is_kept(database, path):
    migrate(database.raw, path, [Migration(VERSION + 1, add_column)])
    (copy,) = (path.parent / "backups").iterdir()
    older = Database(copy)
    assert (version(older), columns(older)) == (VERSION, ["key", "value"])
    assert "before-migration" in copy.name
    older.close()


def test_a_step_that_fails_leaves_the_version_before_it_whole(database, path):
    steps = [Migration(VERSION + 1, rebuild), Migration(VERSION + 2, fail)]
    with pytest.raises(sqlite3.OperationalError):
        migrate(database.raw, path, steps)
    assert (version(database), columns(database)) == (VERSION + 1, ["key", "text"])


def test_a_step_that_another_program_did_meanwhile_is_not_done_twice(database, path):
    steps = [Migration(VERSION + 1, add_column)]
    other = Database(path)

    def done_elsewhere(tables) -> None:
        raise AssertionError("applied a second time")

    migrate(database.raw, path, steps)
    with pytest.raises(DatabaseError, match="no way"):
        migrate(other.raw, path, [Migration(VERSION + 1, done_elsewhere)])
    other.close()


def test_a_gap_in_the_steps_is_refused(database, path):
    with pytest.raises(DatabaseError, match="no way"):
        migrate(database.raw, path, [Migration(VERSION + 2, add_column)])
    assert version(database) == VERSION
