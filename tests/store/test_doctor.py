"""The doctor: finds what is wrong, mends what can be built again, says what cannot."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hashq.scheduling.model import Memory, Rating, Review, State
from hashq.scheduling.parameters import DEFAULT_PARAMETERS
from hashq.store.database import Database
from hashq.store.doctor import examine
from hashq.store.memory import read_memory, write_memory
from hashq.store.replay import replayed
from hashq.store.reviews import ReviewLog

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def break_it(database):
    """Changes the database behind the program's back."""

    def break_it(*statements: str) -> None:
        database.raw.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            database.raw.execute(statement)
        database.raw.execute("PRAGMA foreign_keys = ON")

    return break_it


def codes(database) -> list[tuple[str, bool]]:
    return [(finding.code, finding.repaired) for finding in examine(database)]


def test_a_sound_database_gives_no_findings(database):
    assert examine(database) == ()


def test_an_absent_database_is_sound(tmp_path):
    absent = Database(tmp_path / "nowhere" / "hashq.db")
    assert examine(absent) == ()
    assert not (tmp_path / "nowhere").exists()
    absent.close()


def test_memory_that_is_not_what_the_log_gives_is_built_again(database):
    log = ReviewLog(database)
    given = Review("card0", Rating.EASY, NOON, date(2026, 3, 1), 60)
    with database.transaction():
        log.append(given, DEFAULT_PARAMETERS, State.NEW, None)
        write_memory(database, "card1", Memory(State.LEARNING, 0, 2.0, 5.0, due=NOON))
    assert codes(database) == [("memory-differs", True)] * 2
    assert read_memory(database, "card0") == replayed(log.of_card("card0"))
    assert read_memory(database, "card1") == Memory()
    assert examine(database) == ()


def test_a_stale_search_index_is_built_again(database, break_it):
    break_it(
        "DROP TRIGGER texts_changed_in_search",
        "UPDATE texts SET question = 'Which zebra?' WHERE number = 1",
    )
    assert codes(database) == [("schema-differs", True), ("search-stale", True)]
    assert database.value("SELECT rowid FROM search WHERE search MATCH 'zebra'") == 1
    assert examine(database) == ()


@pytest.mark.parametrize("kind", ["TRIGGER", "INDEX"])
def test_every_missing_trigger_and_index_is_made_again(database, break_it, kind):
    names = [
        row[0]
        for row in database.rows(
            "SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL", (kind.lower(),)
        )
    ]
    assert len(names) >= 7
    break_it(*(f"DROP {kind} {name}" for name in names))
    assert codes(database) == [("schema-differs", True)] * len(names)
    assert examine(database) == ()


def test_an_index_over_other_columns_is_made_anew(database, break_it):
    break_it("DROP INDEX cards_by_note", "CREATE INDEX cards_by_note ON cards (line)")
    assert codes(database) == [("schema-differs", True)]
    assert examine(database) == ()


def test_a_column_too_many_is_told_and_left(database, break_it):
    break_it("ALTER TABLE meta ADD COLUMN more TEXT")
    assert codes(database) == [("schema-differs", False)]


def test_rows_that_refer_to_nothing_are_told_and_left(database, break_it):
    break_it(
        "INSERT INTO fingerprints VALUES ('nowhere', 'question', 'h', '')",
        "DELETE FROM texts WHERE number = 2",
    )
    assert codes(database) == [("lonely-row", False), ("text-missing", False)]


def test_a_file_damaged_inside_is_told_with_the_way_back(tmp_path):
    path = tmp_path / "hashq.db"
    database = Database(path)
    with database.transaction():
        database.execute_many("INSERT INTO meta VALUES (?, ?)", [(f"k{i}", "v" * 900) for i in range(90)])
    database.close()
    content = bytearray(path.read_bytes())
    content[-4096 * 8 :] = b"\xee" * 4096 * 8
    path.write_bytes(bytes(content))
    damaged = Database(path)
    findings = examine(damaged)
    damaged.close()
    assert findings
    assert all(finding.code == "damaged" and "restore" in finding.hint for finding in findings)
