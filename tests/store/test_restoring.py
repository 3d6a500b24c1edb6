"""Bringing a copy back, and refusing what is none."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from hashq.errors import DatabaseError, HashqError, UnreadableInputError
from hashq.store import restoring
from hashq.store.backups import KEPT, BackupReason, make_backup
from hashq.store.database import Database, connect
from hashq.store.restoring import restore
from hashq.store.schema import VERSION

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "hashq.db"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def copy(database, folder):
    return make_backup(database.raw, folder, BackupReason.ASKED, NOW)


def add_meta(database) -> None:
    with database.transaction():
        database.execute("INSERT INTO meta VALUES ('since', 'the copy')")


def keys(path) -> list[str]:
    opened = Database(path)
    found = [row[0] for row in opened.rows("SELECT key FROM meta")]
    opened.close()
    return found


def test_the_copy_takes_the_place_and_the_present_one_is_kept(database, copy, path, folder):
    add_meta(database)
    database.close()
    kept = restore(copy, path, folder, NOW)
    assert keys(path) == []
    assert keys(kept) == ["since"]
    assert kept.parent == folder


def test_a_program_that_has_the_database_open_sees_the_copy(database, copy, path, folder):
    add_meta(database)
    restore(copy, path, folder, NOW)
    assert database.rows("SELECT * FROM meta") == []
    add_meta(database)
    assert keys(path) == ["since"]


def test_a_copy_is_brought_back_where_no_database_is(copy, tmp_path, folder):
    fresh = tmp_path / "elsewhere" / "hashq.db"
    assert restore(copy, fresh, folder, NOW) is None
    opened = Database(fresh)
    assert opened.value("SELECT count(*) FROM cards") == 6
    assert opened.value("PRAGMA journal_mode") == "wal"
    opened.close()


@pytest.mark.parametrize("damage", [b"garbage", b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_damaged_database_is_set_aside(database, copy, path, folder, damage):
    database.close()
    path.write_bytes(damage)
    kept = restore(copy, path, folder, NOW)
    assert kept.read_bytes() == damage
    assert keys(path) == []


def newer(tmp_path):
    file = tmp_path / "newer.db"
    database = Database(file)
    add_meta(database)
    database.close()
    raw = sqlite3.connect(file)
    raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    raw.close()
    return file


def foreign(tmp_path):
    file = tmp_path / "foreign.db"
    raw = sqlite3.connect(file)
    raw.execute("CREATE TABLE theirs (x)")
    raw.close()
    return file


def written(content: bytes):
    def write(tmp_path):
        file = tmp_path / "written.db"
        file.write_bytes(content)
        return file

    return write


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (newer, DatabaseError),
        (foreign, DatabaseError),
        (written(b"text"), DatabaseError),
        (written(b""), UnreadableInputError),
        (lambda tmp_path: tmp_path / "absent.db", UnreadableInputError),
        (lambda tmp_path: tmp_path, UnreadableInputError),
        (lambda tmp_path: tmp_path / "hashq.db", DatabaseError),
    ],
    ids=["newer", "foreign", "no database", "empty", "absent", "a folder", "the database itself"],
)
def test_what_is_no_copy_is_refused_and_nothing_changes(database, path, folder, make, error):
    add_meta(database)
    database.close()
    before = path.read_bytes()
    with pytest.raises(error) as refusal:
        restore(make(path.parent), path, folder, NOW)
    assert isinstance(refusal.value, HashqError)
    assert path.read_bytes() == before
    assert not folder.exists()


def test_a_copy_damaged_inside_is_refused(database, copy, path, folder):
    content = bytearray(copy.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xee" * 4096 * 3
    copy.write_bytes(bytes(content))
    with pytest.raises(DatabaseError, match="damaged"):
        restore(copy, path, folder, NOW)
    assert database.value("SELECT count(*) FROM cards") == 6


def test_a_healthy_database_that_cannot_be_kept_stays_where_it_is(database, copy, path, tmp_path):
    add_meta(database)
    no_folder = tmp_path / "a file"
    no_folder.write_text("")
    with pytest.raises(DatabaseError):
        restore(copy, path, no_folder, NOW)
    assert keys(path) == ["since"]


def test_what_another_program_stores_meanwhile_is_kept_too(database, copy, path, folder, monkeypatch):
    keep = restoring.add_copy

    def keep_and_another_writes(*arguments):
        kept = keep(*arguments)
        monkeypatch.setattr(restoring, "add_copy", keep)
        add_meta(database)
        return kept

    monkeypatch.setattr(restoring, "add_copy", keep_and_another_writes)
    kept = restore(copy, path, folder, NOW)
    assert (keys(path), keys(kept)) == ([], ["since"])
    assert len(list(folder.glob("*before-restore*"))) == 1


def test_a_database_in_the_midst_of_a_write_is_not_replaced(database, copy, path, folder, monkeypatch):
    monkeypatch.setattr(restoring, "connect", partial(connect, busy_timeout_ms=1))
    with database.transaction():
        database.execute("INSERT INTO meta VALUES ('since', 'the copy')")
        with pytest.raises(DatabaseError, match="another program"):
            restore(copy, path, folder, NOW)
    assert keys(path) == ["since"]


@pytest.mark.parametrize(
    "at",
    [16, 18, 19, 47, 56],
    ids=["page size", "write version", "read version", "schema format", "encoding"],
)
def test_a_database_with_one_wrong_number_in_its_header_can_be_replaced(database, copy, path, folder, at):
    database.close()
    content = bytearray(path.read_bytes())
    content[at] = 0x77
    path.write_bytes(bytes(content))
    assert restore(copy, path, folder, NOW) is not None
    restored = Database(path)
    assert restored.value("SELECT count(*) FROM cards") == 6
    restored.close()


def test_a_damaged_database_stays_where_it_is_when_the_copy_finds_no_room(
    database, copy, path, folder, monkeypatch
):
    def full(*_) -> None:
        raise DatabaseError("the disk is full")

    database.close()
    path.write_bytes(b"damaged" * 50)
    monkeypatch.setattr(restoring, "copy_database", full)
    with pytest.raises(DatabaseError, match="full"):
        restore(copy, path, folder, NOW)
    assert path.read_bytes() == b"damaged" * 50


def test_two_damaged_databases_of_one_second_are_both_kept(database, copy, path, folder):
    database.close()
    kept = []
    for damage in (b"one" * 50, b"two" * 50):
        path.write_bytes(damage)
        kept.append(restore(copy, path, folder, NOW).read_bytes())
    assert kept == [b"one" * 50, b"two" * 50]


def test_the_log_of_a_database_that_is_gone_does_not_come_over_the_copy(database, copy, path, folder):
    add_meta(database)
    log = path.with_name("hashq.db-wal").read_bytes()
    database.close()
    path.unlink()
    path.with_name("hashq.db-wal").write_bytes(log)
    kept = restore(copy, path, folder, NOW)
    assert keys(path) == []
    assert kept.with_name(kept.name + "-wal").read_bytes() == log


def test_a_linked_database_stays_linked(database, copy, path, folder, tmp_path):
    add_meta(database)
    database.close()
    real = tmp_path / "drive" / "real.db"
    real.parent.mkdir()
    path.rename(real)
    path.symlink_to(real)
    restore(copy, path, folder, NOW)
    assert (path.is_symlink(), keys(real)) == (True, [])
    real.write_bytes(b"damaged" * 50)
    restore(copy, path, folder, NOW)
    assert (path.is_symlink(), keys(real)) == (True, [])


def test_a_copy_made_by_hand_together_with_its_log_is_a_copy(tmp_path, path, folder):
    fresh = Database(path)
    add_meta(fresh)
    by_hand = tmp_path / "by hand"
    by_hand.mkdir()
    for file in (path, path.with_name("hashq.db-wal")):
        (by_hand / file.name).write_bytes(file.read_bytes())
    fresh.close()
    restored = tmp_path / "new" / "hashq.db"
    restore(by_hand / "hashq.db", restored, folder, NOW)
    assert keys(restored) == ["since"]


def restorable(folder) -> list[str]:
    return sorted(file.name for file in folder.glob("*before-restore*"))


def test_a_restore_that_fails_clears_no_copy_away(database, copy, path, folder, monkeypatch):
    for day in range(KEPT[BackupReason.RESTORE]):
        make_backup(database.raw, folder, BackupReason.RESTORE, NOW - timedelta(days=day))
    before = restorable(folder)
    monkeypatch.setattr(restoring, "connect", partial(connect, busy_timeout_ms=1))
    with database.transaction(), pytest.raises(DatabaseError):
        restore(copy, path, folder, NOW + timedelta(days=1))
    assert restorable(folder) == before


def test_the_copy_that_is_brought_back_stays(database, path, folder):
    oldest = make_backup(database.raw, folder, BackupReason.RESTORE, NOW - timedelta(days=9))
    for day in range(1, KEPT[BackupReason.RESTORE]):
        make_backup(database.raw, folder, BackupReason.RESTORE, NOW - timedelta(days=day))
    restore(oldest, path, folder, NOW)
    assert oldest.exists()


def test_a_copy_in_a_folder_that_may_not_be_entered_cannot_be_read(tmp_path, path, folder, monkeypatch):
    def closed(_path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "is_file", closed)
    with pytest.raises(UnreadableInputError, match="Permission denied"):
        restore(tmp_path / "copy.db", path, folder, NOW)
