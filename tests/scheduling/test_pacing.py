"""The pace of new cards toward an exam, and the limit it replaces."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.limits import DailyLimits, new_limits
from hashq.scheduling.pacing import new_cards_a_day, paced
from hashq.settings import load_settings

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def test_new_cards_are_begun_a_week_before_the_exam_at_the_latest() -> None:
    assert new_cards_a_day(340, TODAY, TODAY + 41 * DAY) == 10


@pytest.mark.parametrize(("days", "a_day"), [(0, 30), (1, 30), (2, 30), (4, 15), (-1, 0)])
def test_a_near_exam_leaves_fewer_days_to_begin(days: int, a_day: int) -> None:
    assert new_cards_a_day(30, TODAY, TODAY + days * DAY) == a_day


@given(st.integers(0, 500), st.integers(0, 100))
def test_the_pace_begins_every_card_in_time(unseen: int, days: int) -> None:
    a_day = new_cards_a_day(unseen, TODAY, TODAY + days * DAY)
    assert a_day * max(1, days) >= unseen
    assert a_day >= new_cards_a_day(unseen, TODAY, TODAY + (days + 1) * DAY)


def limits_for(toml: str, unseen: dict[str, int]) -> DailyLimits:
    settings = load_settings(toml)
    return paced(new_limits(settings), settings, unseen, TODAY)


def test_a_deck_with_an_exam_begins_what_it_needs() -> None:
    limits = limits_for("[decks.AWS]\nexam_date = 2027-01-02", {"AWS": 40, "AWS/ECS": 300, "Networking": 90})
    assert limits == DailyLimits(20, {"aws": 10})


def test_an_exam_that_is_over_paces_nothing() -> None:
    assert limits_for("[decks.AWS]\nexam_date = 2026-11-21", {"AWS": 40}) == DailyLimits(20)


def test_a_limit_the_person_set_for_the_deck_stays() -> None:
    limits = limits_for("[decks.AWS]\nexam_date = 2027-01-02\nnew_per_day = 3", {"AWS": 340})
    assert limits == DailyLimits(20, {"aws": 3})


def test_a_sub_deck_with_its_own_limit_or_exam_is_paced_apart() -> None:
    toml = """
    [decks.AWS]
    exam_date = 2027-01-02
    [decks."AWS/ECS"]
    exam_date = 2026-12-01
    [decks."AWS/S3"]
    new_per_day = 2
    """
    limits = limits_for(toml, {"AWS/Lambda": 34, "AWS/ECS": 10, "AWS/S3": 1000})
    assert limits == DailyLimits(20, {"aws": 1, "aws/ecs": 2, "aws/s3": 2})


def test_without_an_exam_the_limits_are_as_set() -> None:
    assert limits_for("[decks.AWS]\nnew_per_day = 3", {"AWS": 100}) == DailyLimits(20, {"aws": 3})
