"""Cloze: a card for each ``==hole==`` in question or answer, which asks for what the hole hides.

The other holes are shown filled and unmarked, so that making one more changes no other card; but for those that hide the
same words, which would tell the answer.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from hashq.notes.fences import read_fences
from hashq.notes.inline import prose_only
from hashq.notes.kinds.sibling import Sibling
from hashq.notes.lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.notes.model import Card

GAP: Final = "[…]"
"""Stands where the hole is."""
VEIL: Final = "…"
"""Stands where another hole hides the same."""

_HOLE = re.compile(r"(?<!=)==(?![=\s])((?:[^=]|=(?!=))+)(?<!\s)==(?!=)")


def holes(card: Card) -> Iterator[Sibling]:
    """The cards for the holes of ``card``, in order. ``==`` in code and in addresses opens none, nor over a line's end."""
    lines = split_lines("\n\n".join(part for part in (card.question, card.answer) if part))
    inside = read_fences(lines, ()).inside
    found = [[] if inside[at] else list(_HOLE.finditer(prose_only(line))) for at, line in enumerate(lines)]
    pairs = list(zip(lines, found, strict=True))
    filled = [_filled(line, own) for line, own in pairs]
    alike = Counter(_hidden(line, hole).casefold() for line, own in pairs for hole in own)
    for at, (line, own) in enumerate(pairs):
        for hole in own:
            answer = _hidden(line, hole)
            veiled = answer.casefold() if alike[answer.casefold()] > 1 else None
            others = filled if veiled is None else [_filled(*pair, veiled=veiled) for pair in pairs]
            asking = _filled(line, own, asked=hole, veiled=veiled)
            yield Sibling("\n".join([*others[:at], asking, *others[at + 1 :]]), answer)


def _hidden(line: str, hole: re.Match[str]) -> str:
    return line[hole.start(1) : hole.end(1)]


def _filled(
    line: str, holes: list[re.Match[str]], *, asked: re.Match[str] | None = None, veiled: str | None = None
) -> str:
    """``line`` with its holes filled, but for the one ``asked`` for and those that hide what is ``veiled``, folded."""
    parts: list[str] = []
    end = 0
    for hole in holes:
        words = _hidden(line, hole)
        shown = GAP if hole is asked else VEIL if words.casefold() == veiled else words
        parts += [line[end : hole.start()], shown]
        end = hole.end()
    return "".join([*parts, line[end:]])
