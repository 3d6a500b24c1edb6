"""What is coming: how many cards fall due on each of the next days, and how long today will take.

Owns the arithmetic over due days and durations. Knows no card and draws nothing; does not load the memory model.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

USUAL_SECONDS = 12.0
"""What showing a card once takes, as long as too few were timed."""
_ENOUGH_TIMED = 10
_LONGEST_SECONDS = 60.0
"""A card left open longer was left alone; Anki caps its timer there too."""


@dataclass(frozen=True, slots=True)
class DayLoad:
    """One day of the forecast."""

    day: date
    """The study day."""
    due: int
    """Reviews that fall due on it; today's include everything overdue."""


def forecast(due: Mapping[date, int], today: date, days: int = 7) -> tuple[DayLoad, ...]:
    """The load of ``days`` study days from ``today`` on, from how many cards are ``due`` on each day, past ones too."""
    overdue = sum(count for day, count in due.items() if day < today)
    coming = [today + timedelta(days=ahead) for ahead in range(days)]
    return tuple(DayLoad(day, due.get(day, 0) + (overdue if day == today else 0)) for day in coming)


def seconds_a_card(durations_ms: Iterable[int]) -> float:
    """What showing one card takes this person: the median of ``durations_ms``, interruptions capped at a minute."""
    seconds = [min(duration / 1000, _LONGEST_SECONDS) for duration in durations_ms if duration > 0]
    return median(seconds) if len(seconds) >= _ENOUGH_TIMED else USUAL_SECONDS


def time_needed(new: int, learning: int, review: int, seconds: float, learning_steps: int = 2) -> timedelta:
    """How long the cards that wait will take at ``seconds`` a showing.

    A new card is shown once more than there are ``learning_steps``; the others once.
    """
    showings = new * (learning_steps + 1) + learning + review
    return timedelta(seconds=showings * seconds)
