"""Figures of progress: what was done, what was remembered, what is coming.

Owns how the counted figures become what front ends show. Counts nothing itself and draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hashq.scheduling import streaks
from hashq.store import history, tallies
from hashq.store.progress import due_by_day
from hashq.study.views import RECENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.store.database import Database
    from hashq.store.history import CardCounts

YEAR = 365
"""Days that the heatmap looks back, today included."""


@dataclass(frozen=True, slots=True)
class DayDue:
    """How many cards fall due on one study day."""

    day: date
    due: int


@dataclass(frozen=True, slots=True)
class DayReviews:
    """How many reviews were given on one study day."""

    day: date
    reviews: int


@dataclass(frozen=True, slots=True)
class Retention:
    """How much of what was known was still known when asked."""

    asked: int
    """Known cards asked, each counted once a study day, at its first review."""
    remembered: float | None
    """The share not rated again, 0 to 1; None when none was asked."""
    predicted: float | None
    """The mean chance of recall the model gave them, 0 to 1; None when none was asked."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything ``hashq stats`` tells."""

    cards: CardCounts
    reviews: int
    """In effect; undone ones are not counted."""
    retention: Retention
    forecast: tuple[DayDue, ...]
    """Known cards falling due, today (with what is overdue) first."""
    heatmap: tuple[DayReviews, ...]
    """Reviews of each study day that had any, oldest first."""
    streak: int
    """Study days in a row with a review of anything, up to today or yesterday."""


def latest_day(today: date) -> date:
    """The last study day that can have reviews: who travels west may have studied on what is tomorrow here."""
    return today + timedelta(days=1)


def forecast(
    database: Database, today: date, days: int, decks: Sequence[str] | None = None
) -> tuple[DayDue, ...]:
    """How many known cards fall due on each of the coming ``days``; overdue ones count to today."""
    due = due_by_day(database, today, today + timedelta(days=days - 1), decks)
    coming = (today + timedelta(days=ahead) for ahead in range(days))
    return tuple(DayDue(day, due.get(day, 0)) for day in coming)


def heatmap(
    database: Database, today: date, days: int = YEAR, decks: Sequence[str] | None = None
) -> tuple[DayReviews, ...]:
    """Reviews on each of the last ``days`` study days that had any, oldest first."""
    counted = tallies.studied_by_day(database, today - timedelta(days=days - 1), latest_day(today), decks)
    return tuple(DayReviews(each.day, each.reviews) for each in counted)


def retention(
    database: Database, today: date, days: int = RECENT, decks: Sequence[str] | None = None
) -> Retention:
    """How much was remembered over the last ``days`` study days."""
    recall = tallies.recall_since(database, today - timedelta(days=days - 1), decks)
    if not recall.asked:
        return Retention(0, None, None)
    return Retention(recall.asked, recall.remembered / recall.asked, recall.predicted / recall.asked)


def streak(database: Database, today: date) -> int:
    """Study days in a row with a review. A streak is not lost before today is over."""
    return streaks.streak(tallies.study_days(database), today).current


def seconds_per_review(database: Database) -> float | None:
    """The time a review usually takes; None when none was measured yet."""
    duration = history.typical_duration_ms(database)
    return duration / 1000 if duration is not None else None


def statistics(
    database: Database, today: date, decks: Sequence[str] | None = None, forecast_days: int = 30
) -> Statistics:
    """Every figure at once, of all decks or of ``decks``."""
    return Statistics(
        cards=history.count_cards(database, decks),
        reviews=tallies.count_reviews(database, decks),
        retention=retention(database, today, decks=decks),
        forecast=forecast(database, today, forecast_days, decks),
        heatmap=heatmap(database, today, decks=decks),
        streak=streak(database, today),
    )
