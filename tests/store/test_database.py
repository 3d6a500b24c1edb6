"""The connection: what opening makes, what a transaction promises, what each failure says."""

from __future__ import annotations

import sqlite3

import pytest

from hashq.errors import DatabaseError
from hashq.store.database import Database, require_sqlite
from hashq.store.schema import APPLICATION_ID, VERSION


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "hashq.db"


def write_meta(database: Database, key: str = "theme", value: str = "dark") -> None:
    with database.transaction():
        database.execute("INSERT INTO meta VALUES (?, ?)", (key, value))


def test_a_missing_database_reads_as_an_empty_one_and_nothing_is_made(path):
    database = Database(path)
    assert database.rows("SELECT * FROM cards") == []
    database.close()
    assert not path.parent.exists()


def test_the_first_write_makes_the_database(path):
    database = Database(path)
    write_meta(database)
    database.close()
    again = Database(path)
    assert again.value("SELECT value FROM meta WHERE key = 'theme'") == "dark"
    assert again.value("PRAGMA user_version") == VERSION
    assert again.value("PRAGMA application_id") == APPLICATION_ID
    again.close()


def test_commits_are_durable_and_foreign_keys_hold(path):
    database = Database(path)
    write_meta(database)
    assert database.value("PRAGMA journal_mode") == "wal"
    assert database.value("PRAGMA synchronous") == 2
    assert database.value("PRAGMA foreign_keys") == 1
    database.close()


def test_a_transaction_that_raises_stores_nothing(path):
    database = Database(path)
    with pytest.raises(DatabaseError, match="constraint"), database.transaction():
        database.execute_many("INSERT INTO meta VALUES (?, ?)", [("a", "b"), ("a", "c")])
    assert database.rows("SELECT * FROM meta") == []
    database.close()


def test_writing_outside_of_a_transaction_is_a_mistake_of_ours(path):
    database = Database(path)
    with pytest.raises(RuntimeError):
        database.execute("INSERT INTO meta VALUES ('a', 'b')")
    database.close()


def test_two_programs_that_both_make_the_database_share_one(path):
    first, second = Database(path), Database(path)
    write_meta(first, "a")
    write_meta(second, "b")
    assert [row["key"] for row in first.rows("SELECT key FROM meta ORDER BY key")] == ["a", "b"]
    first.close()
    second.close()


def test_a_database_of_a_newer_program_is_refused_and_untouched(path):
    database = Database(path)
    write_meta(database)
    database.close()
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    raw.close()
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in path.parent.iterdir()}
    with pytest.raises(DatabaseError, match="newer than this program") as refusal:
        Database(path)
    assert "Update hashq" in refusal.value.remedy
    assert before == {
        file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in path.parent.iterdir()
    }


def test_another_programs_sqlite_file_is_refused(path):
    path.parent.mkdir()
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE theirs (x)")
    raw.close()
    with pytest.raises(DatabaseError, match="not made by hashq"):
        Database(path)


@pytest.mark.parametrize("content", [b"not a database at all", b"x" * 5000, b"SQLite format 3\x00 cut"])
def test_a_file_that_is_no_database_is_refused_with_a_remedy(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DatabaseError) as refusal:
        Database(path)
    assert "restore" in refusal.value.remedy
    assert path.read_bytes() == content


def test_a_database_damaged_inside_says_so(path):
    database = Database(path)
    with database.transaction():
        database.execute_many("INSERT INTO meta VALUES (?, ?)", [(f"k{i}", "v" * 500) for i in range(500)])
    database.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(bytes(content))
    with pytest.raises(DatabaseError, match="damaged"):
        Database(path).rows("SELECT * FROM meta")


def test_a_locked_database_says_who_to_wait_for(path):
    first = Database(path)
    write_meta(first)
    second = Database(path, busy_timeout_ms=50)
    with first.transaction():
        with pytest.raises(DatabaseError, match="another program is writing"):
            write_meta(second, "b")
        assert second.value("SELECT count(*) FROM meta") == 1
    write_meta(second, "b")
    first.close()
    second.close()


def test_a_full_disk_loses_nothing_that_was_stored(path):
    database = Database(path)
    write_meta(database)
    pages = database.value("PRAGMA page_count")
    database.value(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DatabaseError, match="disk is full"), database.transaction():
        database.execute_many("INSERT INTO meta VALUES (?, ?)", [(f"k{i}", "v" * 500) for i in range(500)])
    assert database.value("SELECT count(*) FROM meta") == 1
    database.value("PRAGMA max_page_count = 100000")
    write_meta(database, "b")
    database.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError) as refusal:
        Database(tmp_path / "file" / "hashq.db")
    assert str(tmp_path / "file") in refusal.value.place


def test_a_database_that_may_only_be_read_says_so(path):
    database = Database(path)
    write_meta(database)
    database.value("PRAGMA query_only = ON")
    with pytest.raises(DatabaseError, match="cannot be written to"):
        write_meta(database, "b")
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews SET rating = 4",
        "DELETE FROM reviews",
        "UPDATE actions SET changes = '[]'",
        "DELETE FROM actions",
        "DELETE FROM cards",
    ],
)
def test_history_cannot_be_rewritten(path, statement):
    database = Database(path)
    with database.transaction():
        database.execute("INSERT INTO sources (path, kind, added_at) VALUES ('/n', 'folder', '')")
        database.execute(
            "INSERT INTO notes (source_id, path, deck, size, mtime_ns, sha256, reader_version)"
            " VALUES (1, '/n/a.md', 'n', 0, 0, '', 1)"
        )
        database.execute(
            "INSERT INTO cards (id, note_id, deck, position, line, end_line, has_answer, created_at)"
            " VALUES ('a', 1, 'n', 0, 1, 2, 1, '')"
        )
        database.execute(
            "INSERT INTO reviews (card_id, kind, rating, reviewed_at, study_day, utc_offset_minutes)"
            " VALUES ('a', 'review', 3, '', '', 0)"
        )
        database.execute("INSERT INTO actions (kind, at, after_review, changes) VALUES ('flag', '', 0, '[]')")
    with pytest.raises(DatabaseError, match="never"), database.transaction():
        database.execute(statement)
    database.close()


def test_the_search_index_follows_every_change_of_text(path):
    database = Database(path)

    def found(word: str) -> int:
        return database.value("SELECT count(*) FROM search WHERE search MATCH ?", (word,))

    with database.transaction():
        database.execute("INSERT INTO sources (path, kind, added_at) VALUES ('/n', 'folder', '')")
        database.execute(
            "INSERT INTO notes (source_id, path, deck, size, mtime_ns, sha256, reader_version)"
            " VALUES (1, '/n/a.md', 'n', 0, 0, '', 1)"
        )
        database.execute(
            "INSERT INTO cards (id, note_id, deck, position, line, end_line, has_answer, created_at)"
            " VALUES ('a', 1, 'n', 0, 1, 2, 1, '')"
        )
        database.execute(
            "INSERT INTO texts (number, question, answer) VALUES (1, 'Wo liegt Zürich?', 'south')"
        )
    assert found("zurich") == 1
    with database.transaction():
        database.execute("UPDATE texts SET question = 'Where?'")
    assert found("zurich") == 0
    assert found("where") == found("sou*") == 1
    with database.transaction():
        database.execute("DELETE FROM texts")
    assert found("where") == 0
    database.close()


def test_an_sqlite_without_strict_tables_is_refused_by_name():
    with pytest.raises(DatabaseError, match=r"SQLite 3\.36\.0, which is too old"):
        require_sqlite((3, 36, 0))
    require_sqlite((3, 37, 0))


def test_what_is_read_together_is_of_one_moment(path):
    database, other = Database(path), Database(path)
    write_meta(database)
    with database.reading():
        write_meta(other, "another", "program")
        assert database.value("SELECT count(*) FROM meta") == 1
    assert database.value("SELECT count(*) FROM meta") == 2
    other.close()
    database.close()
