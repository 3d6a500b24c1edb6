"""What holds for every text: it is read without raising, nothing of a card is lost, and line endings do not matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hashq.notes.lines import split_lines
from hashq.notes.parser import parse_note

if TYPE_CHECKING:
    from random import Random

    from hashq.notes.model import Card

PATH = "/vault/Note.md"

STARTS = [
    "#Q What is it?", "#Question: Which?", "**#Q What is bold?**", "- #Q In a list?", "\t#Q Indented", "#Q",
    "#Q Can it? Answer: Yes.", "#Q What? It is prose.", "#Q What? #Tag", "#Q Which of the following two? (Choose two)",
]  # fmt: skip
BODIES = [
    "Answer:", "Answer: one two", "**Answer**: three", "* Answer: four", "> Answer: five", "Answer is six", "  Answer; seven",
    "See:", "See: [label](https://x.y/z)", "See [[Wiki|shown]] and more", "See: only prose", "See: ![[Pic.png|30]]",
    "(a) first", "(b) second", "A) upper", "B) second upper", "1. number", "2. another", "  going on", "- item", "-", "\t- deep",
    "| a | b |", "|---|---|", "| c | d |", "| | |", "Table. caption", "Fig. caption", "![[Pic.png]]", "![alt](Pic.png)",
    "```", "```python", "~~~", "plain words here", "asks this?", "", "", "#Lone", "with a #Tag inside", "ends ^block-id",
    "**References**", "*Resources for it*", "_Resources_", "__References for it__:", "Created on 2023-01-02", "> quoted", "***", "===", "[[Link]] https://a.b/c",
    "**Answer: bold until here** then", "Answer.", "see also: [[Other]]", "[only](https://link)", "- [item](https://link)", "3.",
]  # fmt: skip
ENDS = ["---", "--- ", "# Heading", "## Another"]

LINES = st.lists(st.sampled_from(STARTS + BODIES * 2 + ENDS), max_size=25)
NOTES = LINES.map("\n".join)
WORD = re.compile(r"[^\W_]+")
EXCUSED = {"q", "question", "answer", "answers", "is", "see", "also", "and", "or"}
"""Words of starts, markers and empty ``See`` lines, and what joins links."""
NUMBERS = re.compile(r"^\s*(?:\d+\.)\s*$")
PLACE = re.compile(r"^\s*\d+\.\s+")


def words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)} - EXCUSED


def everything(card: Card) -> set[str]:
    parts = [card.question, card.answer, card.block_id or "", *card.tags, *card.links]
    parts += [f"{see.label} {see.target}" for see in card.see]
    parts += [f"{option.label} {option.text}" for option in card.options]
    return words(" ".join(parts))


def without_place(line: str, card: Card) -> str:
    """The line; of a link in a numbered list of links what stands behind its number."""
    linked = PLACE.sub("", line)
    return linked if linked.strip() in {see.label for see in card.see} else line


def span(text: str, card: Card) -> list[str]:
    return split_lines(text)[card.line - 1 : card.end_line]


@given(st.text())
def test_no_text_makes_the_parser_raise(text: str) -> None:
    parse_note(text, PATH)
    parse_note("#Q " + text, PATH)


@given(st.text(alphabet="#Q?:*_`~-+>|![](){}^.&\t\r\n \xa0ab1AeEsSwrn"))
@example("#Q \n**Answer")
@example("**#Q**")
@example("#Q ?\n|\n|-|")
def test_no_text_of_signs_makes_the_parser_raise(text: str) -> None:
    parse_note(text.replace("A", "Answer").replace("S", "See").replace("Q", "#Q "), PATH)


@settings(max_examples=3 * settings.default.max_examples)
@given(NOTES)
@example("#Q What is it?\n**References**\n1. number")
def test_every_word_of_a_card_is_in_its_question_answer_or_parts(text: str) -> None:
    for card in parse_note(text, PATH).cards:
        for line in span(text, card):
            if not NUMBERS.match(line):
                told = without_place(line, card).replace("**References**", "").replace("_Resources_", "")
                lost = words(told) - everything(card)
                assert not lost, (line, card)


@given(NOTES)
def test_cards_share_no_line_and_stand_in_order(text: str) -> None:
    past = 0
    for card in parse_note(text, PATH).cards:
        assert past < card.line <= card.end_line
        past = card.end_line


@given(LINES, st.randoms(use_true_random=False))
def test_parsing_is_independent_of_line_endings(lines: list[str], random: Random) -> None:
    plain = parse_note("\n".join(lines), PATH)
    assert parse_note("\r\n".join(lines), PATH) == plain
    assert parse_note("\r".join(lines), PATH) == plain
    mixed = "".join(line + random.choice(["\n", "\r\n"]) for line in lines)
    assert parse_note(mixed, PATH) == plain


@given(NOTES)
def test_a_final_newline_and_a_byte_order_mark_change_nothing(text: str) -> None:
    plain = parse_note(text, PATH)
    assert parse_note(text + "\n", PATH) == plain
    assert parse_note("\ufeff" + text, PATH) == plain


@given(NOTES)
def test_fields_are_trimmed_and_places_are_of_this_note(text: str) -> None:
    note = parse_note(text, PATH)
    height = len(split_lines(text))
    for card in note.cards:
        assert card.question == card.question.strip()
        assert card.answer == card.answer.strip()
        assert set(card.key) <= {option.label for option in card.options}
    assert all(problem.path == PATH and 0 < problem.line <= height for problem in note.problems)


@given(NOTES)
def test_a_card_without_an_answer_is_reported(text: str) -> None:
    note = parse_note(text, PATH)
    reported = {problem.line for problem in note.problems if problem.code == "empty-answer"}
    assert reported == {card.line for card in note.cards if not card.answer}
