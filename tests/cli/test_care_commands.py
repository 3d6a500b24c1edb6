"""doctor, backup and restore, and what every command says of an unusable database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from hashq.store.schema import VERSION


def test_the_doctor_finds_nothing_in_a_sound_database(hashq, cards):
    ran = hashq("doctor", "--json")
    assert (ran.code, ran.json) == (0, {"ok": True, "findings": []})
    assert hashq("doctor").out == "The database is sound.\n"


def test_the_doctor_makes_no_database(hashq, home):
    assert hashq("doctor", "--json").json["ok"] is True
    assert not home.exists()


def test_the_doctor_mends_a_wrong_memory_and_says_so(hashq, cards, home):
    with sqlite3.connect(home / "hashq.db") as raw:
        raw.execute("UPDATE cards SET state = 'review', stability = 3.0 WHERE id = ?", (cards[0],))
    raw.close()
    found = hashq("doctor", "--json")
    assert (found.code, found.json["ok"]) == (0, True)
    assert [(f["code"], f["repaired"]) for f in found.json["findings"]] == [("memory-differs", True)]
    assert hashq("doctor", "--json").json["findings"] == []


def test_the_doctor_tells_of_a_database_that_cannot_be_opened(hashq, home):
    home.mkdir()
    (home / "hashq.db").write_bytes(b"nonsense" * 1000)
    ran = hashq("doctor", "--json")
    assert ran.code == 4
    assert ran.json["ok"] is False
    assert "restore" in ran.json["findings"][0]["hint"]
    assert "needs your attention" in hashq("doctor").out


def test_a_backup_brings_everything_back(hashq, cards):
    hashq("rate", cards[0], "good")
    copy = hashq("backup").out.strip()
    hashq("rate", cards[1], "good")
    ran = hashq("restore", copy, "--json")
    assert ran.code == 0
    assert hashq("stats", "--json").json["reviews"] == 1
    assert Path(ran.json["kept"]).exists()
    hashq("restore", ran.json["kept"])
    assert hashq("stats", "--json").json["reviews"] == 2


def test_there_is_no_backup_of_nothing(hashq, home):
    assert hashq("backup").code == 4
    assert not home.exists()


@pytest.mark.parametrize(("content", "code"), [(None, 3), (b"", 3), (b"nonsense", 4)])
def test_what_is_no_copy_is_not_restored(hashq, cards, tmp_path, content, code):
    file = tmp_path / "copy.db"
    if content is not None:
        file.write_bytes(content)
    assert hashq("restore", str(file)).code == code
    assert hashq("due", "--json").json["total"] == 2


def damaged(path: Path) -> None:
    path.write_bytes(b"nonsense" * 1000)


def newer(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    raw.close()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [damaged, newer, a_folder])
@pytest.mark.parametrize(
    "arguments",
    [("due",), ("due", "--json"), ("rate", "x", "good"), ("undo",), ("stats",), ("cards",), ("import",)],
    ids=" ".join,
)
def test_an_unusable_database_is_told_with_a_remedy_and_left_alone(hashq, cards, home, spoil, arguments):
    path = home / "hashq.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    ran = hashq(*arguments)
    assert ran.code == 4
    assert ran.out == ""
    assert str(path) in ran.err
    assert len(ran.err.splitlines()) == 2
    assert before == (path.read_bytes() if path.is_file() else None)
