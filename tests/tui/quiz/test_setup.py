"""What is set before a quiz: ranges hold whatever is pressed."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hashq.quiz.exam import CERTIFICATION
from hashq.tui.quiz.setup import MOST_MARK, MOST_MINUTES, MOST_QUESTIONS, MOST_SEED, Mode, Row, Setup

TODAY = date(2030, 1, 7)
KEYS = st.lists(
    st.sampled_from(["up", "down", "left", "right", "space", "erase", *"0123456789"]), max_size=40
)


def pressed(setup: Setup, key: str) -> Setup:
    match key:
        case "up" | "down":
            return setup.moved(1 if key == "down" else -1)
        case "left" | "right":
            return setup.changed(1 if key == "right" else -1)
        case "space":
            return setup.toggled()
        case "erase":
            return setup.erased()
        case digit:
            return setup.typed(digit)


@given(KEYS)
def test_whatever_is_pressed_every_value_stays_in_its_range(keys):
    setup = Setup(decks=("", "AWS", "a query"), queries=frozenset({"a query"}), today=TODAY)
    for key in keys:
        setup = pressed(setup, key)
        assert setup.row in setup.rows
        assert 0 <= setup.count <= MOST_QUESTIONS
        assert setup.minutes is None or 1 <= setup.minutes <= MOST_MINUTES
        assert 0 <= setup.mark <= MOST_MARK
        assert setup.seed is None or 0 <= setup.seed <= MOST_SEED
        assert setup.kinds
        assert setup.deck in setup.decks
        assert setup.exam_day is None or setup.exam_day >= TODAY


def test_the_first_digit_begins_a_number_anew():
    setup = Setup(row=Row.COUNT)
    assert setup.typed("4").typed("2").count == 42


def test_a_certification_exam_has_its_own_rules_whatever_else_is_set():
    assert Setup(mode=Mode.CERTIFICATION, count=3, minutes=1).rules == CERTIFICATION


def test_an_exam_of_ones_own_may_have_no_limit():
    assert Setup(mode=Mode.EXAM, count=3).rules.seconds is None


def test_a_date_begins_a_month_ahead_and_goes_no_further_back_than_today():
    setup = Setup(decks=("", "AWS"), deck="AWS", row=Row.DATE, today=TODAY).changed(1)
    assert setup.exam_day == TODAY + timedelta(days=30)
    assert setup.changed(-30).exam_day == TODAY
    assert setup.changed(-31).exam_day is None


def test_only_a_deck_has_a_date():
    assert Row.DATE not in Setup().rows
    assert Row.DATE not in Setup(deck="is:due", queries=frozenset({"is:due"})).rows
    assert Row.DATE in Setup(deck="AWS").rows
