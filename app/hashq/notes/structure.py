"""Tables, lists and code fences of a card's text as data, for quizzes and for revealing an answer item by item.

Reads lines, not CommonMark: people nest lists by two blanks, by four or by a tab, and each of these is meant. Derived
from a question or an answer whenever it is wanted; nothing of it is stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.fences import FenceSpan, read_fences
from hashq.notes.inline import without_code, without_markup
from hashq.notes.lines import indentation, is_quoted, split_lines, unquote
from hashq.notes.tables import is_caption, is_delimiter, is_empty_row

if TYPE_CHECKING:
    from collections.abc import Sequence

_ITEM = re.compile(r"\s*(?P<sign>[-*+]|(?P<number>\d{1,9})[.)])\s+(?:\[[ xX]\]\s+)?(?P<text>\S.*)$")
_HAS_ITEM = re.compile(r"^(?:[^\S\n]|>)*(?:[-*+]|\d{1,9}[.)])\s", re.MULTILINE)
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}$")
_INFO = re.compile(r"[\s>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)?(?:`{3,}|~{3,})(?P<info>.*)$")


_RAIL = re.compile(r"[\s>]*(?:`{3,}|~{3,})\s*$")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with at least a header."""

    header: tuple[str, ...]
    """Markdown of each cell, trimmed."""
    rows: tuple[tuple[str, ...], ...]
    """Each as long as the header: short rows are filled with empty cells, further cells are dropped, as GFM has it."""
    line: int
    """Line of the header in the text, from 1."""
    caption: str = ""
    """The line under the table (else the one above it) that names it, without emphasis; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    text: str
    """Markdown, trimmed; lines that go on below it included."""
    children: tuple[Item, ...] = ()
    """The items nested in it."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list that is not inside another."""

    ordered: bool
    """Whether its items are numbered."""
    items: tuple[Item, ...]
    intro: str
    """The paragraph above it; empty when it opens the text or follows something else."""
    line: int
    """Line of its first item in the text, from 1."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code."""

    info: str
    """What follows the opening signs, trimmed: a language, or ``sandbox``."""
    text: str
    """What stands between the rails, as it is."""
    line: int
    """Line of its opening in the text, from 1."""


_LABEL = re.compile(r"\s*(?P<mark>\*\*|__)[^*_]+(?P=mark)\s*:?\s*$")
_NO_TEXT = ("!", ">", "|", "#", "<")
_MARKS = "*_`\"'“‘(["


class _Text(NamedTuple):
    lines: list[str]
    """Without block-quote signs."""
    inside: bytearray
    """1 for lines inside a fence."""


@dataclass(slots=True)
class _Open:
    """An item while the lines below it are read."""

    indent: int
    ordered: bool
    line: int
    texts: list[str]
    children: list[_Open] = field(default_factory=list)

    def done(self) -> Item:
        return Item("\n".join(self.texts).strip(), tuple(child.done() for child in self.children))


def tables(markdown: str) -> tuple[Table, ...]:
    """The tables of a text, in order."""
    if "|" not in markdown or "-" not in markdown:
        return ()
    text = _read(markdown)
    found: list[Table] = []
    at = 0
    while at + 1 < len(text.lines):
        if text.inside[at] or "|" not in text.lines[at] or not is_delimiter(text.lines[at + 1]):
            at += 1
            continue
        end = at + 2
        while end < len(text.lines) and not text.inside[end] and _is_row(text.lines[end]):
            end += 1
        found.append(_table(text.lines, at, end))
        at = end
    return tuple(found)


def lists(markdown: str) -> tuple[ListBlock, ...]:
    """The lists of a text that are not inside another one, in order."""
    if not _HAS_ITEM.search(markdown):
        return ()
    text = _read(markdown)
    apart = apart_from_lists(text.lines, text.inside)
    found: list[ListBlock] = []
    at = 0
    while at < len(text.lines):
        if text.inside[at] or not _is_item(text.lines[at]):
            at += 1
            continue
        items, end = _items(text, at, apart)
        intro = _intro(text, at, apart)
        found.extend(_blocks(items, intro))
        at = end
    return tuple(found)


def fences(markdown: str) -> tuple[Fence, ...]:
    """The code fences of a text, in order; one that is never closed runs to the end."""
    if "```" not in markdown and "~~~" not in markdown:
        return ()
    lines = split_lines(markdown)
    return tuple(_fence(lines, span) for span in read_fences(lines, ()).spans)


def apart_from_lists(lines: Sequence[str], inside: Sequence[int]) -> frozenset[int]:
    """Indices of lines directly under a list that are no more of its last item, ``inside`` marking those in fences.

    Such a line stands at the list's margin and begins like a sentence or a name of its own, in upper case, and the list
    does not go on below it; where it does, a bold label still ends it. CommonMark takes all of them into the item.
    """
    below = _items_below(lines, inside)
    found: set[int] = set()
    margin: int | None = None
    for at, line in enumerate(lines):
        if inside[at]:
            continue
        if not line.strip():
            margin = None
        elif _is_item(line):
            margin = indentation(line) if margin is None else margin
        elif (
            margin is not None
            and indentation(line) <= margin
            and _opens(line)
            and (not below[at] or _LABEL.match(line))
        ):
            found.add(at)
            margin = None
    return frozenset(found)


def _items_below(lines: Sequence[str], inside: Sequence[int]) -> bytearray:
    """1 for lines below which, before any blank line, an item follows."""
    below = bytearray(len(lines))
    follows = 0
    for at in range(len(lines) - 1, -1, -1):
        below[at] = follows
        if not inside[at]:
            follows = 0 if not lines[at].strip() else 1 if _is_item(lines[at]) else follows
    return below


def _opens(line: str) -> bool:
    """Whether a line begins like a sentence or a name, and is neither picture, caption, quote, row nor heading."""
    text = line.lstrip()
    return not text.startswith(_NO_TEXT) and text.lstrip(_MARKS)[:1].isupper() and not is_caption(line)


def _fence(lines: Sequence[str], span: FenceSpan) -> Fence:
    opening = lines[span.first]
    inner = list(lines[span.first + 1 : span.end])
    if inner and span.closed and _RAIL.match(inner[-1]):
        inner.pop()
    if is_quoted(opening):
        inner, opening = [unquote(line) for line in inner], unquote(opening)
    margin = len(opening) - len(opening.lstrip())
    info = _INFO.match(opening)
    text = "\n".join(line[min(margin, len(line) - len(line.lstrip())) :] for line in inner)
    return Fence(info["info"].strip() if info else "", text, span.first + 1)


def _read(markdown: str) -> _Text:
    lines = split_lines(markdown)
    inside = (
        read_fences(lines, ()).inside if "```" in markdown or "~~~" in markdown else bytearray(len(lines))
    )
    return _Text([unquote(line) for line in lines] if ">" in markdown else lines, inside)


def _is_row(text: str) -> bool:
    return "|" in text and not is_caption(text)


def _table(lines: Sequence[str], first: int, end: int) -> Table:
    header = _cells(lines[first])
    width = len(header)
    rows = [_cells(row) for row in lines[first + 2 : end] if not is_empty_row(row)]
    even = tuple((*row, *[""] * width)[:width] for row in rows)
    return Table(header, even, first + 1, _caption(lines, first, end))


def _cells(row: str) -> tuple[str, ...]:
    row = row.strip()
    shown = without_code(row)
    inner = slice(row.startswith("|"), len(row) - (row.endswith("|") and not row.endswith("\\|")))
    borders = [found.start() for found in _PIPE.finditer(shown) if inner.start <= found.start() < inner.stop]
    begins = [inner.start, *(border + 1 for border in borders)]
    ends = [*borders, inner.stop]
    return tuple(row[begin:end].strip().replace("\\|", "|") for begin, end in zip(begins, ends, strict=True))


def _caption(lines: Sequence[str], first: int, end: int) -> str:
    below = next((line for line in lines[end : end + 2] if line.strip()), "")
    above = next((line for line in reversed(lines[max(first - 2, 0) : first]) if line.strip()), "")
    return next((without_markup(line) for line in (below, above) if is_caption(line)), "")


def _is_item(text: str) -> bool:
    return _ITEM.match(text) is not None and not _RULE.match(text)


def _items(text: _Text, first: int, apart: frozenset[int]) -> tuple[list[_Open], int]:
    """The items of the list that begins at line ``first``, and the index after it."""
    top: list[_Open] = []
    stack: list[_Open] = []
    at = first
    while at < len(text.lines):
        line = text.lines[at]
        item = None if text.inside[at] or not _is_item(line) else _ITEM.match(line)
        if item:
            _nest(top, stack, _Open(indentation(line), item["number"] is not None, at + 1, [item["text"]]))
        elif not line.strip() and not text.inside[at]:
            if not _goes_on(text, at, stack[0].indent):
                break
        elif at > first and (text.lines[at - 1].strip() or indentation(line) > stack[0].indent):
            if at in apart or is_caption(line) or (_is_row(line) and indentation(line) <= stack[0].indent):
                break
            stack[-1].texts.append(line.strip() if not text.inside[at] else line)
        else:
            break
        at += 1
    return top, at


def _nest(top: list[_Open], stack: list[_Open], item: _Open) -> None:
    while stack and stack[-1].indent >= item.indent:
        stack.pop()
    if len(stack) == 1 and item.indent - stack[0].indent < 2:
        stack.pop()
    (stack[-1].children if stack else top).append(item)
    stack.append(item)


def _goes_on(text: _Text, blank: int, indent: int) -> bool:
    """Whether the list goes on behind the blank line: with another item, or with text indented under the last one."""
    below = next((at for at in range(blank, len(text.lines)) if text.lines[at].strip()), None)
    if below is None:
        return False
    return (not text.inside[below] and _is_item(text.lines[below])) or indentation(text.lines[below]) > indent


def _blocks(items: list[_Open], intro: str) -> list[ListBlock]:
    """One block for each change between numbers and bullets at the top level."""
    runs: list[list[_Open]] = []
    for item in items:
        if runs and runs[-1][-1].ordered == item.ordered:
            runs[-1].append(item)
        else:
            runs.append([item])
    return [
        ListBlock(run[0].ordered, tuple(item.done() for item in run), "" if number else intro, run[0].line)
        for number, run in enumerate(runs)
    ]


def _intro(text: _Text, first: int, apart: frozenset[int]) -> str:
    end = first
    while end > 0 and not text.lines[end - 1].strip():
        end -= 1
    begin = end
    while begin > 0 and begin not in apart and text.lines[begin - 1].strip() and not text.inside[begin - 1]:
        begin -= 1
    paragraph = [line.strip() for line in text.lines[begin:end]]
    mere = any("|" in line or is_caption(line) or line.startswith("![") for line in paragraph[-1:])
    return "" if mere else "\n".join(paragraph)
