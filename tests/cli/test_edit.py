"""``hashq edit``: the person's editor at the card's line."""

from __future__ import annotations

import stat
import sys

import pytest

from hashq.errors import ExitCode

NOTE = "#Q One?\nAnswer: 1\n---\n#Q Two?\nAnswer: 2\n"


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that writes down how it was called and then does what a test wants."""

    def make(does: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            f"#!{sys.executable}\nimport pathlib, sys\n"
            f"pathlib.Path({str(tmp_path / 'called')!r}).write_text(' '.join(sys.argv[1:]))\n"
            f"note = pathlib.Path(sys.argv[-1])\n{does}\n"
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", str(script))

    return make


@pytest.fixture
def card(hashq, tmp_path):
    note = tmp_path / "vault" / "n.md"
    note.parent.mkdir()
    note.write_text(NOTE)
    hashq("import", str(note.parent))
    return hashq("cards", "--json", "two").json[0]


def test_the_editor_opens_at_the_cards_line_and_the_note_is_read_again(hashq, editor, card, tmp_path):
    editor("note.write_text(note.read_text().replace('Answer: 2', 'Answer: II'))")
    assert hashq("edit", card["id"]).code == ExitCode.DONE
    assert (tmp_path / "called").read_text() == f"+4 {card['path']}"
    assert hashq("show", "--json", card["id"]).json["answer"] == "II"


def test_what_a_failing_editor_saved_is_read_all_the_same(hashq, editor, card):
    editor("note.write_text(note.read_text().replace('Answer: 2', 'Answer: II')); sys.exit(3)")
    ran = hashq("edit", card["id"])
    assert ran.code == ExitCode.USAGE
    assert "ended with code 3" in ran.err
    assert hashq("show", "--json", card["id"]).json["answer"] == "II"


def test_a_card_that_vanished_from_its_note_is_told(hashq, editor, card):
    editor("note.write_text('#Q One?\\nAnswer: 1\\n')")
    ran = hashq("edit", card["id"])
    assert ran.code == ExitCode.DONE
    assert "retired: Two?" in ran.err
    assert [found["question"] for found in hashq("cards", "--json", "is:retired").json] == ["Two?"]


def test_an_editor_that_is_not_there_is_told(hashq, card, monkeypatch):
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    ran = hashq("edit", card["id"])
    assert ran.code == ExitCode.USAGE
    assert "did not start" in ran.err
    assert "Nothing changed" not in ran.err


def test_a_note_that_is_gone_is_told(hashq, editor, card, tmp_path):
    (tmp_path / "vault" / "n.md").unlink()
    editor("")
    ran = hashq("edit", card["id"])
    assert ran.code == ExitCode.UNREADABLE_INPUT
    assert "not there any more" in ran.err
    assert not (tmp_path / "called").exists()
