"""Notes of AOSR, an Obsidian plugin: ``#Q`` blocks with a lone ``?``, ``::``, ``==holes==`` and ``***`` between cards.

Owns what these signs mean in plain ``#Q`` notes: the text is written out as one, line for line, and read by the parser.
So every line keeps its number. The plugin's ids and schedule are not read.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.fences import read_fences
from hashq.notes.images import NO_IMAGES, ImageIndex
from hashq.notes.inline import prose_only
from hashq.notes.lines import split_lines
from hashq.notes.parser import parse_note
from hashq.notes.scanner import is_border, is_divider
from hashq.notes.starts import read_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashq.notes.model import Note

_ID = re.compile(r"[ \t]{0,9}(?:#AOSR/[\w/-]{1,80}|%%[ \t]*#?AOSR/[\w/-]{1,80}[ \t]*%%)")
_MARKED = re.compile(r"(?:#Q|\?).{0,500}?(?:#|%%\s*)AOSR/")
_ASKED = re.compile(r"\s*\?\s*$")
_LONE = re.compile(r"^[ \t]*\?[ \t]*\r?$", re.MULTILINE)
_END = re.compile(r"\s*#/Q\s*$")
_PAIR = re.compile(r"(?P<front>.*?\S)\s*(?P<sign>:::?)(?!:)\s*(?P<back>\S.*)$")
_HOLE = re.compile(r"(?<!=)==(?![=\s])[^=]+(?<!\s)==(?!=)")
_REVERSED, _CLOZE = "%% hashq: reversed %%", "%% hashq: cloze %%"


class _Pair(NamedTuple):
    """A card on one line."""

    front: str
    """The question; Markdown, trimmed."""
    back: str
    """The answer's first line; Markdown, trimmed."""
    both_ways: bool
    """Whether it is asked from either side."""


class _Block(NamedTuple):
    """One ``#Q`` block; it may hold several cards."""

    first: int
    """Index of the line with ``#Q``."""
    end: int
    """Index after its last line."""


def is_aosr(path: str, text: str) -> bool:  # noqa: ARG001 - a format is told by path and text
    """Whether ``text`` has the plugin's ids, or a line of ``?`` alone in a ``#Q`` block."""
    if "#Q" not in text or not ("AOSR/" in text or _LONE.search(text)):
        return False
    lines = split_lines(text)
    if any("AOSR/" in line and _MARKED.match(line) for line in lines):
        return True
    inside = _inside(lines)
    return any(
        _ASKED.match(lines[at]) and not inside[at]
        for block in _blocks(lines, inside)
        for at in range(block.first + 1, block.end)
    )


def parse_aosr(text: str, path: str, *, images: ImageIndex = NO_IMAGES) -> Note:
    """The cards of ``text``."""
    return parse_note(as_native(text), path, images=images)


def as_native(text: str) -> str:
    """``text`` as a plain note of as many lines; what stands in no block stays as it is."""
    lines = split_lines(text)
    inside = _inside(lines)
    out = [line if inside[at] or "AOSR/" not in line else _ID.sub("", line) for at, line in enumerate(lines)]
    for block in _blocks(lines, inside):
        if not _has_answer(out, block):
            continue  # a plain card, whose answer stands below a blank line
        _write_out(out, inside, block)
        if (
            block.end < len(lines)
            and not is_border(lines[block.end])
            and read_start(lines[block.end]) is None
        ):
            out[block.end] = "---"
    return "\n".join(out)


def _inside(lines: Sequence[str]) -> bytearray:
    return read_fences(lines, [at for at, line in enumerate(lines) if read_start(line)]).inside


def _blocks(lines: Sequence[str], inside: Sequence[int]) -> Iterator[_Block]:
    """Each block up to its ``#/Q``; without one, up to a blank line, the next block or a heading."""
    starts = [at for at, line in enumerate(lines) if not inside[at] and read_start(line)]
    for first, border in pairwise([*starts, len(lines)]):
        blank: int | None = None
        end = border
        for at in range(first + 1, border):
            if inside[at]:
                continue
            if _END.match(lines[at]) or is_border(lines[at]):
                end = at if _END.match(lines[at]) or blank is None else blank
                break
            if blank is None and not lines[at].strip():
                blank = at
        else:
            end = border if blank is None else blank
        yield _Block(first, end)


def _has_answer(out: Sequence[str], block: _Block) -> bool:
    """Whether anything but a question stands in the block: a second line, or one that divides itself."""
    filled = [line for line in out[block.first : block.end] if line.strip()]
    asked = read_start(filled[0])
    texts = ([asked.question] if asked and asked.question else []) + filled[1:]
    return len(texts) > 1 or any(_pair(text) or _HOLE.search(prose_only(text)) for text in texts)


def _write_out(out: list[str], inside: Sequence[int], block: _Block) -> None:
    slots = [block.first]
    slots += [at for at in range(block.first + 1, block.end) if not inside[at] and is_divider(out[at])]
    parts = [range(slot + 1, end) for slot, end in pairwise([*slots, block.end])]
    if not any(_says_how(out, inside, part) for part in parts) and len(parts) == 2:
        # One question and one answer, with a line between them, which the parser knows.
        return
    for slot, part in zip(slots, parts, strict=True):
        _card(out, inside, slot, part, first=slot == block.first)


def _says_how(out: Sequence[str], inside: Sequence[int], part: range) -> bool:
    outside = [out[at] for at in part if not inside[at]]
    return bool(outside) and (
        any(_ASKED.match(line) for line in outside)
        or _pair(outside[0]) is not None
        or any(_HOLE.search(prose_only(line)) for line in outside)
    )


def _card(out: list[str], inside: Sequence[int], slot: int, part: range, *, first: bool) -> None:
    """Write one card into ``part`` and the line ``slot`` above it."""
    started = read_start(out[slot]) if first else None
    own = started.question if started else ""
    filled = next((at for at in part if out[at].strip()), None)
    if not first:
        out[slot] = "---" if filled is None else "#Q"
    if filled is None:
        return
    asked = next((at for at in part if not inside[at] and _ASKED.match(out[at])), None)
    pair = None if own or inside[filled] else _pair(out[filled])
    if asked is not None:
        out[asked] = "Answer:"
    elif pair is not None:
        out[slot] = f"#Q {pair.front} {_REVERSED}" if pair.both_ways else f"#Q {pair.front}"
        out[filled] = f"Answer: {pair.back}"
    elif any(not inside[at] and _HOLE.search(prose_only(out[at])) for at in part):
        out[slot] = f"{out[slot].rstrip()} {_CLOZE}"


def _pair(line: str) -> _Pair | None:
    """``front::back``, outside code and addresses."""
    found = _PAIR.match(prose_only(line))
    if found is None:
        return None
    front, back = line[: found.end("front")].strip(), line[found.start("back") :].strip()
    return _Pair(front, back, both_ways=found["sign"] == ":::")
