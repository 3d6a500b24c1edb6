"""Writes Obsidian block ids (``^id``) of cards into their notes, where the person asks for it.

Owns where an anchor goes and the promise that nothing else in the file changes: every other byte, line ending, mark and
permission stays. What an anchor would change beyond that is tried first on the text, and refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hashq.file_writing import FileChangedError, replace_file
from hashq.notes.formats.registry import format_of
from hashq.notes.model import DERIVED
from hashq.problems import Problem, error, warning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashq.notes.model import Card

_STANDS_ALONE = re.compile(r"\s*(?:[-*+>|]|\d{1,9}[.)]\s|`{3}|~{3}|\$\$|!\[|#)|\s{4}|\t")
"""Lines behind which Obsidian wants a block id on a line of its own: of a list, table, quote, fence or picture."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A block id to write."""

    path: str
    """Absolute path of the note."""
    line: int
    """Line of the card's start, from 1."""
    id: str
    question: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """What writing anchors did, or would do."""

    written: tuple[Anchor, ...]
    problems: tuple[Problem, ...]


def anchor_note(path: str, ids: Mapping[int, str], *, write: bool) -> Anchored:
    """Give the cards of the note at ``path`` that start at the lines of ``ids`` their block ids.

    Cards that have one keep it. Without ``write`` nothing is written.
    """
    try:
        data = Path(path).read_bytes()
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except (OSError, UnicodeDecodeError) as failure:
        return Anchored((), (_unread(path, failure),))
    written: list[Anchor] = []
    problems: list[Problem] = []
    cards = format_of(path, text).parse(text, path).cards
    # From the last card to the first, so that the lines above stay where they are.
    for card in sorted(cards, key=lambda card: -card.line):
        id_ = ids.get(card.line)
        if id_ is None or card.block_id is not None or card.kind in DERIVED:
            continue
        changed = with_anchor(text, card, id_)
        if changed is None:
            hint = "Write it by hand, on a line of its own at the end of the card."
            problems.append(
                _refused(path, card.line, f"^{id_} finds no place that leaves the card as it is", hint)
            )
            continue
        text = changed
        written.append(Anchor(path, card.line, id_, card.question))
    if write and written:
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        try:
            replace_file(Path(path), mark + text.encode(), expected=data)
        except (OSError, FileChangedError) as failure:
            return Anchored((), (_unwritten(path, failure),))
    return Anchored(tuple(reversed(written)), tuple(problems))


def with_anchor(text: str, card: Card, id_: str) -> str | None:
    """``text`` with the anchor at the end of ``card``; None when every place would change more than the anchor."""
    lines = _lines(text)
    at = min(card.end_line, len(lines)) - 1
    body, end = _split_end(lines[at])
    newline = end or next((found for _, found in map(_split_end, reversed(lines[:at])) if found), "\n")
    blank = "" if body[-1:].isspace() else " "
    beside = [f"{body}{blank}^{id_}{end}"]
    apart = [body + newline, newline, f"^{id_}{end}"]
    for change in (apart, beside) if _STANDS_ALONE.match(body) else (beside, apart):
        changed = "".join([*lines[:at], *change, *lines[at + 1 :]])
        if _changes_only(text, changed, card, id_):
            return changed
    return None


def _changes_only(before: str, after: str, card: Card, id_: str) -> bool:
    parse = format_of("", before).parse
    old, new = parse(before, "").cards, parse(after, "").cards
    wanted = [one._replace(block_id=id_) if one.line == card.line else one for one in old]
    return _without_places(wanted) == _without_places(new)


def _without_places(cards: Sequence[Card]) -> list[Card]:
    return [card._replace(line=0, end_line=0) for card in cards]


def _lines(text: str) -> list[str]:
    """The lines with their endings, counted as the parser counts them: by CRLF, LF and CR only."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


def _split_end(line: str) -> tuple[str, str]:
    body = line.rstrip("\r\n")
    return body, line[len(body) :]


def _unread(path: str, failure: OSError | UnicodeDecodeError) -> Problem:
    if isinstance(failure, UnicodeDecodeError):
        return _refused(path, 0, f"the note is not UTF-8: {failure.reason}", "Save it as UTF-8.")
    cause = f"the note cannot be read: {failure.strerror or failure}"
    return error(path, 0, "anchor-not-written", cause, "Check that it is there and that you may read it.")


def _unwritten(path: str, failure: OSError | FileChangedError) -> Problem:
    why = (failure.strerror if isinstance(failure, OSError) else None) or str(failure)
    hint = "Check its permissions and the free space, and try again."
    return error(path, 0, "anchor-not-written", f"the note was left as it was: {why}", hint)


def _refused(path: str, line: int, message: str, hint: str) -> Problem:
    return warning(path, line, "anchor-not-written", message, hint)
