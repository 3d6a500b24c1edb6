"""The time the waiting cards take."""

from __future__ import annotations

from datetime import timedelta

from hashq.scheduling.workload import time_needed


def test_a_new_card_is_shown_once_more_than_it_has_steps() -> None:
    assert time_needed(new=2, learning=1, review=3, seconds=10) == timedelta(seconds=100)
    assert time_needed(new=2, learning=0, review=0, seconds=10, learning_steps=0) == timedelta(seconds=20)


def test_nothing_takes_no_time() -> None:
    assert time_needed(0, 0, 0) == timedelta(0)


def test_until_the_pace_is_known_a_card_takes_twelve_seconds() -> None:
    assert time_needed(0, 0, 5) == timedelta(minutes=1)
