"""Code fences: which lines of a note stand inside one, and which fences were never closed.

A fence may be indented, quoted, a list item's, or open on the line of an answer's marker. An unclosed one ends at the next
card start. Where a fence closes only because a later card's fence lends it a rail, the reading with more cards wins.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.lines import is_quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

_RAIL = re.compile(
    r"(?P<before>[\s>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)?(?P<marker>[*_]{0,3}answer[*_]{0,3}\s*[:;.][*_]{0,3}\s*)?)"
    r"(?P<run>`{3,}|~{3,})(?P<info>.*)$",
    re.IGNORECASE,
)
_MOST_SECOND_READINGS = 8
"""How many fences with card starts in them are tried as unclosed before the plain reading is kept."""


class _Rail(NamedTuple):
    """A line that may open or close a fence."""

    at: int
    sign: str
    length: int
    opens: bool
    closes: bool
    quoted: bool
    marker: bool


class _Fence(NamedTuple):
    rail: _Rail
    end: int
    """Index of the line after it."""
    closed: bool


class FenceSpan(NamedTuple):
    """The lines of one fence."""

    first: int
    """Index of the rail that opens it."""
    end: int
    """Index of the line after it."""
    closed: bool
    """Whether its last line is the rail that closes it."""


class Fenced(NamedTuple):
    """The fences of a note."""

    inside: bytearray
    """1 for each line inside a fence, its rails included; a rail behind a marker is left to the marker's rule."""
    spans: tuple[FenceSpan, ...]
    """In order; none inside another."""


def read_fences(lines: Sequence[str], starts: Sequence[int]) -> Fenced:
    """The fences among ``lines``; ``starts`` are the indexes, rising, of lines that look like card starts."""
    rails = [
        rail
        for index, text in enumerate(lines)
        if "```" in text or "~~~" in text
        for rail in _rail(index, text)
    ]
    fences = _best_reading(lines, rails, starts) if rails else []
    inside = bytearray(len(lines))
    for fence in fences:
        first = fence.rail.at + fence.rail.marker
        inside[first : fence.end] = b"\x01" * (fence.end - first)
    return Fenced(inside, tuple(FenceSpan(fence.rail.at, fence.end, fence.closed) for fence in fences))


def _rail(index: int, text: str) -> list[_Rail]:
    found = _RAIL.match(text)
    if found is None:
        return []
    sign, info, before = found["run"][0], found["info"], found["before"]
    opens = sign == "~" or "`" not in info
    closes = not info.strip() and not before.strip().strip("> ")
    if not opens and not closes:
        return []
    return [_Rail(index, sign, len(found["run"]), opens, closes, ">" in before, bool(found["marker"]))]


def _best_reading(lines: Sequence[str], rails: list[_Rail], starts: Sequence[int]) -> list[_Fence]:
    best = _read(lines, rails, starts, broken=-1)
    if all(fence.closed for fence in best):
        return best
    suspects = [fence for fence in best if fence.closed and _hidden(fence, starts)]
    fewest = sum(_hidden(fence, starts) for fence in best)
    for suspect in suspects[:_MOST_SECOND_READINGS]:
        other = _read(lines, rails, starts, broken=suspect.rail.at)
        hidden = sum(_hidden(fence, starts) for fence in other)
        if hidden < fewest and sum(not fence.closed for fence in other) == 1:
            best, fewest = other, hidden
    return best


def _hidden(fence: _Fence, starts: Sequence[int]) -> int:
    return bisect_left(starts, fence.end) - bisect_right(starts, fence.rail.at)


def _read(lines: Sequence[str], rails: list[_Rail], starts: Sequence[int], broken: int) -> list[_Fence]:
    fences: list[_Fence] = []
    past = 0
    for position, rail in enumerate(rails):
        if rail.at < past or not rail.opens:
            continue
        end = None if rail.at == broken else _close(lines, rails, position, starts)
        fence = _Fence(
            rail, _next_start(starts, rail.at, len(lines)) if end is None else end, end is not None
        )
        fences.append(fence)
        past = fence.end
    return fences


def _close(lines: Sequence[str], rails: list[_Rail], position: int, starts: Sequence[int]) -> int | None:
    """Index after the fence that opens at ``rails[position]``; None when it stays open."""
    rail = rails[position]
    if rail.quoted:
        return _quote_end(lines, rails, position)
    start = _next_start(starts, rail.at, len(lines))
    for position_below in range(position + 1, len(rails)):
        other = rails[position_below]
        if other.quoted or other.sign != rail.sign or other.length < rail.length:
            continue
        if other.closes:
            return other.at + 1
        if other.at > start:
            # A rail with a language opens a fence of its own: the one above was forgotten.
            return None
    return None


def _quote_end(lines: Sequence[str], rails: list[_Rail], position: int) -> int:
    """Index after a quoted fence: behind its closing rail, or where the quote ends."""
    rail, below = rails[position], position + 1
    for at in range(rail.at + 1, len(lines)):
        if not is_quoted(lines[at]):
            return at
        while below < len(rails) and rails[below].at < at:
            below += 1
        other = rails[below] if below < len(rails) else rail
        if other.at == at and other.closes and other.sign == rail.sign and other.length >= rail.length:
            return at + 1
    return len(lines)


def _next_start(starts: Sequence[int], index: int, nothing: int) -> int:
    at = bisect_right(starts, index)
    return starts[at] if at < len(starts) else nothing
