"""How a judgement, a clock and a score are said."""

from __future__ import annotations

import pytest

from hashq.quiz.exam import Exam, Rules
from hashq.quiz.grading import grade
from hashq.quiz.model import Choice, Kind, Question
from hashq.tui.glyphs import ASCII, TYPOGRAPHIC
from hashq.tui.quiz.exam_words import clock, clock_words, score_bar, score_line, scores_line
from hashq.tui.quiz.feedback import verdict, written_lines
from hashq.tui.quiz.given import asked_line, given_words, key_words

TYPED = Question("q", "card", Kind.TYPED, "Which tool?", ("codedeploy-local", "local"))


def said(lines):
    return "\n".join(line.plain for line in lines)


def test_a_slip_is_told_and_shown():
    judged = grade(TYPED, ["codedeplpy-local"])
    assert "forgiven" in verdict(judged, TYPOGRAPHIC).plain
    assert "codedepl[-p-]{+o+}y-local" in said(written_lines(TYPED, judged))


def test_a_difference_that_tells_nothing_is_left_out():
    judged = grade(TYPED, ["something else"])
    assert "difference" not in said(written_lines(TYPED, judged))


def test_what_else_would_have_been_right_is_shown():
    assert "or          local" in said(written_lines(TYPED, grade(TYPED, ["x"])))


@pytest.mark.parametrize(("glyphs", "sign"), [(TYPOGRAPHIC, "✗"), (ASCII, "x")])
def test_wrong_is_a_word_beside_its_sign(glyphs, sign):
    assert verdict(grade(TYPED, ["x"]), glyphs).plain == f"{sign} Wrong"


def test_an_overruled_judgement_says_whose_it_is():
    assert "judge it yourself" in verdict(grade(TYPED, ["x"]), TYPOGRAPHIC, overruled=True).plain


def test_escape_sequences_in_what_was_written_are_gone():
    judged = grade(TYPED, ["code\x1b[31mdeploy"])
    assert "\x1b" not in said(written_lines(TYPED, judged))


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (59.9, "0:59"), (3599, "59:59"), (7800, "2:10:00")]
)
def test_a_clock_counts_whole_seconds(seconds, words):
    assert clock_words(seconds) == words


def test_a_hidden_clock_shows_its_last_minutes():
    exam = Exam((TYPED,), Rules(1, seconds=600))
    assert clock(exam, TYPOGRAPHIC, hidden=True).plain == "clock hidden"
    assert "4:00 left" in clock(exam.ticked(360), TYPOGRAPHIC, hidden=True).plain


@pytest.mark.parametrize(("score", "words"), [(720, "Passed"), (719, "Not passed")])
def test_the_pass_mark_itself_passes(score, words):
    assert words in score_line(score, 720, TYPOGRAPHIC).plain.split("  ")[0]


@pytest.mark.parametrize("score", [0, 1, 500, 999, 1000])
def test_a_score_bar_has_one_width_whatever_the_score(score):
    assert score_bar(score, 720, TYPOGRAPHIC).cell_length == 41


def test_scores_are_drawn_against_a_perfect_exam():
    assert scores_line((0, 1000), TYPOGRAPHIC) == "▁█"


def test_given_and_key_are_said_in_the_words_of_the_options():
    options = (Choice("a", "first"), Choice("b", "second"))
    order = Question("q", "card", Kind.ORDER, "Which order?", ("b", "a"), options)
    assert given_words(order, ("a", "b")).plain == "first, then second"
    assert key_words(order).plain == "second, then first"
    assert given_words(order, ()).plain == "left blank"


def test_a_question_on_one_line_is_plain_words():
    assert (
        asked_line(Question("q", "card", Kind.CELL, "What is `v1`?\n\nWhich **one**?", ("x",)))
        == "What is v1?"
    )
    assert asked_line(Question("q", "card", Kind.PREDICT, "A fleet.\n\nWhich *one*?", ("x",))) == "Which one?"
