"""The desk: all cards as one long list that is searched, sorted and read a window at a time.

A list is the numbers of its cards; texts are read only for the rows that are looked at. So a hundred thousand cards cost
a megabyte, and the first rows of a list are there before the whole of it was counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.errors import UsageError
from hashq.store.cards import cards_numbered, ids_numbered
from hashq.store.search import ORDERS, count_cards, find_ids, find_numbers
from hashq.store.waiting import deck_names
from hashq.study.card_views import card_view
from hashq.study.finding import moment_of, today
from hashq.study.query import parse_query

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable

    from hashq.clock import Clock
    from hashq.settings import Settings
    from hashq.store.conditions import Condition
    from hashq.store.database import Database
    from hashq.study.views import CardView

FIRST = 200
"""Cards that a list begins with before the whole of it is wanted."""

_LETTER_BEGUN = re.compile(r"(^|\s)(-?[A-Za-z0-9]|-)$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cards, in which order."""

    query: str = ""
    """As typed; blank for all."""
    order: str = "note"
    """One of :func:`orders`."""
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Cards of a list, by their numbers, which :meth:`Desk.cards` reads."""

    numbers: array[int]
    whole: bool
    """Whether these are all; else the first few."""


def orders() -> tuple[str, ...]:
    """What a list can be sorted by."""
    return tuple(ORDERS)


def while_typing(query: str) -> str:
    """``query`` without a last word of one letter, or a lone minus, which say nothing yet and fit nearly every card."""
    return _LETTER_BEGUN.sub("", query)


class Desk:
    """The list of cards of one library."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        """Read what ``database`` holds."""
        self._database = database
        self._settings = settings
        self._clock = clock
        self._decks: tuple[tuple[int, int], tuple[str, ...]] | None = None

    def first(self, wanted: Wanted) -> Listing:
        """The first cards of a list, at once. Raises :class:`hashq.study.query_errors.QueryError`."""
        numbers = self._numbers(wanted, FIRST)
        return Listing(numbers, whole=len(numbers) < FIRST)

    def whole(self, wanted: Wanted) -> Listing:
        """All cards of a list. Raises as :meth:`first` does."""
        return Listing(self._numbers(wanted, -1), whole=True)

    def count(self, query: str) -> int:
        """How many cards ``query`` asks for. Raises as :meth:`first` does."""
        return count_cards(self._database, self._read(query), moment_of(self._settings, self._clock))

    def ids(self, query: str) -> frozenset[str]:
        """The ids of the cards that ``query`` asks for. Raises as :meth:`first` does."""
        return find_ids(self._database, self._read(query), moment_of(self._settings, self._clock))

    def cards(self, numbers: Iterable[int]) -> list[CardView]:
        """The cards with these numbers, in the order given."""
        day = today(self._settings, self._clock)
        wanted = list(numbers)
        found = {row.number: row for row in cards_numbered(self._database, wanted)}
        leech = self._settings.study.leech_lapses
        return [card_view(found[number], day, leech) for number in wanted if number in found]

    def ids_of(self, numbers: Iterable[int]) -> list[str]:
        """The ids of the cards with these numbers, in the order given."""
        return ids_numbered(self._database, list(numbers))

    def _numbers(self, wanted: Wanted, most: int) -> array[int]:
        if wanted.order not in ORDERS:
            raise UsageError(
                f"cards are not sorted by “{wanted.order}”", remedy=f"Known: {', '.join(ORDERS)}."
            )
        moment = moment_of(self._settings, self._clock)
        condition = self._read(wanted.query)
        return find_numbers(
            self._database, condition, moment, wanted.order, backwards=wanted.backwards, most=most
        )

    def _read(self, query: str) -> Condition:
        return parse_query(query, self._deck_names() if "deck:" in query.lower() else ())

    def _deck_names(self) -> tuple[str, ...]:
        """Every deck, read again only after something was stored: a query is read at every key."""
        changes = self._database.changes()
        if self._decks is None or self._decks[0] != changes:
            self._decks = changes, deck_names(self._database)
        return self._decks[1]
