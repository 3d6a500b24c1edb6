"""The answer is written: a short answer, the term of a meaning, or any one item of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.quiz.draft import Draft
from hashq.quiz.fold import words
from hashq.quiz.phrases import which_one_is_this, with_request

if TYPE_CHECKING:
    from random import Random

    from hashq.quiz.pool import Pool
    from hashq.quiz.source import SourceCard

MOST_WORDS = 5
"""Words a person can be asked to write without guessing at the author's phrasing."""
_WHY = re.compile(r"^(?:why|how (?!many|much|long|often|far)|explain|describe|compare|when)\b", re.IGNORECASE)


def typed(card: SourceCard, pool: Pool, stream: Random) -> Draft | str:  # noqa: ARG001 - every maker is called alike
    """A question answered in writing, or the reason why the card yields none."""
    if card.options:
        return "it has options to choose from"
    terms = [pair for pair in card.pairs if _can_be_written(pair.term) and len(words(pair.meaning)) > 2]
    if terms:
        pair = stream.choice(terms)
        why = f"**{pair.term}**: {pair.meaning}"
        return Draft(which_one_is_this(card, pair.meaning), (pair.term,), why=why, typed=True)
    if card.items and not card.pairs:
        return _any_item(card)
    if card.verdict is not None:
        return "it is answered with yes or no"
    answer = card.prose.removesuffix(".")
    if not answer or not _can_be_written(answer):
        return "its answer is too long to be written word for word"
    if _WHY.match(card.asks):
        return "it asks for an explanation"
    return Draft(card.question, _spellings(answer), why=card.answer, typed=True)


def _any_item(card: SourceCard) -> Draft | str:
    if not all(_can_be_written(item) for item in card.items):
        return "its items are too long to be written word for word"
    accepted = tuple(dict.fromkeys(spelling for item in card.items for spelling in _spellings(item)))
    return Draft(with_request(card, "Name one."), accepted, why=card.answer, typed=True)


def _can_be_written(text: str) -> bool:
    return 0 < len(words(text)) <= MOST_WORDS and len(text) <= 60


def _spellings(answer: str) -> tuple[str, ...]:
    """The answer, and without what stands in brackets behind it."""
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", answer)
    return (answer,) if bare in {"", answer} else (answer, bare)
