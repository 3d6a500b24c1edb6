"""How many cards a day: one limit for everything, own limits for decks that have them, and what was done of them.

Owns which limit a card counts against and what is left of it today. Knows neither cards nor files; loads little, since
counting what is due needs it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashq.settings.model import deck_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hashq.settings import Settings

EVERYWHERE = ""
"""The name of the limit that all decks without one of their own share."""

ALL_DECKS = ""
"""Stands for everything, where a deck to study is named."""


class DailyLimits(NamedTuple):
    """Limits for one kind of card, new ones or reviews.

    A card counts against the limit of the nearest deck above it that has one, and against no other: a deck's own limit
    may be larger than the common one.
    """

    everywhere: int
    """Cards a day from all decks without a limit of their own, together."""
    decks: Mapping[str, int] = MappingProxyType({})
    """Deck, as :func:`~hashq.settings.model.deck_key` folds it → cards a day from it and its sub-decks."""

    def limit_of(self, deck: str) -> str:
        """The deck whose limit ``deck`` counts against, folded; :data:`EVERYWHERE` when no deck above has one."""
        if not self.decks:
            return EVERYWHERE
        name = deck_key(deck)
        while name and name not in self.decks:
            name = name.rpartition("/")[0]
        return name

    def left(self, done: Mapping[str, int]) -> dict[str, int]:
        """What remains of each limit when ``done`` (deck → cards already taken today) is counted; never below 0."""
        left = {EVERYWHERE: self.everywhere, **self.decks}
        for deck, count in done.items():
            left[self.limit_of(deck)] -= count
        return {limit: max(0, count) for limit, count in left.items()}

    def within(self, waiting: Mapping[str, int], done: Mapping[str, int]) -> dict[str, int]:
        """How many of the cards ``waiting`` by deck may still come today if one deck and those inside it are studied.

        Told of every deck, of every deck above one, and of :data:`ALL_DECKS`. Decks draw on the same limits, so the
        figures of several may come to more than the figure of all.
        """
        left = self.left(done)
        found = {ALL_DECKS: 0}
        for limit, counts in self.by_limit(waiting).items():
            for studied, count in counts.items():
                found[studied] = found.get(studied, 0) + min(count, left[limit])
        return found

    def by_limit(self, waiting: Mapping[str, int]) -> dict[str, dict[str, int]]:
        """The cards ``waiting`` by deck, apart by the limit they count against, summed as :func:`with_above` does."""
        if not self.decks:
            return {EVERYWHERE: with_above(waiting)}
        counted: dict[str, dict[str, int]] = {}
        for deck, count in waiting.items():
            counted.setdefault(self.limit_of(deck), {})[deck] = count
        return {limit: with_above(counts) for limit, counts in counted.items()}


def with_above(counts: Mapping[str, int]) -> dict[str, int]:
    """``counts`` by deck, with what each deck above one and :data:`ALL_DECKS` has when the decks inside are counted too."""
    sums = {ALL_DECKS: 0, **counts}
    level = counts
    while level:
        above: dict[str, int] = {}
        for deck, count in level.items():
            if deck:
                holder = deck.rpartition("/")[0]
                above[holder] = above.get(holder, 0) + count
        for deck, count in above.items():
            sums[deck] = sums.get(deck, 0) + count
        level = above
    return sums


_NONE: Mapping[str, int] = MappingProxyType({})


class Done(NamedTuple):
    """What was already studied on the day the queue is made for."""

    new: Mapping[str, int] = _NONE
    """Deck → new cards begun."""
    reviews: Mapping[str, int] = _NONE
    """Deck → cards in state review that were shown."""
    sibling_groups: frozenset[str] = frozenset()
    """The groups of which a card was shown."""


class Rules(NamedTuple):
    """What the person set about the day."""

    new: DailyLimits = DailyLimits(20)
    """New cards a day."""
    reviews: DailyLimits = DailyLimits(200)
    """Reviews a day."""
    bury_siblings: bool = True
    """Whether one card a day of a group is enough; otherwise siblings only do not follow one another."""


def deck_and_above(deck: str) -> Iterator[str]:
    """The decks one may study to see the cards of ``deck``: itself, those that hold it, and :data:`ALL_DECKS`."""
    yield deck
    while deck:
        deck = deck.rpartition("/")[0]
        yield deck


def new_limits(settings: Settings) -> DailyLimits:
    """The person's limits on new cards."""
    own = {deck_key(name): deck.new_per_day for name, deck in settings.decks.items()}
    return DailyLimits(settings.study.new_per_day, {name: n for name, n in own.items() if n is not None})


def review_limits(settings: Settings) -> DailyLimits:
    """The person's limits on reviews."""
    own = {deck_key(name): deck.reviews_per_day for name, deck in settings.decks.items()}
    return DailyLimits(settings.study.reviews_per_day, {name: n for name, n in own.items() if n is not None})
