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

LOSSES = [
    pytest.param(lambda path: path.unlink(), id="gone"),
    pytest.param(lambda path: path.write_bytes(b""), id="empty"),
]


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


def test_a_link_to_a_drive_that_is_not_there_is_no_empty_library(tmp_path):
    link = tmp_path / "hashq.db"
    link.symlink_to(tmp_path / "unmounted" / "hashq.db")
    with pytest.raises(DatabaseError, match="a link to a file that is not there"):
        Database(link)


@pytest.mark.parametrize("lose", LOSSES)
def test_a_database_that_was_lost_beside_its_log_is_no_empty_library(database, lose):
    lose(database.path)
    log = database.path.with_name("hashq.db-wal")
    before = log.read_bytes()
    with pytest.raises(DamagedDatabaseError, match=r"hashq\.db-wal"):
        Database(database.path)
    assert log.read_bytes() == before


@pytest.mark.parametrize("lose", LOSSES)
def test_a_database_that_was_lost_beside_its_copies_is_no_empty_library(path, tmp_path, lose):
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "hashq-20260310T120000Z-daily.db").touch()
    lose(path)
    with pytest.raises(DamagedDatabaseError, match="there are copies of it"):
        Database(path)


def test_an_empty_file_alone_is_a_library_that_was_never_begun(tmp_path):
    (tmp_path / "hashq.db").touch()
    database = Database(tmp_path / "hashq.db")
    with database.transaction():
        pass
    assert database.value("SELECT count(*) FROM cards") == 0
    database.close()
