"""Readiness for an exam, and the pace that leads there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.exam_plan import exam_plan, readiness
from hashq.scheduling.forgetting import recall_probability
from hashq.scheduling.model import Memory, State
from hashq.scheduling.parameters import DEFAULT_WEIGHTS

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def known(stability: float = 10.0, due_in: int = 10) -> Memory:
    due = TODAY + due_in * DAY
    moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return Memory(State.REVIEW, None, stability, 5.0, moment + due_in * DAY, due, moment, TODAY, 3)


def test_readiness_is_the_mean_chance_of_recall_on_the_day() -> None:
    expected = recall_probability(30, 10.0, DEFAULT_WEIGHTS[20]) / 2
    assert readiness([known(), Memory()], TODAY + 30 * DAY) == pytest.approx(expected)


def test_without_cards_there_is_nothing_to_be_ready_for() -> None:
    assert readiness([], TODAY) is None
    assert exam_plan([], TODAY, TODAY + DAY) is None


def test_keeping_up_makes_readier_than_leaving_it() -> None:
    plan = exam_plan([known(), known(3.0, 3), Memory()], TODAY, TODAY + 40 * DAY)
    assert plan is not None
    assert plan.readiness < plan.projected <= 1.0
    assert plan.projected > 0.9
    assert (plan.days, plan.new_per_day) == (40, 1)
    assert plan.reviews_per_day > 0


def test_on_the_day_itself_nothing_more_can_be_done() -> None:
    plan = exam_plan([known()], TODAY, TODAY)
    assert plan is not None
    assert (plan.days, plan.readiness, plan.projected, plan.reviews_per_day) == (0, 1.0, 1.0, 0.0)


def test_after_the_exam_nothing_is_paced() -> None:
    plan = exam_plan([known(), Memory()], TODAY, TODAY - DAY)
    assert plan is not None
    assert (plan.new_per_day, plan.projected) == (0, plan.readiness)


@given(
    st.lists(
        st.builds(known, st.floats(0.1, 500), st.integers(-30, 60)) | st.just(Memory()),
        min_size=1,
        max_size=8,
    ),
    st.integers(0, 60),
)
def test_a_projection_is_a_share_and_never_below_doing_nothing(memories: list[Memory], days: int) -> None:
    plan = exam_plan(memories, TODAY, TODAY + days * DAY)
    assert plan is not None
    assert 0.0 <= plan.readiness <= 1.0
    assert plan.readiness - 1e-9 <= plan.projected <= 1.0
    assert plan.reviews_per_day <= len(memories)
