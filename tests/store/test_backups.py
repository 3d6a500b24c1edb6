"""Dated copies: whole, named, kept for a while."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from hashq.errors import DatabaseError
from hashq.store import backups
from hashq.store.backups import KEPT, BackupReason, DailyCopies, backup_is_due, keep_daily_copy, make_backup
from hashq.store.database import Database
from hashq.store.failures import DamagedDatabaseError

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _few_are_kept(monkeypatch):
    """Three daily copies are as good a test as ten, and quicker."""
    monkeypatch.setitem(KEPT, BackupReason.DAILY, 3)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_a_whole_database_of_its_own(database, folder):
    made = make_backup(database.raw, folder, BackupReason.ASKED, NOW)
    copy = Database(made)
    assert copy.value("SELECT count(*) FROM cards") == 6
    assert copy.value("PRAGMA integrity_check") == "ok"
    copy.close()
    assert made.name == "hashq-20260310T120000Z-asked.db"


def test_two_copies_of_one_second_are_two(database, folder):
    for _ in range(2):
        make_backup(database.raw, folder, BackupReason.ASKED, NOW)
    assert names(folder) == ["hashq-20260310T120000Z-asked-2.db", "hashq-20260310T120000Z-asked.db"]


def test_old_daily_copies_go_and_asked_ones_stay(database, folder):
    asked = make_backup(database.raw, folder, BackupReason.ASKED, NOW - 99 * DAY)
    for day in range(KEPT[BackupReason.DAILY] + 3):
        make_backup(database.raw, folder, BackupReason.DAILY, NOW + day * DAY)
    assert asked.exists()
    daily = [name for name in names(folder) if "daily" in name]
    assert len(daily) == KEPT[BackupReason.DAILY]
    assert daily[0] == "hashq-20260313T120000Z-daily.db"


def test_other_files_in_the_folder_are_left_alone(database, folder):
    folder.mkdir()
    (folder / "mine.db").write_text("mine")
    (folder / "hashq-old-daily.db").write_text("mine too")
    for day in range(KEPT[BackupReason.DAILY] + 1):
        make_backup(database.raw, folder, BackupReason.DAILY, NOW + day * DAY)
    assert {"mine.db", "hashq-old-daily.db"} < set(names(folder))


def test_a_copy_is_due_once_a_day_and_after_the_clock_was_set_back(database, folder):
    assert backup_is_due(folder, NOW)
    make_backup(database.raw, folder, BackupReason.DAILY, NOW)
    assert not backup_is_due(folder, NOW + DAY - timedelta(seconds=1))
    assert backup_is_due(folder, NOW + DAY)
    assert backup_is_due(folder, NOW - DAY)


def test_the_daily_copy_is_made_ahead_of_the_days_first_write(tmp_path):
    path, folder = tmp_path / "hashq.db", tmp_path / "backups"

    def opened() -> Database:
        return Database(path, before_write=DailyCopies(folder, lambda: NOW))

    def write(database: Database, key: str) -> None:
        with database.transaction():
            database.execute("INSERT INTO meta VALUES (?, '')", (key,))

    first = opened()
    write(first, "a")
    first.close()
    assert not folder.exists()
    second = opened()
    write(second, "b")
    write(second, "c")
    second.close()
    copy = Database(folder / "hashq-20260310T120000Z-daily.db")
    assert [row[0] for row in copy.rows("SELECT key FROM meta")] == ["a"]
    copy.close()


def test_a_program_left_open_for_days_makes_each_days_copy(tmp_path, folder):
    hours = iter(range(0, 72, 6))
    database = Database(
        tmp_path / "hashq.db", before_write=DailyCopies(folder, lambda: NOW + DAY * next(hours) / 24)
    )
    for key in range(10):
        with database.transaction():
            database.execute("INSERT INTO meta VALUES (?, '')", (key,))
    database.close()
    assert [name[6:14] for name in names(folder)] == ["20260310", "20260311", "20260312"]


def test_a_damaged_database_is_refused_at_every_write(tmp_path, folder):
    def find_damage(_database) -> None:
        raise DamagedDatabaseError("damaged")

    database = Database(tmp_path / "hashq.db", before_write=find_damage)
    with database.transaction():
        pass  # the first makes the file
    for _ in range(2):
        with pytest.raises(DamagedDatabaseError), database.transaction():
            pass
    database.close()


def test_with_the_clock_set_back_a_days_copy_is_made_once(database, folder):
    make_backup(database.raw, folder, BackupReason.DAILY, NOW + 300 * DAY)
    for minute in range(5):
        keep_daily_copy(database.raw, folder, NOW + timedelta(minutes=minute))
    assert [name for name in names(folder) if "202603" in name] == ["hashq-20260310T120000Z-daily.db"]


def test_what_a_clock_in_the_future_dated_goes_before_the_copy_made_now(database, folder):
    for day in range(KEPT[BackupReason.DAILY]):
        make_backup(database.raw, folder, BackupReason.DAILY, NOW + (300 + day) * DAY)
    made = make_backup(database.raw, folder, BackupReason.DAILY, NOW)
    assert made.exists()
    assert len(names(folder)) == KEPT[BackupReason.DAILY]


def test_of_the_copies_of_one_second_the_first_goes_first(database, folder):
    made = [
        make_backup(database.raw, folder, BackupReason.DAILY, NOW)
        for _ in range(KEPT[BackupReason.DAILY] + 1)
    ]
    assert [copy.exists() for copy in made] == [False, True, True, True]


def test_two_programs_that_copy_to_one_name_do_not_take_each_others_half(database, folder, monkeypatch):
    begun = backups._copy

    def copy_while_another_does(connection, partial):
        begun(connection, partial)
        monkeypatch.setattr(backups, "_copy", begun)
        monkeypatch.setattr(backups, "get_native_id", lambda: 0)  # as in another program
        make_backup(connection, folder, BackupReason.ASKED, NOW)

    monkeypatch.setattr(backups, "_copy", copy_while_another_does)
    made = make_backup(database.raw, folder, BackupReason.ASKED, NOW)
    copy = Database(made)
    assert copy.value("SELECT count(*) FROM cards") == 6
    copy.close()


def test_what_a_killed_copy_left_behind_is_cleared_away(database, folder):
    folder.mkdir()
    abandoned, present = folder / "hashq-a.db.partial", folder / "hashq-b.db.partial"
    for path in (abandoned, present):
        path.write_text("half a copy")
    os.utime(abandoned, (0, 0))
    make_backup(database.raw, folder, BackupReason.ASKED, NOW)
    assert (abandoned.exists(), present.exists()) == (False, True)


def test_a_daily_copy_without_a_place_does_not_stop_study(database, folder):
    folder.write_text("a file where the folder should be")
    keep_daily_copy(database.raw, folder, NOW)
    with pytest.raises(DatabaseError):
        make_backup(database.raw, folder, BackupReason.ASKED, NOW)


def test_no_copy_makes_a_data_folder_that_went_away_anew(database, tmp_path):
    gone = tmp_path / "unmounted"
    keep_daily_copy(database.raw, gone / "backups", NOW)
    assert not gone.exists()


def test_a_damaged_database_is_not_taken_for_a_copy(tmp_path, folder):
    path = tmp_path / "hashq.db"
    database = Database(path)
    with database.transaction():
        database.execute_many("INSERT INTO meta VALUES (?, ?)", [(f"k{i}", "v" * 900) for i in range(90)])
    database.close()
    content = bytearray(path.read_bytes())
    content[-4096 * 8 :] = b"\xee" * 4096 * 8
    path.write_bytes(bytes(content))
    raw = sqlite3.connect(path)
    with pytest.raises(DamagedDatabaseError):
        keep_daily_copy(raw, folder, NOW)
    raw.close()
    assert names(folder) == []
