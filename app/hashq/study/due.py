"""What waits now, within the day's limits, deck by deck.

Owns that a deck's figures are what studying that deck now would show, and the whole's what studying everything would. Decks
share the day's limits, so they may come to more than the whole. Loads neither the memory model nor a parser nor a
card's values, since prompts and status bars ask this every few seconds.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hashq.clock import SystemClock
from hashq.paths import places
from hashq.scheduling.limits import (
    ALL_DECKS,
    Done,
    Rules,
    deck_and_above,
    new_limits,
    review_limits,
    with_above,
)
from hashq.scheduling.offering import Waits, learning_until, offered_by_counts
from hashq.scheduling.pacing import paced
from hashq.scheduling.study_day import day_start_in_zone, study_day
from hashq.settings import read_settings
from hashq.store.counts import (
    count_waiting,
    done_on,
    has_siblings,
    next_waiting,
    sibling_groups_seen,
    waiting_kin,
)
from hashq.store.database import Database

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hashq.clock import Clock
    from hashq.settings import Settings
    from hashq.store.counts import WaitingCounts


class DeckCounts(NamedTuple):
    """What studying one deck now would show, the decks inside it included."""

    deck: str
    new: int
    learning: int
    """Due by now."""
    review: int


class DueSummary(NamedTuple):
    """What studying everything now would show, and what studying each deck would."""

    new: int
    learning: int
    review: int
    total: int
    """All three together."""
    decks: tuple[DeckCounts, ...]
    """Every deck with cards of its own, in order of name; also those where nothing waits."""
    above: tuple[DeckCounts, ...]
    """Every deck that only holds others, in order of name."""
    next: datetime | None
    """When the next card that does not wait yet will, UTC; None when there is none."""

    @property
    def every_deck(self) -> tuple[DeckCounts, ...]:
        """The decks that can be studied: those with cards, and those above."""
        return (*self.decks, *self.above)


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
    offers = _offered(database, settings, waiting, now, today)
    whole = offers.pop(ALL_DECKS)
    held_back = sum(deck.new + deck.review for deck in waiting) > whole.new + whole.review
    coming = _starts(database, now, today, held_back=held_back)
    return DueSummary(
        new=whole.new,
        learning=whole.learning,
        review=whole.review,
        total=whole.new + whole.learning + whole.review,
        decks=tuple(offers.pop(deck.deck) for deck in waiting),
        above=tuple(offers[deck] for deck in sorted(offers)),
        next=min((_moment(start, settings, clock) for start in coming), default=None),
    )


def _offered(
    database: Database, settings: Settings, waiting: list[WaitingCounts], now: datetime, today: date
) -> dict[str, DeckCounts]:
    """What limits and siblings leave of the ``waiting`` in each deck."""
    done = done_on(database, today)
    begun = {deck: its.begun for deck, its in done.items()}
    reviewed = {deck: its.reviewed for deck, its in done.items()}
    unseen = {deck.deck: deck.new + begun.get(deck.deck, 0) for deck in waiting}
    new, reviews = paced(new_limits(settings), settings, unseen, today), review_limits(settings)
    learning = with_above({deck.deck: deck.learning for deck in waiting})
    if settings.study.bury_siblings and has_siblings(database):
        shown = sibling_groups_seen(database, today)
        rules, studied = Rules(new, reviews), Done(begun, reviewed, shown)
        found = _among_siblings(database, settings, waiting, rules, studied, when=(now, today))
        return {deck: DeckCounts(deck, found[deck][0], its, found[deck][1]) for deck, its in learning.items()}
    of_new = new.within({deck.deck: deck.new for deck in waiting}, begun)
    of_reviews = reviews.within({deck.deck: deck.review for deck in waiting}, reviewed)
    return {deck: DeckCounts(deck, of_new[deck], its, of_reviews[deck]) for deck, its in learning.items()}


def _among_siblings(
    database: Database,
    settings: Settings,
    waiting: list[WaitingCounts],
    rules: Rules,
    done: Done,
    *,
    when: tuple[datetime, date],
) -> dict[str, tuple[int, int]]:
    """New cards and reviews of each deck where siblings stay apart; cards are read only where their order decides."""
    now, today = when
    counts = {deck.deck: Waits(deck.new, deck.review) for deck in waiting}
    kin = waiting_kin(database, today, learning_until(now, settings))
    told = offered_by_counts(counts, kin, rules, done)
    unsure = frozenset(deck for deck, waits in told.items() if waits is None)
    found: dict[str, tuple[int, int]] = {deck: waits for deck, waits in told.items() if waits is not None}
    if unsure:
        from hashq.study.sessions import Sessions  # noqa: PLC0415 - dear, and seldom needed

        read = tuple(deck for deck in counts if not unsure.isdisjoint(deck_and_above(deck)))
        by_queue = Sessions(database, settings).offered(read, now, today)
        found.update({deck: by_queue.get(deck, (0, 0)) for deck in unsure})
    return found


def _starts(database: Database, now: datetime, today: date, *, held_back: bool) -> list[date | datetime]:
    """The study days and moments at which more will wait; ``held_back``: the limits leave some for tomorrow."""
    coming = next_waiting(database, now, today)
    tomorrow = today + timedelta(days=1) if held_back else None
    return [start for start in (coming.learning, coming.review_day, tomorrow) if start is not None]


def _moment(start: date | datetime, settings: Settings, clock: Clock) -> datetime:
    if isinstance(start, datetime):
        return start
    return day_start_in_zone(start, clock.utc_offset, settings.study.day_starts_at)
