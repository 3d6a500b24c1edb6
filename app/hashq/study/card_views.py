"""Makes the view of a card that front ends show from its row. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hashq.clock import from_iso_utc
from hashq.scheduling.leeches import is_leech
from hashq.scheduling.model import State
from hashq.study.card_texts import parts_of
from hashq.study.views import CardView

if TYPE_CHECKING:
    from datetime import date

    from hashq.notes.model import Card
    from hashq.store.cards import CardRow


def card_view(row: CardRow, today: date, leech_threshold: int) -> CardView:
    """The view of a stored card on the study day ``today``; a leech from ``leech_threshold`` lapses on, 0 for never."""
    parts = parts_of(row.parts)
    return CardView(
        id=row.id,
        deck=row.deck,
        path=row.path,
        line=row.line,
        kind=row.kind,
        question=row.question,
        answer=row.answer,
        see=parts.see,
        images=parts.images,
        links=parts.links,
        tags=_tags(row),
        options=parts.options,
        key=parts.key,
        family=parts.family,
        state=State(row.state),
        due=from_iso_utc(row.due_at) if row.due_at else None,
        suspended=row.suspended,
        flag=row.flag,
        buried=row.buried_until is not None and row.buried_until > today.isoformat(),
        retired=row.retired,
        leech=is_leech(row.lapses, leech_threshold),
        lapses=row.lapses,
        reviews=row.reviews,
        stability=row.stability,
        difficulty=row.difficulty,
    )


def _tags(row: CardRow) -> tuple[str, ...]:
    if row.tags == row.own_tags == "[]":
        return ()
    return tuple(dict.fromkeys([*json.loads(row.tags), *json.loads(row.own_tags)]))


def unstored_view(card: Card, id_: str, deck: str, path: str) -> CardView:
    """The view of a card that was read from a note and is not in the library."""
    return CardView(
        id=id_,
        deck=deck,
        path=path,
        line=card.line,
        kind=card.kind,
        question=card.question,
        answer=card.answer,
        see=card.see,
        images=card.images,
        links=card.links,
        tags=card.tags,
        options=card.options,
        key=card.key,
        family=card.family,
        state=State.NEW,
        due=None,
        suspended=False,
        flag=0,
        buried=False,
        retired=False,
        leech=False,
        lapses=0,
        reviews=0,
        stability=None,
        difficulty=None,
    )
