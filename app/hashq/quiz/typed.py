"""The answer is written: a short answer, the term of a meaning, or any one item of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.quiz.distractors import holds, of_the_same_sort, telling
from hashq.quiz.draft import Draft
from hashq.quiz.fold import words
from hashq.quiz.forms import form
from hashq.quiz.phrases import speaks_of_an_order, which_one_is_this, with_request

if TYPE_CHECKING:
    from random import Random

    from hashq.quiz.pool import Pool
    from hashq.quiz.source import SourceCard

MOST_WORDS = 5
"""Words a person can be asked to write without guessing at the author's phrasing."""
_TWOFOLD = re.compile(r",\s*and\s+(?:where|when|why|how|what|which)\b", re.IGNORECASE)
_INDEFINITE = re.compile(r"an?\s+(?=[a-z])", re.IGNORECASE)
_WHY = re.compile(r"^(?:why|how (?!many|much|long|often|far)|explain|describe|compare|when)\b", re.IGNORECASE)


def typed(card: SourceCard, pool: Pool, stream: Random) -> Draft | str:
    """A question answered in writing, or the reason why the card yields none."""
    if card.options:
        return "it has options to choose from"
    terms = [
        pair
        for pair in telling(card.pairs)
        if _is_certain(pair.term) and len(words(pair.meaning)) > 2 and not holds(pair.meaning, pair.term)
    ]
    if terms:
        pair = stream.choice(terms)
        why = f"**{pair.term}**: {pair.meaning}"
        rivals = tuple(other.term for other in card.pairs if other is not pair)
        return Draft(which_one_is_this(card, pair), _spellings(pair.term), why=why, rivals=rivals, typed=True)
    if card.items and not card.pairs:
        return _any_item(card)
    if card.verdict is not None:
        return "it is answered with yes or no"
    answer = card.short_answer
    if not answer or not _can_be_written(answer):
        return "its answer is too long to be written word for word"
    if _WHY.match(card.asks) or _TWOFOLD.search(card.asks):
        return "it asks for an explanation"
    if not _is_certain(answer):
        return "its answer could be worded otherwise"
    rivals = tuple(of_the_same_sort(answer, card, pool))
    return Draft(card.question, _spellings(answer), why=card.answer, rivals=rivals, typed=True)


def _any_item(card: SourceCard) -> Draft | str:
    if speaks_of_an_order(card.asks):
        return "it asks for an order"
    if not all(_is_certain(item) for item in card.items):
        return "its items are too long to be written word for word"
    accepted = tuple(dict.fromkeys(spelling for item in card.items for spelling in _spellings(item)))
    return Draft(with_request(card, "Name one."), accepted, why=card.answer, typed=True)


def _is_certain(text: str) -> bool:
    """Whether a person who knows it writes it in just these words: a name or a number, no phrase, no *a failure*."""
    return _can_be_written(text) and form(text).kind != "clause" and not _INDEFINITE.match(text)


def _can_be_written(text: str) -> bool:
    return 0 < len(words(text)) <= MOST_WORDS and len(text) <= 60


def _spellings(answer: str) -> tuple[str, ...]:
    """The answer, and without what a person may well leave out: brackets or *only* behind it, a prefix with a dot."""
    bare = re.sub(r"\s*\([^)]*\)\s*$|\s+only$", "", answer)
    own = re.sub(r"^[A-Z][A-Za-z]+\.(?=[A-Z])", "", bare)
    return tuple(dict.fromkeys(text for text in (answer, bare, own) if text))
