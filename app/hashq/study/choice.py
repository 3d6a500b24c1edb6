"""Which cards a person means to study: a deck, a query, or a query kept under a name. One way to say it, everywhere.

A deck's whole name means that deck. Any other name is looked for among the kept queries, then among the decks; what is
neither and reads like a query is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashq.clock import iso_utc
from hashq.errors import UsageError
from hashq.store.waiting import deck_names
from hashq.study.decks import find_deck, is_in_deck, with_parents

if TYPE_CHECKING:
    from datetime import date, datetime

    from hashq.settings import Settings
    from hashq.store.database import Database


class Choice(NamedTuple):
    """The cards that are meant."""

    name: str = ""
    """The whole name of the deck or kept query, or the query itself; empty for everything."""
    decks: tuple[str, ...] | None = None
    """The decks they are in; None when decks do not matter."""
    ids: frozenset[str] | None = None
    """The ids of what a query found; None when it is no query."""

    def takes(self, card: str, deck: str) -> bool:
        """Whether the card with this id, in this deck, is meant."""
        return (self.decks is None or deck in self.decks) and (self.ids is None or card in self.ids)


EVERYTHING = Choice()


def choose(database: Database, settings: Settings, asked: str | None, now: datetime, today: date) -> Choice:
    """The cards that ``asked`` means at this moment; None or a blank: everything.

    Raises :class:`hashq.errors.UsageError` when no deck, or more than one, has that name, and
    :class:`hashq.study.query_errors.QueryError` for a query that cannot be read.
    """
    wanted = (asked or "").strip()
    if not wanted:
        return EVERYTHING
    known = deck_names(database)
    kept = kept_query(settings, wanted)
    if kept is not None and wanted not in with_parents(known):
        return Choice(kept, ids=_found_by_kept(database, settings, kept, now, today))
    try:
        deck = find_deck(wanted, known)
    except UsageError:
        if not reads_like_query(wanted):
            raise
        return Choice(wanted, ids=_found(database, settings, wanted, now, today))
    return Choice(deck, tuple(name for name in known if is_in_deck(name, deck)))


def kept_query(settings: Settings, name: str) -> str | None:
    """The name, as it was kept, of the query called ``name``: just so, else ignoring case; None when there is none."""
    if name in settings.queries:
        return name
    folded = name.strip().casefold()
    return next((kept for kept in settings.queries if kept.strip().casefold() == folded), None)


def reads_like_query(text: str) -> bool:
    """Whether ``text`` has a sign that only queries have: a colon, quotes, brackets, a leading minus, or “or”."""
    return text.startswith("-") or any(sign in text for sign in ':"()') or " or " in text.lower()


def _found_by_kept(
    database: Database, settings: Settings, kept: str, now: datetime, today: date
) -> frozenset[str]:
    from hashq.study.query_errors import QueryError  # noqa: PLC0415 - studying a deck never needs it

    try:
        return _found(database, settings, settings.queries[kept], now, today)
    except QueryError as wrong:
        wrong.place = f'[queries] "{kept}", column {wrong.start + 1}'
        raise


def _found(database: Database, settings: Settings, query: str, now: datetime, today: date) -> frozenset[str]:
    from hashq.store.search import Moment, find_ids  # noqa: PLC0415 - studying a deck never needs it
    from hashq.study.query import parse_query  # noqa: PLC0415 - as above

    moment = Moment(iso_utc(now), today.isoformat(), settings.study.leech_lapses)
    return find_ids(database, parse_query(query, deck_names(database)), moment)
