"""What waits now, within the day's limits, deck by deck.

Owns how the limits are shared out: in the order of the decks, so that the decks add up to the whole. Loads neither the
memory model nor a parser, since prompts and status bars ask this every few seconds.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hashq.scheduling.limits import new_limits, review_limits
from hashq.scheduling.study_day import day_start_in_zone
from hashq.store.waiting import count_waiting, next_waiting
from hashq.study.views import DeckCounts, DueSummary

if TYPE_CHECKING:
    from datetime import date, datetime

    from hashq.clock import Clock
    from hashq.settings import Settings
    from hashq.store.database import Database
    from hashq.store.reviews import Occasion, ReviewLog


def due_summary(
    database: Database, log: ReviewLog, settings: Settings, clock: Clock, when: Occasion
) -> DueSummary:
    """What waits at ``when``."""
    done = log.done_on(when.study_day)
    waiting = count_waiting(database, when.at, when.study_day)
    new = new_limits(settings).within(
        {deck.deck: deck.new for deck in waiting}, {deck: its.begun for deck, its in done.items()}
    )
    reviews = review_limits(settings).within(
        {deck.deck: deck.review for deck in waiting}, {deck: its.reviewed for deck, its in done.items()}
    )
    decks = tuple(
        DeckCounts(deck.deck, new[deck.deck], deck.learning, reviews[deck.deck]) for deck in waiting
    )
    held_back = sum(deck.new + deck.review for deck in waiting) > sum(
        deck.new + deck.review for deck in decks
    )
    return DueSummary(
        new=sum(deck.new for deck in decks),
        learning=sum(deck.learning for deck in decks),
        review=sum(deck.review for deck in decks),
        total=sum(deck.new + deck.learning + deck.review for deck in decks),
        decks=decks,
        next=_next(database, settings, clock, when, held_back=held_back),
    )


def _next(
    database: Database, settings: Settings, clock: Clock, when: Occasion, *, held_back: bool
) -> datetime | None:
    coming = next_waiting(database, when.at, when.study_day)
    tomorrow = when.study_day + timedelta(days=1)
    days: list[date] = [day for day in (coming.review_day, tomorrow if held_back else None) if day]
    starts = [day_start_in_zone(day, clock.utc_offset, settings.study.day_starts_at) for day in days]
    if coming.learning is not None:
        starts.append(coming.learning)
    return min(starts, default=None)
