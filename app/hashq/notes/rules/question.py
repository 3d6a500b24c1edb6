"""Where the question ends and the answer begins.

With a marker, the question is the unbroken lines under the start up to a blank line, a ``See`` line, an embed, a table or a line
of stars; later text goes with the answer. Without one, what is below the start is the answer, but for lines that still ask, and prose
behind the last question mark begins it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.notes.inline import prose_only
from hashq.notes.lines import Line, trim, without_prefix
from hashq.notes.rules.see import is_see_line, listed_links
from hashq.notes.scanner import is_divider
from hashq.notes.starts import unwrap
from hashq.notes.tables import starts_table

if TYPE_CHECKING:
    from hashq.notes.draft import Draft

_BEHIND = re.compile(
    r"(?:(?<=[^\s?？])|(?<=\s)(?=[?？]+[*_\"”')\]]*\s+[^\W\d_a-zà-ÿ]))[?？]+(?P<close>[*_\"”')\]]*)(?=\s|$|!?\[)"
)
_CHOOSE = re.compile(
    r"[(\[]?\s*(?:please\s+)?(?:choose|select|pick|mark)\b[^.]{0,40}[.)\]]*\s*$", re.IGNORECASE
)
_BLOCK = re.compile(r"\s*(?:[-*+]\s|\d{1,9}[.)]\s|>|\||!\[|#{1,6}\s)")


def settle_question(draft: Draft) -> None:
    """Divide the lines before the answer into the question and what goes with the answer."""
    lines = draft.before
    if not draft.head.text:
        lines = trim(lines)
        taken = 1 if lines and not _stops(lines, 0) else 0
        draft.head, lines = (lines[0], lines[1:]) if taken else (draft.head, lines)
    end = _asked(lines) if draft.marked else _asked_without_marker(draft.head, lines)
    question, below = [draft.head, *lines[:end]], lines[end:]
    if draft.options:
        question, below = _with_stem(question, below)
    if not draft.marked:
        question, below = _split_behind_last(question, below)
    draft.question = _unwrapped(question, draft.mark)
    draft.answer = [*below, *_gap(below), *draft.after]


def _stops(lines: list[Line], at: int) -> bool:
    line = lines[at]
    if line.fenced:
        return False
    return (
        line.blank
        or is_divider(line.text)
        or is_see_line(line)
        or without_prefix(line.text).startswith("![")
        or starts_table(lines, at)
    )


def _asked(lines: list[Line]) -> int:
    end = 0
    while end < len(lines) and not _stops(lines, end):
        end += 1
    return end


def _asked_without_marker(head: Line, lines: list[Line]) -> int:
    """Lines below ``head`` that still ask, when plain prose and something left to be the answer allow it."""
    if _asks(head):
        return 0
    asked = 0
    for at, line in enumerate(lines):
        if line.fenced or _stops(lines, at) or _BLOCK.match(line.text):
            break
        if _asks(line):
            asked = at + 1
    return asked if any(not line.blank for line in lines[asked:]) else 0


def _asks(line: Line) -> bool:
    return _BEHIND.search(prose_only(line.text)) is not None


def _with_stem(question: list[Line], below: list[Line]) -> tuple[list[Line], list[Line]]:
    """A question with options goes on below a blank line while it still lists or asks."""
    listed = listed_links(below)
    labelled = [at for at, line in enumerate(below) if _labelled(line) and at not in listed]
    asking = [at for at, line in enumerate(below) if _asks(line) and at not in listed]
    if not (labelled or asking) or (_asks(question[-1]) and not labelled):
        return question, below
    last = max(*labelled, *asking, -1) + 1
    apart = [
        line for at, line in enumerate(below[:last]) if not line.blank and (at in listed or _stops(below, at))
    ]
    stem = [line for line in below[:last] if line not in apart]
    return [*question, *stem], [*apart, *below[last:]]


def _labelled(line: Line) -> bool:
    return not line.fenced and re.match(r"[\s>]*(?:[-*+]|\(?\w{1,2}[.)])\s+\S", line.text) is not None


def _split_behind_last(question: list[Line], below: list[Line]) -> tuple[list[Line], list[Line]]:
    last = question[-1]
    shown = prose_only(last.text)
    ends = [found for found in _BEHIND.finditer(shown) if not _goes_on(shown, found)]
    if not ends:
        return question, below
    end = ends[-1].end()
    rest = last.text[end:].strip()
    if not re.search(r"\w", rest) or _CHOOSE.match(rest):
        return question, below
    asked = last._replace(text=last.text[:end].rstrip())
    return [*question[:-1], asked], [last._replace(text=rest), *below]


def _goes_on(shown: str, found: re.Match[str]) -> bool:
    """Whether the sentence goes on behind a quoted or bracketed question mark."""
    behind = shown[found.end() :].lstrip()
    return any(sign in found["close"] for sign in "\"”')]") and behind[:1].islower()


def _unwrapped(question: list[Line], mark: str) -> list[Line]:
    for at, line in enumerate(question):
        text, still_open = unwrap(line.text.rstrip(), mark)
        if mark and not still_open:
            question[at] = line._replace(text=text)
            break
    return question


def _gap(above: list[Line]) -> list[Line]:
    """A blank line, where the answer would otherwise run into a list, quote or table above it."""
    if (
        not above
        or above[-1].fenced
        or not _BLOCK.match(above[-1].text)
        or above[-1].text.lstrip().startswith("![")
    ):
        return []
    return [Line(above[-1].number, "")]
