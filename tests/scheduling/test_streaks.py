"""Study days in a row."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.streaks import streak

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


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


@given(st.sets(st.integers(0, 30)))
def test_the_current_streak_is_counted_back_day_by_day(ago: set[int]) -> None:
    first = 0 if 0 in ago else 1
    counted = next(number for number in range(40) if first + number not in ago)
    value = streak(days(*ago), TODAY)
    assert (value.current, value.studied_today) == (counted, 0 in ago)
    assert value.current <= value.longest <= len(ago)
