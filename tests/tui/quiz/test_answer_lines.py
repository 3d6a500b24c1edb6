"""The options of a question as lines."""

from __future__ import annotations

from hashq.quiz.model import Choice, Kind, Question
from hashq.tui.glyphs import TYPOGRAPHIC
from hashq.tui.quiz.answer_lines import Answers
from hashq.tui.quiz.attempt import begun


def test_a_letter_stands_as_a_key_only_where_a_key_chooses_the_option():
    options = tuple(Choice(letter, f"option {letter}") for letter in "abcdefghij")
    question = Question("q", "c", Kind.MULTIPLE_RESPONSE, "Which?", ("a", "j"), options, choose=2)
    lines = [
        line.content.plain.split()
        for line in Answers(begun(question), 60, TYPOGRAPHIC, pointing=False).lines()
    ]
    assert lines[7][2:] == ["h", "option", "h"]
    assert lines[8][2:] == ["(i)", "option", "i"]
