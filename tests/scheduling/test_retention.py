"""What was remembered against what was predicted, and streaks by study day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.model import Rating, State
from hashq.scheduling.retention import LoggedRecall, Retention, calibration, evidence, retention, streak

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
AGAIN, HARD, GOOD, EASY = Rating


def recall(
    card: str, rating: Rating, predicted: float | None = 0.9, *, ago: int = 0, state: State = State.REVIEW
):
    return LoggedRecall(card, TODAY - ago * DAY, state, rating, predicted)


logs = st.lists(
    st.builds(
        recall,
        st.sampled_from("abc"),
        st.sampled_from(list(Rating)),
        st.none() | st.floats(0, 1),
        ago=st.integers(0, 3),
        state=st.sampled_from(list(State)),
    ),
    max_size=30,
)


def test_hard_is_remembered_and_again_is_not() -> None:
    assert retention([recall("a", HARD, 0.8), recall("b", AGAIN, 0.6)]) == Retention(
        2, 0.5, pytest.approx(0.7)
    )


def test_learning_cards_tell_nothing_of_memory() -> None:
    log = [recall("a", GOOD, state=State.LEARNING), recall("b", GOOD, state=State.NEW)]
    assert retention(log) == Retention(0, None, None)


def test_only_the_first_review_of_a_day_counts() -> None:
    log = [recall("a", AGAIN), recall("a", GOOD, state=State.RELEARNING), recall("a", GOOD)]
    assert retention(log) == Retention(1, 0.0, 0.9)


def test_a_card_learned_today_is_no_evidence_today() -> None:
    assert retention([recall("a", GOOD, state=State.NEW), recall("a", GOOD)]).reviews == 0


def test_the_next_day_counts_again() -> None:
    assert retention([recall("a", AGAIN, ago=1), recall("a", GOOD)]).remembered == 0.5


def test_a_review_without_prediction_counts_as_remembered_only() -> None:
    assert retention([recall("a", GOOD, None)]) == Retention(1, 1.0, None)


def test_calibration_sorts_by_what_was_predicted() -> None:
    bins = calibration([recall("a", GOOD, 0.95), recall("b", AGAIN, 0.91), recall("c", GOOD, 1.0)])
    assert [part.reviews for part in bins] == [0] * 9 + [3]
    assert bins[9].remembered == pytest.approx(2 / 3)


@given(logs)
def test_evidence_is_one_review_a_card_and_day(log: list[LoggedRecall]) -> None:
    kept = [(one.card, one.study_day) for one in evidence(log)]
    assert len(kept) == len(set(kept))
    assert all(one.state_before is State.REVIEW for one in evidence(log))


@given(logs, st.integers(1, 20))
def test_calibration_keeps_every_predicted_review(log: list[LoggedRecall], bins: int) -> None:
    predicted = sum(one.predicted is not None for one in evidence(log))
    assert sum(part.reviews for part in calibration(log, bins)) == predicted


def days(*ago: int) -> list[date]:
    return [TODAY - number * DAY for number in ago]


def test_a_streak_runs_up_to_today() -> None:
    assert (streak(days(0, 1, 2, 5), TODAY).current, streak(days(0, 1, 2, 5), TODAY).studied_today) == (
        3,
        True,
    )


def test_a_streak_is_alive_until_the_day_is_over() -> None:
    assert (streak(days(1, 2), TODAY).current, streak(days(1, 2), TODAY).studied_today) == (2, False)


def test_a_missed_day_ends_a_streak_but_not_the_longest() -> None:
    value = streak(days(2, 3, 4, 5), TODAY)
    assert (value.current, value.longest) == (0, 4)


def test_days_after_today_left_by_a_wrong_clock_do_not_count() -> None:
    assert streak(days(-400, 0, 1), TODAY).current == 2


def test_without_days_there_is_no_streak() -> None:
    assert streak([], TODAY).longest == 0
