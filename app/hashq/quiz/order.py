"""Put a list in order: only where the note numbers it and speaks of steps, order or sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.quiz.distractors import fits, too_alike
from hashq.quiz.draft import Draft
from hashq.quiz.phrases import with_request

if TYPE_CHECKING:
    from random import Random

    from hashq.quiz.pool import Pool
    from hashq.quiz.source import SourceCard

_FEWEST, _MOST = 3, 8


def order(card: SourceCard, pool: Pool, stream: Random) -> Draft | str:  # noqa: ARG001 - every maker is called alike
    """A list to put in order, or the reason why the card yields none."""
    if not card.is_sequence:
        return "its answer is not a numbered list whose question speaks of steps, order or sequence"
    items = card.items
    if len(items) < _FEWEST:
        return "its list is too short to be worth ordering"
    if len(items) > _MOST:
        start = stream.randrange(len(items) - _MOST + 1)
        items = items[start : start + _MOST]
    if not all(fits(item) for item in items):
        return "its items are too long for options"
    if any(too_alike(one, other) for place, one in enumerate(items) for other in items[:place]):
        return "its items are too alike to tell apart"
    return Draft(with_request(card, "Put these in order."), items, why=card.answer)
