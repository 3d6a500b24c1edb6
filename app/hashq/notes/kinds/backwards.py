"""Reversed: a second card that shows the answer and asks for the question. The card itself stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.notes.kinds.sibling import Sibling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.notes.model import Card


def backwards(card: Card) -> Iterator[Sibling]:
    """The card backwards; none where a side is missing, or both are the same."""
    if card.question and card.answer and card.question != card.answer:
        yield Sibling(card.answer, card.question)
