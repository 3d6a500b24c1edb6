"""Where a card starts: the forms of ``#Q`` at the beginning of a line.

Looks at one line only; whether it stands in a code fence is for :mod:`hashq.notes.fences` to say.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_START = re.compile(
    r"(?P<indent>[\s\u200b\ufeff]*)(?P<bullet>[-*+]\s+)?(?P<mark>\*{1,3}|_{1,3})?#Q(?:uestion)?"
)
_PUNCTUATION = re.compile(r"\s*[:;](?=\s|$|[A-Z][a-z])|[:;](?!:)|\.(?=\s|$|[A-Z])")

_MAY_FOLLOW = frozenset(":;.*[`\"'(“‘")
"""Besides blanks: every other character would make another tag, such as ``#Quiz`` or ``#Q/aws``."""


class Start(NamedTuple):
    """A card's first line, read."""

    question: str
    """What follows ``#Q`` on its line, trimmed; empty where the question stands below."""
    bullet: int
    """Columns up to the text of the list item the card is written as; 0 when it is none."""
    mark: str
    """Emphasis that opened before ``#Q`` and has not been closed on this line; empty when there is none."""


def read_start(text: str) -> Start | None:
    """The card start on this line, or None when the line starts no card."""
    if "#Q" not in text:
        return None
    found = _START.match(text)
    if found is None:
        return None
    rest, mark = text[found.end() :], found["mark"] or ""
    if mark and rest.startswith(mark):
        rest, mark = rest[len(mark) :], ""
    if rest and not rest[0].isspace() and rest[0] not in _MAY_FOLLOW:
        return None
    if rest.startswith(".") and not _PUNCTUATION.match(rest):
        return None
    rest = _PUNCTUATION.sub("", rest, count=1) if _PUNCTUATION.match(rest) else rest
    rest = rest.strip()
    if mark and rest.startswith(mark):
        rest, mark = rest[len(mark) :], ""
    rest, mark = unwrap(rest, mark)
    return Start(rest.strip(), len(found["bullet"] or ""), mark)


def unwrap(text: str, mark: str) -> tuple[str, str]:
    """``text`` without the end of the emphasis ``mark`` that was opened before it, and what is still open.

    A mark behind a blank opens emphasis of the text's own, which the next one ends.
    """
    if not mark:
        return text, mark
    sign, own = re.escape(mark[0]), 0
    for found in re.finditer(rf"(?<!{sign}){re.escape(mark)}(?!{sign})", text):
        if not text[: found.start()].strip() or text[found.start() - 1].isspace():
            own += 1
        elif own:
            own -= 1
        else:
            return text[: found.start()] + text[found.end() :], ""
    return text, mark
