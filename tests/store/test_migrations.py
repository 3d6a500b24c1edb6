"""Older databases: brought up to date whole, or left as they were."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from hashq.errors import DatabaseError
from hashq.store import migrations
from hashq.store.database import Database
from hashq.store.doctor import examine
from hashq.store.migrations import MIGRATIONS, Migration, migrate
from hashq.store.schema import VERSION
from hashq.store.tallies import Hour, studied_by_hour


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


@pytest.fixture
def first(tmp_path):
    """A database as version 1 made it, with a review, and another that was taken back."""
    older = tmp_path / "first" / "hashq.db"
    older.parent.mkdir()
    raw = sqlite3.connect(older)
    raw.executescript(Path(__file__).with_name("schema_1.sql").read_text(encoding="utf-8"))
    raw.executescript(
        """
        INSERT INTO sources (path, kind, added_at) VALUES ('/notes', 'folder', '');
        INSERT INTO notes (source_id, path, deck, size, mtime_ns, sha256, reader_version)
            VALUES (1, '/notes/aws.md', 'aws', 0, 0, '', 1);
        INSERT INTO cards (id, note_id, deck, position, line, end_line, has_answer, created_at)
            VALUES ('a', 1, 'aws', 0, 1, 2, 1, ''), ('b', 1, 'aws', 1, 3, 4, 1, '');
        INSERT INTO texts (number, question, answer) SELECT number, id, id FROM cards;
        INSERT INTO reviews (card_id, kind, rating, undoes, reviewed_at, study_day, utc_offset_minutes, state_before)
            VALUES ('a', 'review', 3, NULL, '2026-03-01T12:00:00.000Z', '2026-03-01', 60, 'new'),
                   ('b', 'review', 1, NULL, '2026-03-01T12:00:00.000Z', '2026-03-01', 60, 'new'),
                   ('b', 'undo', NULL, 2, '2026-03-01T12:00:00.000Z', '2026-03-01', 60, NULL);
        """
    )
    raw.close()
    return older


def test_a_database_of_the_first_version_becomes_what_a_new_one_is(first):
    database = Database(first)
    assert version(database) == VERSION
    assert [finding.code for finding in examine(database)] == [
        "memory-differs"
    ]  # its cards were never rated here
    assert studied_by_hour(database, None, date(2026, 3, 2)) == [Hour(13, 1, 0)]
    database.close()


ENDLESS = """
import sys
from pathlib import Path
from hashq.store.database import connect
from hashq.store.migrations import MIGRATIONS, Migration, migrate

def upgrade_and_never_end(database):
    MIGRATIONS[0].apply(database)
    print("begun", flush=True)
    database.execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n").fetchall()

path = Path(sys.argv[1])
migrate(connect(path), path, [Migration(2, upgrade_and_never_end)])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
@pytest.mark.parametrize("end", ["SIGINT", "SIGKILL"])
def test_an_upgrade_that_is_interrupted_or_killed_loses_nothing_and_begins_again(first, end):
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(first)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "begun\n"
        process.send_signal(getattr(signal, end))
        said = process.stderr.read()
    assert process.returncode == -getattr(signal, end), said
    left = sqlite3.connect(first)
    assert left.execute("PRAGMA user_version").fetchone() == (1,)
    assert left.execute("SELECT count(*) FROM reviews").fetchone() == (3,)
    assert left.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'day_tallies'").fetchone() == (0,)
    left.close()
    again = Database(first)
    assert (version(again), again.value("SELECT count(*) FROM reviews")) == (VERSION, 3)
    again.close()


def test_the_upgrade_of_a_large_library_says_that_it_takes_long_and_that_nothing_is_lost(
    first, monkeypatch, caplog
):
    monkeypatch.setattr(migrations, "LARGE", 1)
    Database(first).close()
    (told,) = caplog.messages
    assert "brought up to date, once" in told
    assert "Nothing can be lost" in told


def test_the_upgrade_of_a_small_library_is_silent(first, caplog):
    Database(first).close()
    assert caplog.messages == []
