"""Study days: which one a moment belongs to, and when one begins."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.study_day import day_start, day_start_in_zone, elapsed_days, study_day

BERLIN, NEW_YORK, LORD_HOWE = (
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("America/New_York"),
    ZoneInfo("Australia/Lord_Howe"),
)
HOUR = timedelta(hours=1)
offsets = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))
starts = st.integers(0, 23 * 60 + 59).map(lambda minutes: timedelta(minutes=minutes))
zones = st.sampled_from([BERLIN, NEW_YORK, LORD_HOWE, ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Kathmandu")])


def offset_in(zone: ZoneInfo):
    return lambda moment: moment.astimezone(zone).utcoffset()


def local(zone: ZoneInfo, *when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=zone, fold=fold).astimezone(UTC)


def day_in(zone: ZoneInfo, moment: datetime) -> date:
    return study_day(moment, offset_in(zone)(moment))


@pytest.mark.parametrize(
    ("hour", "minute", "day"),
    [(20, 0, 21), (23, 59, 21), (0, 1, 21), (3, 59, 21), (4, 0, 22), (9, 0, 22)],
)
def test_the_day_changes_at_four_in_the_morning(hour: int, minute: int, day: int) -> None:
    calendar_day = 21 if hour >= 20 else 22
    moment = local(BERLIN, 2026, 11, calendar_day, hour, minute)
    assert day_in(BERLIN, moment) == date(2026, 11, day)


def test_an_evening_and_the_next_morning_are_different_days() -> None:
    evening, morning = local(BERLIN, 2026, 11, 21, 20, 0), local(BERLIN, 2026, 11, 22, 9, 0)
    assert elapsed_days(day_in(BERLIN, evening), day_in(BERLIN, morning)) == 1


def test_the_border_can_be_midnight() -> None:
    assert study_day(datetime(2026, 1, 2, 0, 0, tzinfo=UTC), timedelta(0), timedelta(0)) == date(2026, 1, 2)


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    moment = datetime(2026, 11, 22, 3, 30, tzinfo=BERLIN)
    assert study_day(moment, HOUR) == study_day(moment.astimezone(UTC), HOUR) == date(2026, 11, 21)


def test_the_same_moment_is_another_day_for_someone_elsewhere() -> None:
    moment = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
    assert (day_in(BERLIN, moment), day_in(NEW_YORK, moment)) == (date(2026, 11, 22), date(2026, 11, 21))


def test_daylight_saving_neither_adds_nor_loses_a_day() -> None:
    days = [day_in(BERLIN, local(BERLIN, 2026, 3, day, 12)) for day in range(27, 32)]
    assert days == [date(2026, 3, day) for day in range(27, 32)]


def test_the_day_before_the_clocks_go_forward_is_23_hours_long() -> None:
    first = day_start_in_zone(date(2026, 3, 28), offset_in(BERLIN))
    assert day_start_in_zone(date(2026, 3, 29), offset_in(BERLIN)) - first == 23 * HOUR


def test_the_day_before_the_clocks_go_back_is_25_hours_long() -> None:
    first = day_start_in_zone(date(2026, 10, 24), offset_in(BERLIN))
    assert day_start_in_zone(date(2026, 10, 25), offset_in(BERLIN)) - first == 25 * HOUR


def test_a_day_whose_first_hour_is_skipped_begins_at_the_jump() -> None:
    start = day_start_in_zone(date(2026, 3, 29), offset_in(BERLIN), timedelta(hours=2, minutes=30))
    assert start == local(BERLIN, 2026, 3, 29, 3, 0)


def test_a_day_whose_first_hour_comes_twice_begins_with_the_first() -> None:
    start = day_start_in_zone(date(2026, 10, 25), offset_in(BERLIN), timedelta(hours=2, minutes=30))
    assert start == local(BERLIN, 2026, 10, 25, 2, 30, fold=0)


def test_a_clock_set_back_elapses_no_days() -> None:
    assert elapsed_days(date(2026, 11, 22), date(2020, 1, 1)) == 0


@given(st.datetimes(timezones=st.just(UTC)), offsets, starts)
def test_every_moment_lies_in_its_study_day(
    moment: datetime, offset: timedelta, starts_at: timedelta
) -> None:
    day = study_day(moment, offset, starts_at)
    if date(2, 1, 1) < day < date(9999, 1, 1):
        begins = day_start(day, offset, starts_at)
        assert begins <= moment < begins + timedelta(days=1)


@given(st.dates(date(1990, 1, 1), date(2035, 1, 1)), zones)
def test_a_day_begins_with_its_first_second(day: date, zone: ZoneInfo) -> None:
    offset = offset_in(zone)
    start = day_start_in_zone(day, offset)
    before = start - timedelta(seconds=1)
    assert study_day(start, offset(start)) >= day
    assert study_day(before, offset(before)) < day


@given(st.sampled_from([date.min, date.max]), offsets, starts)
def test_the_ends_of_the_calendar_are_days_like_any_other(
    day: date, offset: timedelta, starts_at: timedelta
) -> None:
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert study_day(moment, offset, starts_at).year == day_start(day, offset, starts_at).year == day.year
