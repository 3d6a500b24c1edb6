"""Words with punctuation that introduce a part of a card: ``Answer:``, ``**See**:``, ``* Answer;``.

Reads the word's emphasis, punctuation and what follows on the line. What a word means is for the rules to say.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PUNCTUATION = re.compile(r"\s*[:;：](?!:)|\.(?=\s|$|[*_])")


class Label(NamedTuple):
    """A word at the beginning of a line, and what stands behind it."""

    sign: str
    """``:``, ``;`` or ``.``; empty when the word has none."""
    bold: bool
    """Whether the word itself is bold or italic."""
    rest: str
    """What follows, trimmed. Emphasis that opened before the word and ends later is opened again here."""


def label_pattern(word: str) -> re.Pattern[str]:
    """The pattern :func:`read_label` wants for ``word``, a regular expression, ignoring case."""
    return re.compile(rf"(?P<mark>\*{{1,3}}|_{{1,3}})?\s*(?:{word})(?![^\W_])", re.IGNORECASE)


def read_label(pattern: re.Pattern[str], text: str, at: int = 0) -> Label | None:
    """The label at ``text[at]``, or None when there is none."""
    found = pattern.match(text, at)
    if found is None:
        return None
    mark, rest = found["mark"] or "", text[found.end() :]
    if not mark and rest.startswith("_"):
        return None
    bold = bool(mark) and rest.startswith(mark)
    if bold:
        rest, mark = rest[len(mark) :], ""
    punctuation = _PUNCTUATION.match(rest)
    sign = punctuation[0].strip().replace("：", ":") if punctuation else ""
    rest = rest[punctuation.end() :] if punctuation else rest
    if mark and rest.lstrip().startswith(mark):
        rest, bold = rest.lstrip()[len(mark) :], True
    elif mark:
        rest = mark + rest.lstrip() if mark in rest else rest
    return Label(sign, bold, rest.strip())
