"""A backlog spread over days is gone after them, whatever days are skipped."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.catching_up import caught_up

TODAY = date(2026, 3, 10)


@given(st.integers(0, 500), st.integers(1, 20), st.sets(st.integers(1, 18)))
def test_a_backlog_is_gone_on_its_last_day_whatever_days_are_skipped_before(overdue, days, skipped):
    kept, left = None, overdue
    for ahead in sorted({0, days - 1} | (set(range(days)) - skipped)):
        kept = caught_up(kept, left, days, TODAY + timedelta(days=ahead))
        left = kept.leave
    assert left == 0


def test_every_day_has_about_the_same_share():
    kept, left, shares = None, 70, []
    for ahead in range(7):
        kept = caught_up(kept, left, 7, TODAY + timedelta(days=ahead))
        shares.append(left - kept.leave)
        left = kept.leave
    assert shares == [10] * 7


def test_a_day_once_decided_stays_however_often_it_is_asked():
    first = caught_up(None, 70, 7, TODAY)
    assert caught_up(first, 60, 7, TODAY) == first


def test_skipped_days_make_the_shares_of_those_left_larger():
    first = caught_up(None, 70, 7, TODAY)
    assert caught_up(first, 60, 7, TODAY + timedelta(days=4)).leave == 40
    assert caught_up(first, 60, 7, TODAY + timedelta(days=6)).leave == 0


def test_after_its_last_day_and_over_other_days_it_begins_anew():
    first = caught_up(None, 70, 7, TODAY)
    assert caught_up(first, 60, 7, TODAY + timedelta(days=7)) == caught_up(
        None, 60, 7, TODAY + timedelta(days=7)
    )
    assert caught_up(first, 60, 3, TODAY).last == TODAY + timedelta(days=2)
