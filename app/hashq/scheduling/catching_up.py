"""A backlog spread over days: what each of them leaves for those after it.

Owns the arithmetic. Takes the number of overdue reviews and the day; which cards those are, and in what order, is not
known here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class CatchUp(NamedTuple):
    """A backlog being spread, as one study day found it."""

    days: int
    """Study days it was to be spread over; at least 1."""
    last: date
    """The study day that leaves nothing of it."""
    day: date
    """The study day that ``leave`` is of."""
    leave: int
    """Overdue reviews that this day leaves for the days after it."""


def caught_up(kept: CatchUp | None, overdue: int, days: int, today: date) -> CatchUp:
    """How a backlog of ``overdue`` reviews is spread over ``days``, on ``today``.

    ``kept`` is what an earlier session of the same cards came to; None: there was none. A day once decided stays, however
    often it is asked; days that were skipped make the shares of those left larger; after the last, spreading begins anew.
    """
    goes_on = kept is not None and kept.days == days and kept.day <= today <= kept.last
    if kept is not None and goes_on and kept.day == today:
        return kept
    last = kept.last if kept is not None and goes_on else today + timedelta(days=days - 1)
    share = -(-overdue // ((last - today).days + 1))
    return CatchUp(days, last, today, overdue - share)
