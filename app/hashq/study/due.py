"""What waits now, within the day's limits, deck by deck.

Owns how the limits are shared out: in the order of the decks, so that the decks add up to the whole. Loads neither the
memory model nor a parser nor a card's values, since prompts and status bars ask this every few seconds.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hashq.clock import SystemClock
from hashq.paths import places
from hashq.scheduling.limits import new_limits, review_limits
from hashq.scheduling.pacing import paced
from hashq.scheduling.study_day import day_start_in_zone, study_day
from hashq.settings import read_settings
from hashq.store.counts import count_waiting, done_on, has_siblings, next_waiting
from hashq.store.database import Database

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hashq.clock import Clock
    from hashq.settings import Settings
    from hashq.store.counts import WaitingCounts


class DeckCounts(NamedTuple):
    """What waits in one deck now, its sub-decks not included."""

    deck: str
    new: int
    learning: int
    review: int


class DueSummary(NamedTuple):
    """What waits now, within the day's limits. The decks add up to the whole."""

    new: int
    learning: int
    review: int
    total: int
    """All three together."""
    decks: tuple[DeckCounts, ...]
    """Every deck with cards, in order of name; also those where nothing waits."""
    next: datetime | None
    """When the next card that does not wait yet will, UTC; None when there is none."""


def due_now(home: Path | None = None) -> DueSummary:
    """What waits at this moment in the data folder ``home``, else in the usual one. Writes nothing.

    Raises as :func:`hashq.study.services.open_services`, of which this is the quick part.
    """
    its_places, clock = places(os.environ, home), SystemClock()
    settings = read_settings(its_places.settings)
    database = Database(its_places.database)
    try:
        return due_summary(database, settings, clock, clock.now())
    finally:
        database.close()


def due_summary(database: Database, settings: Settings, clock: Clock, now: datetime) -> DueSummary:
    """What waits at ``now``."""
    today = study_day(now, clock.utc_offset(now), settings.study.day_starts_at)
    waiting = count_waiting(database, now, today)
    apart = settings.study.bury_siblings and has_siblings(database)
    decks = (
        _shares_of_the_queue(database, settings, waiting, now, today)
        if apart
        else _shares(database, settings, waiting, today)
    )
    held_back = sum(deck.new + deck.review for deck in waiting) > sum(
        deck.new + deck.review for deck in decks
    )
    coming = _starts(database, now, today, held_back=held_back)
    return DueSummary(
        new=sum(deck.new for deck in decks),
        learning=sum(deck.learning for deck in decks),
        review=sum(deck.review for deck in decks),
        total=sum(deck.new + deck.learning + deck.review for deck in decks),
        decks=decks,
        next=min((_moment(start, settings, clock) for start in coming), default=None),
    )


def _shares(
    database: Database, settings: Settings, waiting: list[WaitingCounts], today: date
) -> tuple[DeckCounts, ...]:
    """What the limits leave of the ``waiting``, counted without looking at a single card."""
    done = done_on(database, today)
    begun = {deck: its.begun for deck, its in done.items()}
    unseen = {deck.deck: deck.new + begun.get(deck.deck, 0) for deck in waiting}
    new = paced(new_limits(settings), settings, unseen, today).within(
        {deck.deck: deck.new for deck in waiting}, begun
    )
    reviews = review_limits(settings).within(
        {deck.deck: deck.review for deck in waiting}, {deck: its.reviewed for deck, its in done.items()}
    )
    return tuple(DeckCounts(deck.deck, new[deck.deck], deck.learning, reviews[deck.deck]) for deck in waiting)


def _shares_of_the_queue(
    database: Database, settings: Settings, waiting: list[WaitingCounts], now: datetime, today: date
) -> tuple[DeckCounts, ...]:
    """What the next session shows of the ``waiting``: siblings that stay apart cannot be told from counts."""
    from hashq.study.sessions import Sessions  # noqa: PLC0415 - only libraries with siblings pay for it

    new, reviews = Sessions(database, settings).shown_by_deck(now, today)
    return tuple(DeckCounts(deck.deck, new[deck.deck], deck.learning, reviews[deck.deck]) for deck in waiting)


def _starts(database: Database, now: datetime, today: date, *, held_back: bool) -> list[date | datetime]:
    """The study days and moments at which more will wait; ``held_back``: the limits leave some for tomorrow."""
    coming = next_waiting(database, now, today)
    tomorrow = today + timedelta(days=1) if held_back else None
    return [start for start in (coming.learning, coming.review_day, tomorrow) if start is not None]


def _moment(start: date | datetime, settings: Settings, clock: Clock) -> datetime:
    if isinstance(start, datetime):
        return start
    return day_start_in_zone(start, clock.utc_offset, settings.study.day_starts_at)
