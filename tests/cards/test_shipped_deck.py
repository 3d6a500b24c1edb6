"""The deck that ships, read as a person's own notes are: enough cards, no problem, nothing dangling, every part of the format."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashq.notes.reader import VaultImages, find_notes, read_note

if TYPE_CHECKING:
    from hashq.notes.model import Card, Note
    from hashq.problems import Problem

CARDS = Path(__file__).parents[2] / "cards"
LONGEST_OPTION = 120
"""Characters: a quiz refuses longer options."""


def read_deck() -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """Every note of the shipped folder, and every problem met."""
    found = find_notes(CARDS)
    images = VaultImages(CARDS)
    read = [read_note(Path(file.path), images=images) for file in found.files]
    problems = (*found.problems, *(problem for each in read for problem in each.problems))
    return tuple(each.note for each in read if each.note), problems


NOTES, PROBLEMS = read_deck()
DECK = tuple(note for note in NOTES if Path(note.path).parent.name == "CodeDeploy")
ALL = tuple(card for note in DECK for card in note.cards)


def named(card: Card) -> str:
    """A card as a test report names it."""
    return f"line-{card.line}-{card.question[:40]}"


def folded(question: str) -> str:
    """A question without what a reader would not see as a difference."""
    return re.sub(r"[\W_]+", " ", question.lower()).strip()


def test_reading_the_deck_reports_no_problem_at_all() -> None:
    assert [problem.as_json() for problem in PROBLEMS] == []


def test_the_deck_is_worth_an_exam() -> None:
    assert len(ALL) >= 150
    assert len(DECK) == 7
    assert all(len(note.cards) >= 15 for note in DECK)


def test_the_notes_are_read_in_the_order_in_which_they_are_best_learned() -> None:
    """New cards come in the order of the notes, which is that of their names."""
    assert [Path(note.path).stem for note in DECK] == [
        "Components",
        "Configurations",
        "Deployment lifecycle and appspec",
        "Failures and rollbacks",
        "Prediction traps",
        "The agent",
        "Traffic shifting and blue-green",
    ]


def test_nothing_but_the_deck_becomes_cards() -> None:
    assert sum(len(note.cards) for note in NOTES) == len(ALL)


def test_no_line_that_looks_like_a_start_is_lost() -> None:
    written = sum(
        len(re.findall(r"^\s*(?:[-*] )?\*{0,2}#Q", Path(note.path).read_text(encoding="utf-8"), re.MULTILINE))
        for note in DECK
    )
    assert written == len(ALL)


def test_no_question_is_asked_twice() -> None:
    counts = Counter(folded(card.question) for card in ALL)
    assert [question for question, times in counts.items() if times > 1] == []


@pytest.mark.parametrize("card", ALL, ids=named)
def test_every_card_has_question_and_answer(card: Card) -> None:
    assert card.question
    assert card.answer
    assert not card.question.startswith("#")


def test_every_picture_exists_and_every_diagram_is_used() -> None:
    shown = {Path(image.path).name for card in ALL for image in card.images if image.path}
    assert shown == {path.name for path in CARDS.glob("CodeDeploy/images/*.png")}
    assert all(image.path and image.width for card in ALL for image in card.images)


def test_every_wiki_link_leads_to_a_note_of_the_deck() -> None:
    names = {Path(note.path).stem for note in DECK}
    targets = {link for card in ALL for link in card.links}
    targets |= {see.target for card in ALL for see in card.see if not see.target.startswith("https://")}
    assert targets
    assert targets <= names


def test_block_ids_are_unique() -> None:
    ids = [card.block_id for card in ALL if card.block_id]
    assert len(ids) >= 5
    assert len(set(ids)) == len(ids)


def test_every_card_with_options_has_a_key_among_them() -> None:
    with_options = [card for card in ALL if card.options]
    assert len(with_options) >= 25
    for card in with_options:
        labels = {option.label for option in card.options}
        assert card.key, named(card)
        assert set(card.key) <= labels, named(card)
        assert len(card.key) == (
            2 if "two" in card.question.lower() and "choose" in card.question.lower() else 1
        )


def test_options_are_short_and_distinct() -> None:
    for card in ALL:
        texts = [option.text for option in card.options]
        assert len({folded(text) for text in texts}) == len(texts), named(card)
        assert all(len(text) <= LONGEST_OPTION for text in texts), named(card)


def test_right_options_do_not_favour_a_position() -> None:
    """No letter is right in more than half of the questions, so guessing by position does not pay."""
    counts = Counter(card.key[0] for card in ALL if card.options)
    assert max(counts.values()) <= sum(counts.values()) / 2


def test_the_deck_uses_the_whole_format() -> None:
    texts = "\n".join(Path(note.path).read_text(encoding="utf-8") for note in DECK)
    for shape in (
        r"^#Q ",
        r"^#Question:? ",
        r"^\*\*#Q ",
        r"^- #Q ",
        r"^Answer:",
        r"^\*\*Answer\*\*:",
        r"\? Answer: ",
    ):
        assert re.search(shape, texts, re.MULTILINE), shape
    assert sum(len(card.see) for card in ALL) >= 3
    assert any(re.search(r"^Table\. ", card.answer, re.MULTILINE) for card in ALL)
    assert any(re.search(r"^Fig\. ", card.answer, re.MULTILINE) for card in ALL)
    assert all(note.tags and note.aliases for note in DECK)
    assert any(set(card.tags) - {tag for note in DECK for tag in note.tags} for card in ALL)
