"""What sort of thing an answer is, so that wrong answers can be of the same sort. Reads words, knows no question."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hashq.quiz.fold import ARTICLES, undecorated, words

NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_COUNTED = 20
"""Up to here a person may be off by one; beyond it, such an option is no likely mistake."""
_NUMBER = re.compile(
    rf"^(?P<number>\d[\d,]*(?:\.\d+)?|{'|'.join(NUMBER_WORDS)})(?P<gap>[\s-]?)(?P<unit>%|[a-zA-Z]+(?:\s[a-z]+)?)?$",
    re.IGNORECASE,
)
_PATH = re.compile(r"^[~.]?/\S*$")
_FLAG = re.compile(r"^--?[a-z][\w-]*$")
_CAPITALS = re.compile(r"^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{6,})$")
_DOTTED = re.compile(r"^[\w-]+(?:\.[\w-]+)+$")
_CAMEL = re.compile(r"^[A-Za-z]+[a-z0-9][A-Z]\w*$")
_JOINED = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+)+$")
_FORMULA = re.compile(r",|\s[−+=×*/^–-]\s")
_FUNCTION_WORDS = frozenset(
    [
        "about",
        "after",
        "all",
        "also",
        "always",
        "and",
        "any",
        "anything",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "both",
        "but",
        "by",
        "can",
        "done",
        "does",
        "each",
        "either",
        "else",
        "ends",
        "every",
        "first",
        "for",
        "from",
        "goes",
        "had",
        "has",
        "have",
        "her",
        "his",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "last",
        "latest",
        "made",
        "many",
        "may",
        "more",
        "most",
        "must",
        "neither",
        "never",
        "new",
        "next",
        "no",
        "none",
        "not",
        "nothing",
        "of",
        "off",
        "old",
        "on",
        "once",
        "one",
        "only",
        "or",
        "other",
        "others",
        "own",
        "same",
        "she",
        "should",
        "so",
        "some",
        "something",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "under",
        "until",
        "up",
        "very",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whole",
        "why",
        "will",
        "with",
        "without",
        "yes",
        "you",
        "your",
    ]
)
"""Words an answer may be built with but that name nothing themselves."""


class Form(NamedTuple):
    """The sort of an answer; answers of the same form can stand beside each other as options."""

    kind: str
    """``number``, ``path``, ``flag``, ``capitals``, ``dotted``, ``camel``, ``joined``, ``name``, or ``clause``."""
    detail: str = ""
    """The unit of a number; the word a clause begins with."""


_SHAPES = (
    (_PATH, "path"), (_FLAG, "flag"), (_CAPITALS, "capitals"), (_DOTTED, "dotted"), (_CAMEL, "camel"), (_JOINED, "joined"),
)  # fmt: skip


@lru_cache(20_000)
def form(text: str) -> Form:
    """The sort of thing ``text`` is."""
    bare = undecorated(text)
    number = numeral(bare)
    if number is not None:
        return Form("number", number.unit)
    for pattern, kind in _SHAPES:
        if pattern.match(bare):
            return Form(kind)
    said = bare.casefold().split()
    if is_name(bare):
        return Form("name", "capital" if bare[:1].isupper() else "small")
    opener = next((word.strip(".,;:") for word in said if word not in ARTICLES), "")
    return Form("clause", opener if opener in _FUNCTION_WORDS else "")


def is_name(text: str) -> bool:
    """Whether ``text`` names something in at most three words, so that a person can be asked to write it."""
    bare = undecorated(text)
    kept = [word for word in words(bare) if word not in ARTICLES]
    if not 0 < len(kept) <= 3 or len(bare) > 60 or _FORMULA.search(bare):
        return False
    return not any(word in _FUNCTION_WORDS for word in kept)


class Numeral(NamedTuple):
    """A number with its unit."""

    value: float
    unit: str
    """Folded to the singular; empty for a bare number."""
    spelled: bool
    """Written as a word."""
    suffix: str
    """What follows the number, as it was written."""


def numeral(text: str) -> Numeral | None:
    """The number that the whole of ``text`` is; None when it is something else."""
    match = _NUMBER.match(text.strip())
    if match is None:
        return None
    written = match["number"].casefold()
    spelled = written in NUMBER_WORDS
    value = NUMBER_WORDS.index(written) if spelled else float(written.replace(",", ""))
    unit = match["unit"] or ""
    folded_unit = " ".join(words(unit)) if unit not in {"", "%"} else unit
    return Numeral(value, folded_unit, spelled, text.strip()[match.end("number") :])


def numbers_near(text: str) -> tuple[str, ...]:
    """Numbers in the style of ``text`` that a person might mistake for it; empty when it is no number, or a version."""
    number = numeral(text)
    if number is None or number.value != int(number.value) or "." in text:
        return ()
    value = int(number.value)
    near: tuple[int, ...] = (value * 2, value // 2, value + 1, value - 1, value + 2, value * 3, value * 10)
    if value > _COUNTED:
        near = (value * 2, value // 2, value * 10, value // 4, value * 4, value * 5)
    shown = [one for one in dict.fromkeys(near) if one > 0 and one != value]
    if number.spelled:
        shown = [one for one in shown if one < len(NUMBER_WORDS)]
    return tuple(_styled(one, text, number) for one in shown)


def _styled(value: int, like: str, number: Numeral) -> str:
    suffix = number.suffix
    if value == 1 and suffix.endswith("s"):
        suffix = suffix[:-1]
    elif value != 1 and number.value == 1 and re.search(r"[a-z]$", suffix):
        suffix += "s"
    if not number.spelled:
        return f"{value:,}{suffix}" if value >= 1000 and "," in like else f"{value}{suffix}"
    word = NUMBER_WORDS[value]
    return f"{word.capitalize() if like.strip()[0].isupper() else word}{suffix}"
