"""The one place that asks the machine for the time.

Everything else takes the time as an argument; the front ends hand a clock to the use cases.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time, and how local time differs from UTC at a moment."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        ...

    def utc_offset(self, moment: datetime) -> timedelta:
        """What is added to UTC to get the person's local time at ``moment``."""
        ...


class SystemClock:
    """The machine's own clock and time zone."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)

    def utc_offset(self, moment: datetime) -> timedelta:
        """The machine's zone at ``moment``, daylight saving included."""
        return moment.astimezone().utcoffset() or timedelta(0)


def iso_utc(moment: datetime) -> str:
    """ISO 8601 in UTC with ``Z`` and milliseconds, as every output and column has it; sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_iso_utc(text: str) -> datetime:
    """The moment that :func:`iso_utc` wrote. Raises :class:`ValueError` on other text."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"no time zone in {text!r}")
    return moment.astimezone(UTC)
