"""Study days: the days a person counts in, which begin in the small hours and not at midnight.

Owns which study day a moment belongs to and when a study day begins. Asks no clock and no zone table: offsets from
UTC are arguments, so that a day once decided stays decided wherever the person travels.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DAY_STARTS_AT = timedelta(hours=4)
"""4 a.m. local time, unless the person set otherwise."""

_FIRST_DAY, _LAST_DAY = date(1, 1, 3), date(9999, 12, 29)
"""Days beyond these are clamped, so that no offset leaves the calendar."""


def study_day(moment: datetime, utc_offset: timedelta, day_starts_at: timedelta = DAY_STARTS_AT) -> date:
    """The study day of ``moment`` (any zone, or naive UTC) where local time is UTC plus ``utc_offset``."""
    utc = moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    if not _FIRST_DAY <= utc.date() <= _LAST_DAY:
        return min(max(utc.date(), _FIRST_DAY), _LAST_DAY)
    return (utc + utc_offset - day_starts_at).date()


def day_start(day: date, utc_offset: timedelta, day_starts_at: timedelta = DAY_STARTS_AT) -> datetime:
    """The moment (UTC) at which ``day`` begins, where local time is UTC plus ``utc_offset``."""
    clamped = min(max(day, _FIRST_DAY), _LAST_DAY)
    return datetime(clamped.year, clamped.month, clamped.day, tzinfo=UTC) + day_starts_at - utc_offset


def day_start_in_zone(
    day: date, offset_at: Callable[[datetime], timedelta], day_starts_at: timedelta = DAY_STARTS_AT
) -> datetime:
    """The first moment (UTC, to the second) of ``day`` in a zone whose offset changes, such as by daylight saving.

    ``offset_at`` tells the offset in force at a moment in UTC. When the hour at which days begin is skipped, the day
    begins where the clock jumps; when it happens twice, the first one counts.
    """
    plain = day_start(day, timedelta(0), day_starts_at)
    around = (offset_at(plain - timedelta(days=1)), offset_at(plain), offset_at(plain + timedelta(days=1)))
    early, late = plain - max(around), plain - min(around)
    if early == late or study_day(early, offset_at(early), day_starts_at) >= day:
        return early
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=2))
        if study_day(middle, offset_at(middle), day_starts_at) >= day:
            late = middle
        else:
            early = middle
    return late


def elapsed_days(since: date, until: date) -> int:
    """Study days from ``since`` to ``until``; 0 when the clock was set back in between."""
    return max(0, (until - since).days)
