"""How well a card is known, and until when."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.forgetting import retrievability
from hashq.scheduling.model import Memory, Rating, State
from hashq.scheduling.parameters import DEFAULT_PARAMETERS
from hashq.study.outlook import UNSURE, outlook

DAY = date(2026, 3, 10)


def seen(stability: float) -> Memory:
    return Memory(State.REVIEW, stability=stability, difficulty=5.0, last_study_day=DAY)


@given(st.floats(0.1, 3000), st.integers(0, 3000))
def test_it_stays_sure_for_as_many_days_as_are_told_and_no_longer(stability, passed):
    today = DAY + timedelta(days=passed)
    found = outlook(seen(stability), today, DEFAULT_PARAMETERS)
    assert found.recall == retrievability(seen(stability), today)
    if found.unsure_in_days is None:
        assert found.recall < UNSURE
        return
    last = today + timedelta(days=found.unsure_in_days)
    assert retrievability(seen(stability), last) >= UNSURE - 1e-9
    assert retrievability(seen(stability), last + timedelta(days=1)) < UNSURE


def test_a_card_never_studied_has_none(study):
    assert study.outlook("a") is None


def test_a_card_reviewed_today_is_known(study):
    study.rate_card("a", Rating.EASY)
    found = study.outlook("a")
    assert found.recall == 1.0
    assert found.unsure_in_days > 0
