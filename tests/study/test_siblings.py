"""Siblings keep their histories, and stay apart."""

from __future__ import annotations

import pytest

from hashq.cli.export_formats import as_markdown
from hashq.notes.parser import parse_note
from hashq.scheduling.model import Rating
from hashq.study.exporting import exported

CLOZE = (
    "#Q What happens?\n%% hashq: cloze %%\nAnswer: ==Output== of one program becomes ==input== of the next.\n"
)
ROWS = "#Q Digits?\n%% hashq: rows %%\n\n| Digit | Right |\n|--|--|\n| 4 | read |\n| 2 | write |\n"
REVERSED = "#Q Which key? %% hashq: reversed %%\nAnswer: Ctrl-C\n"


@pytest.fixture
def services(opened):
    return opened()


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "vault" / "note.md"
    path.parent.mkdir()
    path.write_text(f"{CLOZE}\n---\n{ROWS}\n---\n{REVERSED}")
    return path


def by_answer(services):
    return {card.answer: card.id for card in services.library.cards()}


def test_importing_twice_changes_nothing(services, note):
    first = services.library.import_paths([note.parent])
    before = services.library.cards()
    note.write_text(note.read_text() + "\n")
    second = services.library.import_paths([note.parent])
    assert (first.new, second.unchanged, second.changes) == (6, 6, ())
    assert services.library.cards() == before


def test_one_sibling_of_a_family_a_day(services, note):
    services.library.import_paths([note.parent])
    session = services.study.start()
    shown = []
    while session.current is not None:
        shown.append(services.library.card(session.current.id).line)
        session, _ = services.study.rate(session, Rating.EASY, 1000)
    assert sorted(shown) == sorted(set(shown))
    assert len(shown) == 3
    assert services.study.due().total == 0


def test_rewording_around_the_holes_keeps_each_hole(services, note):
    services.library.import_paths([note.parent])
    before = by_answer(services)
    note.write_text(note.read_text().replace("of the next", "of the following one"))
    report = services.library.import_paths([note.parent])
    assert (report.reworded, report.new, report.retired) == (2, 0, 0)
    assert by_answer(services) == before


def test_another_hole_in_the_place_of_one_is_another_card(services, note):
    services.library.import_paths([note.parent])
    before = by_answer(services)
    note.write_text(note.read_text().replace("==Output== of one", "Output of ==one=="))
    services.library.import_paths([note.parent], retire=True)
    after = by_answer(services)
    assert after["one"] != before["Output"]
    assert after["input"] == before["input"]


def test_a_card_replaced_by_its_holes_comes_back_with_them_gone(services, note):
    plain = CLOZE.replace("%% hashq: cloze %%\n", "")
    note.write_text(plain)
    services.library.import_paths([note.parent])
    (whole,) = services.library.cards()
    note.write_text(CLOZE)
    services.library.import_paths([note.parent], retire=True)
    assert whole.id not in {card.id for card in services.library.cards()}
    note.write_text(plain)
    services.library.import_paths([note.parent], retire=True)
    assert [card.id for card in services.library.cards()] == [whole.id]


def test_exported_markdown_is_read_again_as_the_same_cards(services, note):
    services.library.import_paths([note.parent])
    after = parse_note(as_markdown(exported(services)), "export.md").cards
    told = [(card.kind, card.question, card.answer) for card in after]
    assert told == [(card.kind, card.question, card.answer) for card in services.library.cards()]


def test_an_anchor_is_written_for_the_card_that_stands_in_the_note(services, note):
    services.library.import_paths([note.parent])
    done = services.library.anchors([note.parent], write=True)
    assert done.problems == ()
    (anchor,) = done.written
    assert services.library.card(anchor.id).kind == "basic"
    assert f"Ctrl-C ^{anchor.id}" in note.read_text()
    assert len(services.library.cards()) == 6
