"""Reads a moment that a person typed."""

from __future__ import annotations

from datetime import UTC, datetime

from hashq.errors import UsageError


def moment_from(text: str) -> datetime:
    """The moment ``text`` names in ISO 8601, UTC; local time where it names no zone.

    Raises :class:`UsageError` on other text.
    """
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError, OSError) as failure:
        raise UsageError(
            f"“{text}” is no time",
            place="--at",
            remedy="Write it as 2026-11-22T20:15, with +01:00 or Z where it is not local time.",
        ) from failure
