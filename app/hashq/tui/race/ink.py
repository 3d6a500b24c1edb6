"""Lines as runs of text in named tones, and their way onto the screen.

What draws deployments makes runs, which are plain values; here they become strips, in the colours of the theme. Owns the
meaning of a tone. Every text in a run is safe already: user text comes through ``tui.text``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from hashq.tui.text import Run, fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.color import Color as RichColor

Line = tuple[Run, ...]
"""Runs beside one another. The style of each is a tone: a colour's name in the theme, perhaps after ``bold`` or before ``on`` another."""


class Palette:
    """The tones of one theme."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        """``colours`` are the theme's variables: name → colour."""
        self._colours = colours
        self._styles: dict[str, Style] = {}

    def style(self, tone: str) -> Style:
        """How a tone looks."""
        found = self._styles.get(tone)
        if found is None:
            found = self._styles[tone] = self._made(tone)
        return found

    def _made(self, tone: str) -> Style:
        front, _, back = tone.partition(" on ")
        *attributes, name = front.split()
        return Style(
            color=_colour(self._colours.get(name, "")),
            bgcolor=_colour(self._colours.get(back or "paper", "")),
            bold="bold" in attributes or None,
            reverse="reverse" in attributes or None,
        )


@lru_cache(maxsize=256)
def _colour(text: str) -> RichColor | None:
    return Color.parse(text).rich_color if text else None


def width_of(line: Line) -> int:
    """Cells a line takes."""
    return sum(cell_len(text) for text, _ in line)


def cut(line: Iterable[Run], width: int) -> Line:
    """A line in exactly ``width`` cells: cut with an ellipsis, or padded."""
    kept: list[Run] = []
    room = width
    for text, tone in line:
        size = cell_len(text)
        if size > room:
            kept.append((fit(text, room), tone))
            room -= cell_len(kept[-1][0])
            break
        kept.append((text, tone))
        room -= size
    if room:
        kept.append((" " * room, "text"))
    return tuple(kept)


def ends(left: Line, right: Line, width: int) -> Line:
    """A line of ``width`` cells with something at both ends; the left one gives way."""
    room = width - width_of(right)
    if room < 1:
        return cut(right, width)
    return (*cut(left, room - 1), (" ", "text"), *right)


def wrapped(text: str, width: int) -> list[str]:
    """A sentence over as many lines as it takes; a word that is too long is cut."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(fit(word, width))
    return lines


def folded(text: str, width: int) -> list[str]:
    """A line of output over as many lines as it takes, broken after a space where there is one; nothing is left out."""
    lines = []
    while cell_len(text) > width:
        fits = _fitting(text, width)
        space = text.rfind(" ", width // 2, fits)
        at = space + 1 if space >= 0 else fits
        lines.append(text[:at])
        text = text[at:]
    return [*lines, text]


def _fitting(text: str, width: int) -> int:
    """How many characters fit, one at least."""
    used = 0
    for at, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return max(1, at)
    return len(text)


def plain(line: Line) -> str:
    """What a line says."""
    return "".join(text for text, _ in line)


def strip_of(line: Line, palette: Palette) -> Strip:
    """A line as the screen takes it."""
    return Strip([Segment(text, palette.style(tone)) for text, tone in line if text])


def hanging_lines(lead: str, run: Run, width: int) -> list[Line]:
    """A sentence after a quiet lead, over as many lines as it takes; its further lines begin where its first does."""
    indent = cell_len(lead)
    text, tone = run
    first, *rest = wrapped(text, max(8, width - indent)) or [""]
    return [((lead, "quiet"), (first, tone)), *(((" " * indent, "text"), (each, tone)) for each in rest)]
