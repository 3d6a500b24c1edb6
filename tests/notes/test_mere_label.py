"""An answer that is nothing but a label or a number is an answer, not an empty item of a list."""

from __future__ import annotations

import pytest

from hashq.notes.parser import parse_note

OPTIONS = "(a) one\n(b) two\n"


@pytest.mark.parametrize("answer", ["(b)", "b)", "(B)"])
def test_a_letter_alone_is_the_key(answer: str) -> None:
    (card,) = parse_note(f"#Q Which one?\n{OPTIONS}Answer: {answer}\n", "note.md").cards
    assert (card.key, card.answer) == (("b",), answer)


@pytest.mark.parametrize("why", ["", "\n\nOne for each region's third."])
def test_a_number_with_a_full_stop_is_an_answer(why: str) -> None:
    (card,) = parse_note(f"#Q How many zones?\nAnswer: 3.{why}\n", "note.md").cards
    assert card.answer == f"3.{why}"


def test_an_empty_item_below_the_marker_is_no_answer() -> None:
    note = parse_note("#Q How many zones?\nAnswer:\n1.\n", "note.md")
    assert note.cards[0].answer == ""
    assert [problem.code for problem in note.problems] == ["empty-answer"]


def test_an_empty_item_among_others_is_still_dropped() -> None:
    (card,) = parse_note("#Q Which?\nAnswer:\n1. one\n2.\n", "note.md").cards
    assert card.answer == "1. one"
