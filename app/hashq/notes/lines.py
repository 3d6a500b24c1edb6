"""Lines of a note: how text splits into them, and how deep they are indented.

Knows no Markdown. Blanks are whatever ``str.isspace`` says, so no-break spaces count as blanks everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TAB_STOP = 4
"""Columns between tab stops, as CommonMark counts them."""

_PREFIX = re.compile(r"[\s>]*(?:[-*+]\s+(?:\[[ xX]\]\s+)?)?")
_QUOTE = re.compile(r"\s*>\s?")


class Line(NamedTuple):
    """One line of a card while it is being taken apart."""

    number: int
    """Line in the note, from 1."""
    text: str
    """What is left of it; columns are found again in the note itself."""
    fenced: bool = False
    """True inside a code fence, its rails included: no rule reads such a line."""

    @property
    def blank(self) -> bool:
        """Nothing but blanks."""
        return not self.text or self.text.isspace()


def split_lines(text: str) -> list[str]:
    r"""``text`` as lines, whether they end in ``\n``, ``\r\n``, ``\r`` or a mixture; a byte order mark is gone."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff").split("\n")


def indentation(text: str) -> int:
    """Columns before the first character that is not a blank."""
    columns = 0
    for character in text:
        if character == "\t":
            columns += TAB_STOP - columns % TAB_STOP
        elif character.isspace():
            columns += 1
        else:
            break
    return columns


def outdent(text: str, columns: int) -> str:
    """``text`` moved left by at most ``columns``; a tab that reaches further leaves its rest as spaces."""
    reached = 0
    for at, character in enumerate(text):
        if reached >= columns or not character.isspace():
            return " " * (reached - columns) + text[at:]
        reached += TAB_STOP - reached % TAB_STOP if character == "\t" else 1
    return ""


def dedent(lines: Sequence[Line]) -> list[Line]:
    """``lines`` without the indentation they have in common; blank lines do not count."""
    common: int | None = None
    for line in lines:
        if not line.blank:
            columns = indentation(line.text)
            if not columns:  # most text stands at the left
                return list(lines)
            common = columns if common is None else min(common, columns)
    return move_left(lines, common) if common else list(lines)


def move_left(lines: Iterable[Line], columns: int) -> list[Line]:
    """Each line moved left by at most ``columns``."""
    return [line._replace(text=outdent(line.text, columns)) for line in lines]


def without_prefix(text: str) -> str:
    """``text`` without block-quote signs, one bullet and a task's box before it, and without blanks around it."""
    return text[_PREFIX.match(text).end() :].strip() if text else ""  # type: ignore[union-attr]


def is_quoted(text: str) -> bool:
    """Whether the line stands in a block quote."""
    return text.lstrip().startswith(">")


def unquote(text: str) -> str:
    """``text`` without its outermost block-quote sign."""
    return _QUOTE.sub("", text, count=1) if is_quoted(text) else text


def trim(lines: Sequence[Line]) -> list[Line]:
    """``lines`` without blank ones at either end."""
    first, last = 0, len(lines)
    while first < last and lines[first].blank:
        first += 1
    while last > first and lines[last - 1].blank:
        last -= 1
    return list(lines[first:last])


def level(lines: Sequence[Line]) -> list[Line]:
    """``lines`` trimmed, with the first as far left as trimming will put it and what stands under it moved along.

    Else trimming would move the first line alone, and its sisters in a list would look like its children.
    """
    kept = trim(lines)
    columns = indentation(kept[0].text) if kept else 0
    if not columns:
        return kept
    end = 0
    while end < len(kept) and (kept[end].blank or indentation(kept[end].text) >= columns):
        end += 1
    return [*move_left(kept[:end], columns), *kept[end:]]


def join(lines: Sequence[Line]) -> str:
    """``lines`` as one trimmed text; where lines were taken out between blank ones, one blank line remains."""
    kept: list[str] = []
    above: Line | None = None
    for line in lines:
        if above is None or not (line.blank and above.blank and line.number - above.number > 1):
            kept.append(line.text)
        above = line
    return "\n".join(kept).strip()
