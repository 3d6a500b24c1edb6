"""export: every card with its history, in three forms."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from hashq.cli.export_formats import as_markdown
from hashq.notes.parser import parse_note
from hashq.study.exporting import ExportedCard
from hashq.study.library import check

ROOT = Path(__file__).parents[2]


@pytest.fixture
def rated(hashq, cards):
    hashq("rate", cards[0], "again", "--at", "2026-03-01T10:00:00Z")
    hashq("rate", cards[0], "good", "--at", "2026-03-02T10:00:00Z")
    hashq("rate", cards[1], "easy", "--at", "2026-03-02T10:00:00Z")
    hashq("undo")
    return cards


def test_json_has_every_card_with_what_is_in_effect(hashq, rated, tmp_path):
    file = tmp_path / "out.json"
    ran = hashq("export", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert "2 reviews" in ran.err
    document = {card["id"]: card for card in json.loads(file.read_text())["cards"]}
    assert {card["id"]: card["question"] for card in hashq("cards", "--json").json} == {
        id_: card["question"] for id_, card in document.items()
    }
    history = document[rated[0]]["history"]
    assert [entry["rating"] for entry in history] == ["again", "good"]
    assert history[0]["at"] == "2026-03-01T10:00:00.000Z"
    assert history[0]["study_day"] == "2026-03-01"
    assert document[rated[1]]["history"] == []


def test_csv_has_a_row_a_card(hashq, rated, tmp_path):
    file = tmp_path / "out.csv"
    assert hashq("export", str(file)).code == 0
    with file.open(encoding="utf-8", newline="") as opened:
        rows = {row["id"]: row for row in csv.DictReader(opened)}
    assert len(rows) == 3
    assert rows[rated[0]]["history"] == "2026-03-01T10:00:00.000Z again; 2026-03-02T10:00:00.000Z good"
    assert rows[rated[0]]["reviews"] == "2"


def test_markdown_tells_each_cards_history(hashq, rated, tmp_path):
    file = tmp_path / "out.md"
    assert hashq("export", str(file)).code == 0
    assert f"%% {rated[0]}: 2026-03-01 again, 2026-03-02 good %%" in file.read_text()


@pytest.mark.parametrize("notes", [ROOT / "cards", None], ids=["shipped", "sample"])
def test_markdown_is_read_again_as_the_same_cards(notes, request):
    folder = notes or request.getfixturevalue("sample_notes")
    before = check([folder], shipped=False).cards
    text = as_markdown([ExportedCard(card, ()) for card in before])
    after = parse_note(text, "export.md").cards
    assert [told(card) for card in after] == [told(card) for card in before]


def told(card):
    return card.question, card.answer, card.options, card.key, card.see, set(card.tags)


def test_text_that_looks_like_something_else_is_exported_as_it_is(hashq, home, tmp_path):
    note = tmp_path / "odd.md"
    note.write_text(
        '#Q =SUM(A1:A3) means?\n#über/tag\nAnswer: -1, "quoted";\n\n日本 🎉\n\n#Q How does a card start?\nAnswer: #Q and its question\n'
        "\n#Q Which?\na. one\nb. two\nAnswer: b\nSee: [[Other|there]]\n"
    )
    hashq("import", str(note))
    before = {card["question"]: card for card in hashq("cards", "--json").json}
    for form in ("md", "csv"):
        hashq("export", str(tmp_path / f"out.{form}"))
    after = parse_note((tmp_path / "out.md").read_text(), "out.md").cards
    assert {card.question: (card.answer, list(card.tags), list(card.key)) for card in after} == {
        question: (card["answer"], card["tags"], card["key"]) for question, card in before.items()
    }
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as opened:
        rows = {row["question"]: row for row in csv.DictReader(opened)}
    assert {question: row["answer"] for question, row in rows.items()} == {
        question: card["answer"] for question, card in before.items()
    }
    assert (rows["Which?"]["options"], rows["Which?"]["key"]) == ("a. one\nb. two", "b")
    assert rows["Which?"]["see"] == "there <Other>"


def test_retired_cards_are_exported_too(hashq, rated, tmp_path):
    note = Path(hashq("show", rated[0], "--json").json["path"])
    note.write_text("#Q Something else entirely, asked alone?\nAnswer: Yes.\n")
    hashq("import", "--retire")
    file = tmp_path / "out.json"
    hashq("export", str(file))
    retired = {card["id"]: card["retired"] for card in json.loads(file.read_text())["cards"]}
    assert retired[rated[0]] is True


def test_a_package_for_anki_is_refused_for_now(hashq, cards, tmp_path):
    ran = hashq("export", str(tmp_path / "out.apkg"))
    assert ran.code == 2
    assert ".csv" in ran.err
    assert not (tmp_path / "out.apkg").exists()


def test_a_note_of_the_library_is_never_written_over(hashq, cards):
    note = Path(hashq("show", cards[0], "--json").json["path"])
    before = note.read_bytes()
    assert hashq("export", str(note)).code == 2
    assert note.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(hashq, cards, tmp_path):
    ran = hashq("export", str(tmp_path / "nowhere" / "out.json"))
    assert ran.code != 0
    assert "nowhere" in ran.err
