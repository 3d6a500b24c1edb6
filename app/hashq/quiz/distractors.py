"""Finds wrong answers that could be right: from the same column, the same list, the same deck, then by likeness.

A distractor differs from the key and from the others in more than form, is alike in length and shape, and is never
something the card itself says is true.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from hashq.quiz.fold import folded, squeezed, undecorated, words
from hashq.quiz.forms import form
from hashq.quiz.source import LONGEST_OPTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

    from hashq.quiz.pool import Pool
    from hashq.quiz.source import Pair, SourceCard

_WANTS = re.compile(
    r"\b(?:which|what|how many|how much|how long)\s+(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL
)
_ENDS_A_NAME = frozenset(
    words(
        "is are was were do does did can could may might must should will would has have had "
        "of in on at to for by with from that who and or when "
        "make makes let lets take takes run runs keep keeps give gives end ends happen happens"
    )
)
"""Folded as the words of a question are, so that *does* is among them."""
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Za-z])|[_/.-]")
_NUMBER = re.compile(r"\d")
_MOST_LOOKED_AT = 120
"""Candidates of one tier; they come nearest first."""
_SHORTEST_HELD = 6
"""Letters of words that are looked for without regard to blanks; fewer, and numbers, stand in others by chance."""
_TOO_ALIKE = 88
"""Likeness, 0 to 100, from which two options would be quibbled over."""


def pick(key: Sequence[str], tiers: Iterable[Sequence[str]], wanted: int, stream: Random) -> tuple[str, ...]:
    """Up to ``wanted`` distractors for ``key``, from the first tier that has them, then the next.

    Within a tier those most alike in length and shape win, with a little chance so that seeds differ.
    """
    chosen: list[str] = []
    for tier in tiers:
        if len(chosen) == wanted:
            break
        usable = [text for text in dict.fromkeys(tier) if fits(text)][:_MOST_LOOKED_AT]
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


def telling(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs whose meaning is said of no other term, so that asking for the term has one right answer."""
    return [
        pair
        for pair in pairs
        if not any(other is not pair and too_alike(pair.meaning, other.meaning) for other in pairs)
    ]


def gives_itself_away(key: Sequence[str], distractors: Sequence[str]) -> bool:
    """Whether a key stands out by length alone: over twice as long, or under half as long, as every distractor."""
    lengths = [len(text) for text in distractors]
    return any(len(text) > 2 * max(lengths) + 12 or 2 * len(text) + 12 < min(lengths) for text in key)


def of_the_same_sort(key: str, card: SourceCard, pool: Pool) -> list[str]:
    """What stands beside ``key`` in columns, lists and options near ``card``, if it has the same form."""
    wanted = form(key)
    others = [text for group in pool.groups_with(card, key) for text in group]
    return [text for text in dict.fromkeys(others) if form(text) == wanted]


def neighbours(card: SourceCard, others: Sequence[SourceCard]) -> list[str]:
    """Short answers, of the same form, of cards that ask for the same thing; the nearest first."""
    wanted, shape = wanted_thing(card.asks), form(card.short_answer)
    if not wanted:
        return []
    mine = Counter(words(card.asks))
    near: list[tuple[int, str]] = []
    for other in others:
        if other.id == card.id or not other.short_answer or form(other.short_answer) != shape:
            continue
        if wanted & wanted_thing(other.asks) and not _ask_the_same(card, other):
            common = sum((mine & Counter(words(other.asks))).values())
            near.append((-common, other.short_answer))
    near.sort(key=lambda pair: pair[0])
    return [text for _, text in near]


@lru_cache(20_000)
def wanted_thing(question: str) -> frozenset[str]:
    """What a question asks for by name: ``folder`` for "In which folder …"; empty when it names nothing."""
    match = _WANTS.search(question)
    if not match:
        return frozenset()
    found: list[str] = []
    for word in words(match["rest"])[:4]:
        if word in _ENDS_A_NAME:
            break
        found.append(word)
    return frozenset(found[:3])


def hints(asked: str, key: str, distractors: Sequence[str]) -> bool:
    """Whether the key shares a telling word with what is asked about and no distractor does, so that words match up."""
    told, said = _telling(asked), set(words(asked))
    if holds(asked, key) and not any(holds(asked, text) for text in distractors):
        return True
    if set(words(key)) <= said and not any(set(words(text)) <= said for text in distractors):
        return True
    return bool(told & _telling(key)) and not any(told & _telling(text) for text in distractors)


def holds(one: str, other: str) -> bool:
    """Whether one holds the other's words, whatever blanks stand between them: ``Timestamp`` and ``a time stamp``."""
    short, long = sorted((squeezed(one), squeezed(other)), key=len)
    return len(short) >= _SHORTEST_HELD and short.isalpha() and short in long


def _telling(text: str) -> frozenset[str]:
    apart = _JOINT.sub(" ", undecorated(text))
    return frozenset(word[:6] for word in words(apart) if len(word) > 3 or word.isdigit())


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
