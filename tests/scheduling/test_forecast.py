"""The load of the coming days, and the time today takes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.forecast import USUAL_SECONDS, DayLoad, forecast, seconds_a_card, time_needed

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
dues = st.dictionaries(st.integers(-30, 30).map(lambda n: TODAY + n * DAY), st.integers(1, 50))


def test_what_is_overdue_is_todays() -> None:
    due = {TODAY - 9 * DAY: 3, TODAY: 2, TODAY + DAY: 7}
    assert forecast(due, TODAY, 3) == (
        DayLoad(TODAY, 5),
        DayLoad(TODAY + DAY, 7),
        DayLoad(TODAY + 2 * DAY, 0),
    )


@given(dues, st.integers(1, 40))
def test_every_card_due_by_the_last_day_is_counted_once(due: dict[date, int], days: int) -> None:
    last = TODAY + (days - 1) * DAY
    assert sum(load.due for load in forecast(due, TODAY, days)) == sum(
        n for day, n in due.items() if day <= last
    )


def test_too_few_timed_cards_tell_nothing() -> None:
    assert seconds_a_card([90_000] * 9) == USUAL_SECONDS


def test_the_median_stands_for_a_card_and_an_open_card_for_a_minute() -> None:
    assert seconds_a_card([4000] * 5 + [6000] * 6) == 6.0
    assert seconds_a_card([3_600_000] * 10) == 60.0


def test_untimed_cards_do_not_count() -> None:
    assert seconds_a_card([0] * 50 + [8000] * 10) == 8.0


def test_a_new_card_is_shown_once_more_than_it_has_steps() -> None:
    assert time_needed(new=2, learning=1, review=3, seconds=10) == timedelta(seconds=100)
    assert time_needed(new=2, learning=0, review=0, seconds=10, learning_steps=0) == timedelta(seconds=20)


@pytest.mark.parametrize("days", [0, 1])
def test_a_forecast_has_as_many_days_as_asked(days: int) -> None:
    assert len(forecast({}, TODAY, days)) == days
