"""What a written answer says, in one way of writing: numbers in figures, units and contractions by one name.

Owns what must be the same to the sign however an answer is written. Forgives nothing and knows no question.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from hashq.quiz.fold import undecorated

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALIKE = str.maketrans({
    "−": "-", "–": "-", "‐": "-", "‑": "-", "⁄": "/", "×": "x", "’": "'", "≤": "<=", "≥": ">=", "≠": "!=",
    "→": "->", "⇒": "=>",
})  # fmt: skip
"""Signs that a keyboard has no key for, and what is typed instead."""
_SUPERSCRIPT = str.maketrans({sign: f"^{digit}" for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})
"""A power is no further digit of its base; a run of several is not told from powers of powers."""
_CODE_PLURAL = re.compile(r"\b(?!HTTPs\b)([A-Z][A-Z0-9]+)'?s\b")
_POSSESSIVE = re.compile(r"(?<=[^\W\d])'s\b")
_DECADE = re.compile(r"(?<=\d)'(?=s\b)")
_CONTRACTED = re.compile(r"\b(ca|wo|sha|\w+)n't\b|\b(cannot)\b", re.IGNORECASE)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
_AND = re.compile(r"(?<!&)&(?!&|\w+;)")
_SIGNED = r"(?:(?<![\w)\]])-(?=[\d.]))?"
_PLAIN = r"\d+(?:[.,:/]\d+)*|(?<![\w.])\.\d+"
_FIGURE = re.compile(rf"{_SIGNED}(?:\d{{1,3}}(?:[ ,]\d{{3}})+(?!\d)(?:\.\d+)?|{_PLAIN})")
_LISTED_FIGURE = re.compile(rf"{_SIGNED}(?:{_PLAIN})")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_GROUPED = re.compile(r"-?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?")
_COMPARED = re.compile(r"(?<![-=<>\w])[<>]=?(?=\s*[\d$€£.-])|(?<=\s)(?:[<>]=?|[!=]=)(?=\s)")
_MINUS_BEHIND = re.compile(r"(?<!\w)\w{1,3}-(?![\w-])")
_FLAG = re.compile(r"(?<!\S)-[A-Za-z](?!\w)")
_PER_CENT = re.compile(r"(?<=\d)\s*(?:per\s?cent|pct)\b", re.IGNORECASE)
_UNITS: Mapping[str, tuple[str, ...]] = {
    "millisecond": ("ms", "msec", "millisecond", "milliseconds"),
    "second": ("sec", "secs", "second", "seconds"),
    "minute": ("min", "mins", "minute", "minutes"),
    "hour": ("h", "hr", "hrs", "hour", "hours"),
    "kb": ("kb", "kilobyte", "kilobytes"),
    "mb": ("mb", "megabyte", "megabytes"),
    "gb": ("gb", "gigabyte", "gigabytes"),
    "tb": ("tb", "terabyte", "terabytes"),
}
"""By the name that stands for it: one that is no slip of another one's."""
_UNIT_NAMES = {written: unit for unit, ways in _UNITS.items() for written in ways} | {"s": "second"}
_UNIT = re.compile(
    rf"(?<=\d)\s*-?({'|'.join(sorted(_UNIT_NAMES, key=len, reverse=True))})\b(?<!\d\d\d\ds)", re.IGNORECASE
)
"""A number of four digits with an *s* is a decade."""
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_SPELLED = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[\s-]+(?P<one>{'|'.join(_ONES[1:10])}))?|(?P<ones>{'|'.join(_ONES)}))"
    rf"\b(?:[\s-]+(?P<scale>{'|'.join(_SCALES)})\b)?|\b(?P<alone>{'|'.join(_SCALES)})\b",
    re.IGNORECASE,
)


@lru_cache(1_000)
def said(text: str, *, spelled: bool = False, listed: bool = False) -> str:
    """``text`` in one way of writing, case as it was.

    Numbers in words become figures where they are ``spelled``. A comma or blank between digits sets numbers of a list
    apart where they are ``listed``, else thousands or decimals.
    """
    bare = unicodedata.normalize("NFKC", undecorated(text).translate(_SUPERSCRIPT)).translate(_ALIKE)
    bare = _CODE_PLURAL.sub(r"\1", _DECADE.sub("", bare))
    bare = _AND.sub(" and ", _CONTRACTED.sub(_whole, _POSSESSIVE.sub("", bare)))
    if spelled:
        bare = _SPELLED.sub(_in_figures, bare)
    bare = _LISTED_FIGURE.sub(_figure, _COMMA.sub(", ", bare)) if listed else _FIGURE.sub(_figure, bare)
    return _UNIT.sub(lambda unit: f" {_UNIT_NAMES[unit[1].casefold()]}", _PER_CENT.sub("%", bare))


def exact(said_text: str) -> tuple[str, ...]:
    """What of a text as :func:`said` has it admits no slip: numbers with sign and point, and how they compare."""
    signs = [sign[0] for sign in _COMPARED.finditer(said_text)]
    charged = [sign[0].casefold() for sign in _MINUS_BEHIND.finditer(said_text)]
    return (*signs, *charged, *(number[0] for number in _LISTED_FIGURE.finditer(said_text)))


def flags(said_text: str) -> tuple[str, ...]:
    """Options of one letter, ``-r`` and ``-R`` being two."""
    return tuple(_FLAG.findall(said_text))


def unaccented(text: str) -> str:
    """Latin and Greek letters without their accents; in other scripts a mark makes another letter."""
    kept, base = [], ""
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character):
            if not unicodedata.name(base, "").startswith(("LATIN", "GREEK")):
                kept.append(character)
        else:
            base = character
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _whole(contracted: re.Match[str]) -> str:
    if contracted[2]:
        return "can not"
    return f"{_WHOLE.get(contracted[1].casefold(), contracted[1])} not"


def _in_figures(spelled: re.Match[str]) -> str:
    if spelled["alone"]:
        return str(_SCALES[spelled["alone"].casefold()])
    value = sum(_VALUES[spelled[part].casefold()] for part in ("tens", "one", "ones") if spelled[part])
    return str(value * _SCALES.get((spelled["scale"] or "").casefold(), 1))


def _figure(written: re.Match[str]) -> str:
    number = written[0]
    if _GROUPED.fullmatch(number):
        return number.replace(",", "").replace(" ", "")
    sign = "-" if number.startswith("-") else ""
    return sign + ("0" if number[len(sign) :].startswith(".") else "") + number[len(sign) :].replace(",", ".")
