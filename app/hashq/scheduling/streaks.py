"""Streaks: on how many study days in a row something was reviewed.

Owns when a streak is alive. Takes days as they were stored, so that the day's own border holds wherever one travels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row."""

    current: int
    """Up to today, or up to yesterday while today is still to come."""
    longest: int
    """The most there ever were."""
    studied_today: bool
    """Whether today counts already."""


def streak(days: Iterable[date], today: date) -> Streak:
    """The streaks in ``days``, the study days with at least one review; days after ``today`` are left out."""
    past = sorted({day for day in days if day <= today})
    longest = run = 0
    before: date | None = None
    for day in past:
        run = run + 1 if before is not None and day - before == _DAY else 1
        longest = max(longest, run)
        before = day
    alive = before is not None and today - before <= _DAY
    return Streak(run if alive else 0, longest, before == today)
