"""Finds cards by id and by query, and makes their views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.clock import iso_utc
from hashq.errors import UsageError
from hashq.scheduling.study_day import study_day
from hashq.store.cards import CardRow, card_by_id, ids_starting
from hashq.study.card_views import card_view

if TYPE_CHECKING:
    from datetime import date

    from hashq.clock import Clock
    from hashq.settings import Settings
    from hashq.store.database import Database
    from hashq.store.search import Moment
    from hashq.study.views import CardView


def today(settings: Settings, clock: Clock) -> date:
    """The study day it is now."""
    now = clock.now()
    return study_day(now, clock.utc_offset(now), settings.study.day_starts_at)


def find_card(database: Database, id_: str, settings: Settings, clock: Clock) -> CardView:
    """The card with this id, retired or not; the beginning of an id is enough where no other id begins so.

    Raises :class:`UsageError` when there is none, or several.
    """
    return card_view(find_row(database, id_), today(settings, clock), settings.study.leech_lapses)


def find_row(database: Database, id_: str) -> CardRow:
    """The row behind :func:`find_card`."""
    wanted = id_.strip().removeprefix("^").lower()
    is_one = wanted.isascii() and wanted.isalnum()  # what a shell hands over need not even be text
    row = card_by_id(database, wanted) if is_one else None
    if row is not None:
        return row
    near = ids_starting(database, wanted) if is_one else []
    found = card_by_id(database, near[0]) if len(near) == 1 else None
    if found is not None:
        return found
    if near:
        raise UsageError(
            f"more than one card's id begins with {id_}", place="CARD", remedy=f"{', '.join(near)} do."
        )
    raise UsageError(
        f"there is no card {id_}", place="CARD", remedy="`hashq cards` lists the cards and their ids."
    )


def find_cards(database: Database, query: str, settings: Settings, clock: Clock) -> list[CardView]:
    """The cards that ``query`` asks for, by deck, note and position. Raises :class:`hashq.study.query_errors.QueryError`."""
    from hashq.store.search import find_cards as search  # noqa: PLC0415 - showing one card never needs it
    from hashq.store.waiting import deck_names  # noqa: PLC0415 - as above
    from hashq.study.query import parse_query  # noqa: PLC0415 - as above

    day = today(settings, clock)
    rows = search(database, parse_query(query, deck_names(database)), moment_of(settings, clock))
    return [card_view(row, day, settings.study.leech_lapses) for row in rows]


def moment_of(settings: Settings, clock: Clock) -> Moment:
    """The present moment, as questions about cards are decided by it."""
    from hashq.store.search import Moment  # noqa: PLC0415 - as above

    return Moment(iso_utc(clock.now()), today(settings, clock).isoformat(), settings.study.leech_lapses)
