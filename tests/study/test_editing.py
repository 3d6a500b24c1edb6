"""Editing a card where it lives: the file it is, and writing to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashq.errors import UnreadableInputError
from hashq.scheduling.model import Rating
from hashq.study.editing import EditError, open_text, save_text

NOTE = (
    "#Q What is a revision?\r\nAnswer: What is deployed.\r\n![[flow.png]]\r\n---\r\n#Q Two?\r\nAnswer: 2\r\n"
)


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    folder = tmp_path / "shipped"
    (folder / "AWS").mkdir(parents=True)
    (folder / "AWS" / "CodeDeploy.md").write_bytes(NOTE.encode())
    (folder / "AWS" / "flow.png").write_bytes(b"\x89PNG")
    (folder / "ECS.md").write_text("#Q Three?\nAnswer: 3\n")
    monkeypatch.setattr("hashq.paths.shipped_decks", lambda: folder)
    return folder


@pytest.fixture
def with_shipped(shipped, opened):
    services = opened()
    services.library.add_shipped_deck()
    return services


def test_a_shipped_note_is_copied_with_its_pictures_and_read_from_there_on(with_shipped, shipped, home):
    library = with_shipped.library
    (card,) = library.cards("revision")
    with_shipped.study.rate_card(card.id, Rating.GOOD)
    before = {(card.id, card.deck, card.question) for card in library.cards()}
    own = library.own_note(card.path)
    assert own == str((home / "notes" / "AWS" / "CodeDeploy.md").resolve())
    assert Path(own).read_bytes() == NOTE.encode()
    assert (home / "notes" / "AWS" / "flow.png").is_file()
    Path(own).write_bytes(NOTE.replace("deployed", "rolled out").encode())
    library.import_paths([Path(own)])
    library.import_paths()
    assert {(card.id, card.deck, card.question) for card in library.cards()} == before
    changed = library.card(card.id)
    assert (changed.path, changed.reviews) == (own, 1)
    assert "rolled out" in changed.answer
    assert (shipped / "AWS" / "CodeDeploy.md").read_bytes() == NOTE.encode()


def test_a_copy_is_made_once(with_shipped):
    (card,) = with_shipped.library.cards("revision")
    own = with_shipped.library.own_note(card.path)
    assert with_shipped.library.own_note(own) == own
    assert len(with_shipped.library.cards()) == 3


def test_a_note_of_the_persons_own_is_edited_as_it_is(opened, tmp_path):
    note = tmp_path / "n.md"
    note.write_text("#Q One?\nAnswer: 1\n")
    services = opened()
    services.library.import_paths([note])
    assert services.library.own_note(str(note)) == str(note)


def test_a_note_that_is_gone_is_told(opened, tmp_path):
    with pytest.raises(UnreadableInputError, match="not there any more"):
        opened().library.own_note(str(tmp_path / "gone.md"))


def test_a_note_is_written_whole_and_only_where_it_was_edited(tmp_path):
    note = tmp_path / "n.md"
    note.write_bytes(b"\xef\xbb\xbf" + NOTE.encode())
    text, before = open_text(str(note))
    save_text(str(note), text, text.shown.replace("Two", "Zwei"), before)
    assert note.read_bytes() == b"\xef\xbb\xbf" + NOTE.replace("Two", "Zwei").encode()
    assert list(tmp_path.iterdir()) == [note]


def test_what_another_program_wrote_meanwhile_is_not_lost(tmp_path):
    note = tmp_path / "n.md"
    note.write_text("one\n")
    text, before = open_text(str(note))
    note.write_text("another\n")
    with pytest.raises(EditError, match="another program"):
        save_text(str(note), text, "mine\n", before)
    assert note.read_text() == "another\n"


def test_nothing_is_written_when_nothing_changed(tmp_path):
    note = tmp_path / "n.md"
    note.write_text("one\n")
    text, before = open_text(str(note))
    stamp = note.stat().st_mtime_ns
    assert save_text(str(note), text, text.shown, before) == before
    assert note.stat().st_mtime_ns == stamp


def test_a_note_that_may_not_be_written_is_not_written_around(tmp_path):
    note = tmp_path / "n.md"
    note.write_text("one\n")
    note.chmod(0o444)
    text, before = open_text(str(note))
    with pytest.raises(EditError, match="cannot be written"):
        save_text(str(note), text, "two\n", before)
    assert note.read_text() == "one\n"


def test_a_note_that_went_while_it_was_edited_is_told_and_not_made_anew(tmp_path):
    note = tmp_path / "n.md"
    note.write_text("one\n")
    text, before = open_text(str(note))
    note.unlink()
    with pytest.raises(EditError, match="not there any more"):
        save_text(str(note), text, "two\n", before)
    assert not note.exists()
