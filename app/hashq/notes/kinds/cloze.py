"""Cloze: a card for each ``==hole==`` in question or answer, which asks for what the hole hides.

The other holes are shown filled and unmarked, so that making one more changes no other card.
"""

from __future__ import annotations

import re
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

_HOLE = re.compile(r"(?<!=)==(?![=\s])((?:[^=]|=(?!=))+)(?<!\s)==(?!=)")


def holes(card: Card) -> Iterator[Sibling]:
    """The cards for the holes of ``card``, in order. ``==`` in code and in addresses opens none, nor over a line's end."""
    lines = split_lines("\n\n".join(part for part in (card.question, card.answer) if part))
    inside = read_fences(lines, ()).inside
    found = [[] if inside[at] else list(_HOLE.finditer(prose_only(line))) for at, line in enumerate(lines)]
    filled = [_filled(line, own, None) for line, own in zip(lines, found, strict=True)]
    for at, own in enumerate(found):
        for hole in own:
            shown = [*filled[:at], _filled(lines[at], own, hole), *filled[at + 1 :]]
            yield Sibling("\n".join(shown), lines[at][hole.start(1) : hole.end(1)])


def _filled(line: str, holes: list[re.Match[str]], asked: re.Match[str] | None) -> str:
    parts: list[str] = []
    end = 0
    for hole in holes:
        parts += [line[end : hole.start()], GAP if hole is asked else line[hole.start(1) : hole.end(1)]]
        end = hole.end()
    return "".join([*parts, line[end:]])
