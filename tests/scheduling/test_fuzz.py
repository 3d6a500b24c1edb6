"""Fuzz stays in bounds, is the same every time, and never puts a better rating before a worse one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.fuzz import fuzz_bounds, fuzzed

days = st.integers(1, 36500)
cards = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
numbers = st.integers(1, 1000)


@pytest.mark.parametrize(
    ("interval", "bounds"),
    [(1, (1, 1)), (2, (2, 2)), (3, (2, 4)), (7, (5, 9)), (10, (8, 12)), (20, (17, 23)), (100, (93, 107))],
)
def test_bounds_are_those_of_anki(interval: int, bounds: tuple[int, int]) -> None:
    assert fuzz_bounds(interval, 36500) == bounds


@given(days, days, cards, numbers)
def test_a_fuzzed_interval_is_at_least_a_day_and_at_most_the_maximum(
    interval: int, maximum: int, card: str, number: int
) -> None:
    assert 1 <= fuzzed(interval, card, number, maximum) <= maximum


@given(days, cards, numbers)
def test_a_fuzzed_interval_keeps_to_its_bounds(interval: int, card: str, number: int) -> None:
    shortest, longest = fuzz_bounds(interval, 36500)
    assert shortest <= interval <= longest
    assert shortest <= fuzzed(interval, card, number, 36500) <= longest


@given(days, days, cards, numbers)
def test_a_longer_interval_stays_at_least_as_long(one: int, other: int, card: str, number: int) -> None:
    shorter, longer = sorted((one, other))
    assert fuzzed(shorter, card, number, 36500) <= fuzzed(longer, card, number, 36500)


def test_every_interval_within_the_bounds_occurs() -> None:
    seen = {fuzzed(10, f"card{number}", 1, 36500) for number in range(300)}
    assert seen == {8, 9, 10, 11, 12}


def test_each_review_of_a_card_draws_anew() -> None:
    assert len({fuzzed(1000, "card", number, 36500) for number in range(20)}) > 10


def test_the_global_random_state_plays_no_part() -> None:
    random.seed(1)
    state = random.getstate()
    first = fuzzed(100, "card", 1, 36500)
    assert random.getstate() == state
    random.seed(2)
    assert fuzzed(100, "card", 1, 36500) == first
