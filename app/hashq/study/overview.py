"""Progress as a whole, of everything or of one deck, over a period: the figures behind every picture of it.

Owns what is told and how the counted sums become it. Counts nothing itself and draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hashq.scheduling.streaks import streak
from hashq.store import progress, tallies
from hashq.store.waiting import deck_names
from hashq.study.decks import find_deck, is_in_deck
from hashq.study.figures import YEAR, DayDue, DayReviews, Retention, latest_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hashq.scheduling.streaks import Streak
    from hashq.store.database import Database
    from hashq.store.progress import HardCard, Maturity
    from hashq.store.tallies import DeckRecall

FORECAST_DAYS = 30
MOST_CARDS = 10
"""Hard cards and leeches listed, of each."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What progress is told of."""

    deck: str | None = None
    """With its sub-decks; None: everything."""
    days: int | None = 30
    """The last study days, today included; None: from the first review on."""


@dataclass(frozen=True, slots=True)
class Hour:
    """What was done in one hour of the day, over the period."""

    hour: int
    """0 to 23, local time."""
    reviews: int
    remembered: int
    """Not rated again."""


@dataclass(frozen=True, slots=True)
class DeckRetention:
    """How much was remembered in one deck."""

    deck: str
    retention: Retention


@dataclass(frozen=True, slots=True)
class Overview:
    """Progress in one scope."""

    scope: Scope
    """With the whole name of its deck."""
    today: date
    heatmap: tuple[DayReviews, ...]
    """Reviews of each study day of the last year that had any, oldest first, whatever the period."""
    streak: Streak
    """Of everything that is studied, whatever the scope."""
    reviews: int
    """In the period."""
    study_days: int
    """Days of the period with a review."""
    seconds: float
    """From questions to ratings in the period, as far as measured."""
    timed: int
    """Reviews of the period whose time was measured."""
    ratings: tuple[int, int, int, int]
    """Again, hard, good, easy in the period."""
    hours: tuple[Hour, ...]
    """All 24."""
    retention: Retention
    """In the period."""
    by_deck: tuple[DeckRetention, ...]
    """Decks of which a known card was asked in the period, in order of name."""
    maturity: Maturity
    """Cards now."""
    forecast: tuple[DayDue, ...]
    """Known cards falling due, today (with what is overdue) first."""
    hardest: tuple[HardCard, ...]
    leeches: tuple[HardCard, ...]


def overview(database: Database, scope: Scope, today: date, leech_lapses: int) -> Overview:
    """Progress in ``scope``. Raises :class:`hashq.errors.UsageError` when no deck, or several, have its name."""
    if scope.deck is not None:
        scope = replace(scope, deck=find_deck(scope.deck, deck_names(database)))
    decks = decks_counted(database, scope.deck)
    first = None if scope.days is None else today - timedelta(days=scope.days - 1)
    year = today - timedelta(days=YEAR - 1)
    latest = latest_day(today)
    by_day = tallies.studied_by_day(database, min(first, year) if first else None, latest, decks)
    within = [each for each in by_day if first is None or each.day >= first]
    recall = tallies.recall_by_deck(database, first, decks)
    due = progress.due_by_day(database, today, today + timedelta(days=FORECAST_DAYS - 1), decks)
    return Overview(
        scope=scope,
        today=today,
        heatmap=tuple(DayReviews(each.day, each.reviews) for each in by_day if each.day >= year),
        streak=_streak(database, today),
        reviews=sum(each.reviews for each in within),
        study_days=len(within),
        seconds=sum(each.duration_ms for each in within) / 1000,
        timed=sum(each.timed for each in within),
        ratings=_ratings(within),
        hours=_hours(tallies.studied_by_hour(database, first, latest, decks)),
        retention=_together(recall),
        by_deck=tuple(DeckRetention(part.deck, _together([part])) for part in recall),
        maturity=progress.maturity(database, decks),
        forecast=tuple(
            DayDue(day, due.get(day, 0)) for day in (today + timedelta(days=n) for n in range(FORECAST_DAYS))
        ),
        hardest=tuple(progress.hardest(database, MOST_CARDS, decks)),
        leeches=tuple(progress.leeches(database, leech_lapses, MOST_CARDS, decks)),
    )


def decks_counted(database: Database, deck: str | None) -> tuple[str, ...] | None:
    """The decks whose figures are those of ``deck``; None: all. Raises :class:`hashq.errors.UsageError` as above."""
    if deck is None:
        return None
    known = deck_names(database)
    chosen = find_deck(deck, known)
    inside = tuple(name for name in known if is_in_deck(name, chosen))
    # A deck that holds all that there is, retired cards included, is counted as everything: of that there are sums.
    return None if inside == known and set(tallies.decks_tallied(database)).issubset(inside) else inside


def _streak(database: Database, today: date) -> Streak:
    return streak(tallies.study_days(database), today)


def _hours(parts: Sequence[tallies.Hour]) -> tuple[Hour, ...]:
    found = {part.hour: Hour(part.hour, part.reviews, part.reviews - part.again) for part in parts}
    return tuple(found.get(hour, Hour(hour, 0, 0)) for hour in range(24))


def _ratings(days: Sequence[tallies.Day]) -> tuple[int, int, int, int]:
    return (
        sum(each.again for each in days),
        sum(each.hard for each in days),
        sum(each.good for each in days),
        sum(each.easy for each in days),
    )


def _together(parts: Sequence[DeckRecall]) -> Retention:
    asked = sum(part.asked for part in parts)
    if not asked:
        return Retention(0, None, None)
    remembered = sum(part.remembered for part in parts) / asked
    return Retention(asked, remembered, sum(part.predicted for part in parts) / asked)
