"""One card on one line of a list: mark, question, deck, and how it stands. Pure.

A line is runs, texts with their style's name, since lists draw a screenful of them at every key.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hashq.plain_text import one_line
from hashq.scheduling.model import State
from hashq.tui.card_facts import FLAG_COLOURS
from hashq.tui.text import padded
from hashq.tui.wording import until

if TYPE_CHECKING:
    from datetime import datetime

    from hashq.study.views import CardView
    from hashq.tui.glyphs import Glyphs
    from hashq.tui.text import Run

STANDING_WIDTH = 10
FLAG_WIDTH = 3
DECK_WIDTH = 24
ROOM_FOR_DECKS = 90
"""Cells from which a deck has its own column."""
_SIGNS = ("$", "[[", "==")
_LONGEST_READ = 400
"""Characters of a question that its line could show."""


def card_line(
    card: CardView, width: int, glyphs: Glyphs, now: datetime, *, chosen: bool, marked: bool
) -> list[Run]:
    """The line, ``width`` cells wide."""
    deck = DECK_WIDTH if width >= ROOM_FOR_DECKS else 0
    room = max(4, width - 3 - deck - FLAG_WIDTH - STANDING_WIDTH - 1)
    question = one_line(as_read(card.question)[:_LONGEST_READ])
    return [
        (glyphs.pointer if chosen else " ", "$lamp"),
        (glyphs.right if marked else " ", "bold $lamp"),
        (" ", ""),
        (padded(question, room), "$quiet" if card.suspended or card.retired else "$text"),
        *_deck(card, deck),
        _flag(card, glyphs),
        standing_word(card, now),
    ]


def as_read(question: str) -> str:
    """``question`` without the signs of formulas, links and highlights, which would not show in the card either."""
    return _as_read(question) if any(sign in question for sign in _SIGNS) else question


@lru_cache(maxsize=512)
def _as_read(question: str) -> str:
    from hashq.tui.markdown.reading import phrase  # noqa: PLC0415 - most questions hold none of the signs

    return phrase(question[:_LONGEST_READ]).plain


def _deck(card: CardView, width: int) -> list[Run]:
    if not width:
        return []
    return [("  ", ""), (padded(one_line(card.deck.rpartition("/")[2]), width - 2), "$quiet")]


def _flag(card: CardView, glyphs: Glyphs) -> Run:
    if card.flag:
        return f" {glyphs.flag}{card.flag}", FLAG_COLOURS[card.flag]
    return (f" {glyphs.warning} ", "$ember") if card.leech else (" " * FLAG_WIDTH, "")


def standing_word(card: CardView, now: datetime) -> Run:
    """How a card stands, in one word, right-aligned."""
    word, style = _standing(card, now)
    return " " + padded(word, STANDING_WIDTH, right=True), style


def _standing(card: CardView, now: datetime) -> tuple[str, str]:
    if card.retired:
        return "retired", "$ember"
    if card.suspended:
        return "suspended", "$ember"
    if card.buried:
        return "buried", "$quiet"
    if card.state is State.NEW:
        return "new", "$ink"
    if card.state is not State.REVIEW:
        return "learning", "$sun"
    if card.due is not None and card.due <= now:
        return "due", "$leaf"
    return until(card.due, now), "$quiet"
