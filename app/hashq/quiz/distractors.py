"""Finds wrong answers that could be right: from the same column, the same list, the same deck, then by likeness.

A distractor differs from the key and from the others in more than form, is alike in length and shape, and is never
something the card itself says is true.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hashq.quiz.fold import folded, squeezed, words
from hashq.quiz.source import LONGEST_OPTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

    from hashq.quiz.source import SourceCard

_ASKS_FOR = re.compile(
    r"^(?:in |on |at |for |under |after |before |during |by )?(?P<word>what|which|how many|how much|how long|how|who|when|where|why|can|is|are|does|do)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
_TOO_ALIKE = 88
"""Likeness, 0 to 100, from which two options would be quibbled over."""
_ENOUGH_IN_COMMON = 1


def pick(key: Sequence[str], tiers: Iterable[Sequence[str]], wanted: int, stream: Random) -> tuple[str, ...]:
    """Up to ``wanted`` distractors for ``key``, from the first tier that has them, then the next.

    Within a tier those most alike in length and shape win, with a little chance so that seeds differ.
    """
    chosen: list[str] = []
    for tier in tiers:
        usable = [text for text in dict.fromkeys(tier) if fits(text)]
        stream.shuffle(usable)
        usable.sort(key=lambda text: round(_unlike(text, key[0]) * 2))
        for text in usable:
            if len(chosen) == wanted:
                return tuple(chosen)
            if not any(too_alike(text, other) for other in (*key, *chosen)):
                chosen.append(text)
    return tuple(chosen)


def fits(text: str) -> bool:
    """Whether ``text`` can be an option at all: not empty, not too long, on one line, more than punctuation."""
    return bool(squeezed(text)) and len(text) <= LONGEST_OPTION and "\n" not in text


def too_alike(one: str, other: str) -> bool:
    """Whether two options say nearly the same, or one contains the other."""
    left, right = folded(one), folded(other)
    if not left or not right or squeezed(one) == squeezed(other) or left == right:
        return True
    if f" {left} " in f" {right} " or f" {right} " in f" {left} ":
        return len(left.split()) > 2 and len(right.split()) > 2
    if _NUMBER.search(left) or _NUMBER.search(right) or min(len(left), len(right)) < 12:
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415 - only long options need it

    return fuzz.token_sort_ratio(left, right) >= _TOO_ALIKE


def gives_itself_away(key: Sequence[str], distractors: Sequence[str]) -> bool:
    """Whether a key stands out by length alone: over twice as long, or under half as long, as every distractor."""
    lengths = [len(text) for text in distractors]
    return any(len(text) > 2 * max(lengths) + 12 or 2 * len(text) + 12 < min(lengths) for text in key)


def asks_for(question: str) -> str:
    """What sort of answer a question wants: its question word in lower case, or empty."""
    match = _ASKS_FOR.match(question)
    return match["word"].casefold() if match else ""


def neighbours(card: SourceCard, others: Sequence[SourceCard]) -> list[str]:
    """Short answers of cards that ask the same sort of question and share words with ``card``, the nearest first."""
    wanted = asks_for(card.asks)
    mine = Counter(words(card.asks))
    near: list[tuple[int, str]] = []
    for other in others:
        if other.id == card.id or not other.short_answer or asks_for(other.asks) != wanted:
            continue
        common = sum((mine & Counter(words(other.asks))).values())
        if common > _ENOUGH_IN_COMMON and not _ask_the_same(card, other):
            near.append((-common, other.short_answer))
    near.sort(key=lambda pair: pair[0])
    return [text for _, text in near]


def _ask_the_same(card: SourceCard, other: SourceCard) -> bool:
    """Whether two cards ask nearly the same, so that the other's answer may be right here too."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.token_sort_ratio(folded(card.asks), folded(other.asks)) >= _TOO_ALIKE


def _unlike(text: str, key: str) -> float:
    """How much ``text`` differs from ``key`` in length and shape; 0 is alike."""
    length = abs(len(text) - len(key)) / max(len(text), len(key), 1)
    number = bool(_NUMBER.search(text)) != bool(_NUMBER.search(key))
    capital = text[:1].isupper() != key[:1].isupper()
    return length + number + 0.5 * capital
