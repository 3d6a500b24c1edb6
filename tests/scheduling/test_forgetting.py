"""The forgetting curve agrees with the library's, and with what stability means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.forgetting import days_until, recall_probability, retrievability
from hashq.scheduling.model import Memory, State
from hashq.scheduling.parameters import DEFAULT_WEIGHTS

DAY = date(2026, 11, 22)
stabilities = st.floats(0.001, 36500)
decays = st.floats(0.1, 0.8)


def known(stability: float) -> Memory:
    return Memory(State.REVIEW, stability=stability, difficulty=5.0, last_study_day=DAY)


@given(stabilities, st.integers(0, 36500))
def test_retrievability_is_the_librarys(stability: float, days: int) -> None:
    then = datetime(2026, 11, 22, 12, tzinfo=UTC)
    card = fsrs.Card(1, fsrs.State.Review, None, stability, 5.0, then, then)
    theirs = fsrs.Scheduler().get_card_retrievability(card, then + timedelta(days=days))
    assert retrievability(known(stability), DAY + timedelta(days=days)) == pytest.approx(theirs, rel=1e-12)


@given(stabilities, decays)
def test_after_as_many_days_as_its_stability_recall_is_nine_in_ten(stability: float, decay: float) -> None:
    assert recall_probability(stability, stability, decay) == pytest.approx(0.9)


@given(st.floats(0.5, 0.99), stabilities, decays)
def test_days_until_inverts_the_curve(probability: float, stability: float, decay: float) -> None:
    days = days_until(probability, stability, decay)
    assert recall_probability(days, stability, decay) == pytest.approx(probability)


@given(stabilities, st.integers(0, 1000), st.integers(1, 1000))
def test_recall_only_falls_with_time(stability: float, days: int, more: int) -> None:
    decay = DEFAULT_WEIGHTS[20]
    assert recall_probability(days + more, stability, decay) < recall_probability(days, stability, decay)


def test_a_card_reviewed_today_is_surely_recalled() -> None:
    assert retrievability(known(1.0), DAY) == 1.0


def test_a_day_before_the_last_review_counts_as_that_day() -> None:
    assert retrievability(known(1.0), DAY - timedelta(days=9)) == 1.0


def test_a_new_card_is_not_recalled() -> None:
    assert retrievability(Memory(), DAY) == 0.0
