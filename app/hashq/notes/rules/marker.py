"""The answer's marker: ``Answer:`` in all its forms, ``Ans:`` too, on its own line or behind the question.

A marker with a colon, or a bold one, is certain. ``Answer.``, ``Answer is`` and a bare ``Answer`` count only where no certain
one stands in the card, since prose may begin like that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.inline import without_code
from hashq.notes.labels import Label, label_pattern, read_label
from hashq.notes.lines import Line, dedent, is_quoted, unquote

if TYPE_CHECKING:
    from hashq.notes.draft import Draft

_ANSWER = label_pattern(r"answers?(?:\(s\))?|ans\.?(?=[*_]{0,3}\s{0,3}[:;])|ans(?=\.(?:\s|$))")
_PREFIX = re.compile(r"[\s>]*(?:[-*+]\s+)?")
_IS = re.compile(r"is\b\s*:?\s*(?=\S)", re.IGNORECASE)
_IN_LINE = re.compile(r"(?:\*{1,3}|_{1,3})?\b(?:answers?|ans)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[?？.!)\"”'’*_`\]][\s–—-]*$")
_LONGEST_QUESTION = 2_000
"""Characters of a line within which a marker behind a question is looked for."""
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")


class _Marker(NamedTuple):
    """Where an answer begins."""

    at: int
    """Index among the lines below the start; -1 on the start's own line."""
    before: str
    """The line's text before the marker, for a marker behind a question."""
    rest: str
    """The line's text behind the marker."""
    certain: bool


def split_at_marker(draft: Draft) -> None:
    """Divide the lines below the start at the first marker that is sure, else at the first that may be one."""
    markers = _markers(draft)
    marker = next((marker for marker in markers if marker.certain), markers[0] if markers else None)
    if marker is None:
        return
    draft.marked = True
    if marker.at < 0:
        line, below = draft.head, draft.before
        draft.before = []
        draft.head = line._replace(text=marker.before)
    else:
        line, below = draft.before[marker.at], draft.before[marker.at + 1 :]
        draft.before = draft.before[: marker.at]
        if marker.before:
            draft.before.append(line._replace(text=marker.before))
        elif is_quoted(line.text):
            below = _unquoted(below)
    first = Line(line.number, marker.rest)
    draft.answer_line = line.number
    draft.after = [first, *(below if _LIST_ITEM.match(marker.rest) else dedent(below))]


def _markers(draft: Draft) -> list[_Marker]:
    found: list[_Marker] = []
    if "ans" in draft.head.text.lower():
        found.extend(_in_line(draft.head.text, -1, loose=True))
    in_question = True
    for at, line in enumerate(draft.before):
        text = line.text
        in_question = in_question and not (line.blank or line.fenced)
        if line.fenced or "ans" not in text.lower():
            continue
        own = _on_own_line(text, at)
        found.extend([own] if own else _in_line(text, at, loose=False) if in_question else [])
        if own and own.certain:
            break
    return found


def _on_own_line(text: str, at: int) -> _Marker | None:
    prefix = _PREFIX.match(text)
    label = read_label(_ANSWER, text, prefix.end() if prefix else 0)
    if label is None:
        return None
    if label.sign:
        return _Marker(at, "", label.rest, certain=label.sign != "." or label.bold)
    if not label.rest:
        return _Marker(at, "", "", certain=label.bold)
    return _is_form(label, at, "")


def _is_form(label: Label, at: int, before: str) -> _Marker | None:
    found = _IS.match(label.rest)
    if found is None or label.rest.endswith("?"):
        return None
    return _Marker(at, before, label.rest[found.end() :], certain=False)


def _in_line(text: str, at: int, *, loose: bool) -> list[_Marker]:
    """Markers behind a question; ``loose`` ones need no end of sentence before them, but a capital and a colon."""
    shown = without_code(text[:_LONGEST_QUESTION])
    found: list[_Marker] = []
    for word in _IN_LINE.finditer(shown):
        before = text[: word.start()].rstrip()
        label = read_label(_ANSWER, text, word.start())
        if label is None or not before:
            continue
        ended = _SENTENCE_END.search(before) is not None
        capital = text[word.start() :].lstrip("*_").startswith("A")
        loosely = loose and capital and not label.rest.endswith("?")
        if label.sign in {":", ";"} and (ended or loosely):
            found.append(_Marker(at, before.rstrip(" –—-"), label.rest, certain=ended))
        elif ended and capital and label.sign == ".":
            found.append(_Marker(at, before, label.rest, certain=False))
        elif ended and not label.sign and (marker := _is_form(label, at, before)):
            found.append(marker)
    return found


def _unquoted(lines: list[Line]) -> list[Line]:
    """``lines`` with the quote that begins them dissolved: it was the answer's."""
    end = 0
    while end < len(lines) and is_quoted(lines[end].text):
        end += 1
    return [line._replace(text=unquote(line.text)) for line in lines[:end]] + lines[end:]
