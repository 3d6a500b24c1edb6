"""What goes wrong in SQLite or below it reaches people as place, cause and remedy."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest

from hashq.errors import DatabaseError
from hashq.store.database import Database
from hashq.store.failures import DamagedDatabaseError, explain
from hashq.store.header import read_header


@pytest.fixture
def path(database):
    database.close()
    return database.path


def damage(path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


def test_a_schema_that_is_no_text_any_more_is_damage(path):
    damage(path, b"CREATE TABLE cards", b"CREATE TABLE \xdfards")
    with pytest.raises(DamagedDatabaseError):
        Database(path)


def test_a_text_that_is_none_any_more_is_damage(path):
    damage(path, b"Answer card3", b"Answer \xffard3")
    database = Database(path)
    with pytest.raises(DamagedDatabaseError):
        database.rows("SELECT answer FROM texts")
    database.close()


def test_what_is_no_database_is_damage_too(tmp_path):
    file = tmp_path / "hashq.db"
    file.write_bytes(b"no database" * 100)
    with pytest.raises(DamagedDatabaseError):
        read_header(file)


def test_damage_met_while_reading_is_told_though_the_reading_cannot_be_ended(path):
    with closing(sqlite3.connect(path)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'cards'").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xee" * 4096)
    database = Database(path)
    with pytest.raises(DamagedDatabaseError), database.reading():
        database.rows("SELECT * FROM cards")
    database.close()


def test_no_room_for_what_stands_beside_the_database_is_a_full_disk(path):
    failure = sqlite3.OperationalError("disk I/O error")
    failure.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    assert "the disk is full" in explain(failure, path).cause


def test_a_database_that_may_only_be_read_gets_nothing_beside_it(path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    database = Database(path)
    assert database.value("SELECT count(*) FROM cards") == 6
    with pytest.raises(DatabaseError, match="cannot be written to"), database.transaction():
        database.execute("DELETE FROM cards")
    assert [file.name for file in path.parent.glob("hashq.db*")] == ["hashq.db"]
    database.close()


def test_the_file_that_may_not_be_written_to_is_named(path, monkeypatch):
    log = path.with_name("hashq.db-wal")
    log.touch()
    monkeypatch.setattr(os, "access", lambda file, _: file != log)
    failure = sqlite3.OperationalError("attempt to write a readonly database")
    failure.sqlite_errorname = "SQLITE_READONLY"
    assert explain(failure, path).place == str(log)
