"""A heading such as ``**References**`` in bold or italic begins the references, which run to the card's end.

A trailing ``Created on …`` goes there too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.notes.inline import links
from hashq.notes.lines import Line, trim, without_prefix
from hashq.notes.model import See
from hashq.notes.references import whole_lines

if TYPE_CHECKING:
    from hashq.notes.draft import Draft

_HEADING = re.compile(
    r"(?P<mark>\*{1,3}|_{1,3})\s*(?P<words>(?:references?|resources?|sources?|further reading|bibliography)"
    r"(?P<of>(?![^\W_])[^*_]{0,80}?))\s*[:;]?\s*(?P=mark)\s*[:;.]?\s*$",
    re.IGNORECASE,
)
_CREATED = re.compile(
    r"[\s>*_]*created\s+on\b.*(?:\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun))",
    re.IGNORECASE,
)
_LONGEST_HEADING = 120
"""Characters of a heading of references, its signs included."""
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
"""A numbered item's sign; four digits are a year."""


def take_references(draft: Draft) -> None:
    """Move what stands under a heading of references, and a trailing date of creation, to the card's references."""
    lines = draft.after if draft.marked else draft.before
    created = _take_created(lines)
    at = next((at for at, line in enumerate(lines) if _is_heading(line)), None)
    if at is not None:
        kept = _read(draft, lines[at:])
        while at and lines[at - 1].text.strip() == ">":
            at -= 1
        lines[at:] = kept
    draft.see.extend(created)


def _is_heading(line: Line) -> bool:
    return not line.fenced and _heading(line.text) is not None


def _heading(text: str) -> re.Match[str] | None:
    text = text.strip(" \t\xa0>")
    return _HEADING.match(text) if text[:1] in {"*", "_"} and len(text) <= _LONGEST_HEADING else None


def _read(draft: Draft, lines: list[Line]) -> list[Line]:
    """References from ``lines``, the heading first; gives back code and pictures, which stay with the answer."""
    heading = _heading(lines[0].text)
    if heading and heading["of"].strip(" :;."):
        draft.see.append(See(heading["words"].strip(), ""))
    kept: list[Line] = []
    for line in lines[1:]:
        if line.fenced or any(link.image for link in links(line.text)):
            kept.append(line)
        else:
            draft.see.extend(whole_lines(_NUMBER.sub("", without_prefix(line.text))))
    return kept


def _take_created(lines: list[Line]) -> tuple[See, ...]:
    content = trim(lines)
    if len(content) < 2 or content[-1].fenced or not _CREATED.match(content[-1].text):
        return ()
    del lines[lines.index(content[-1]) :]
    return whole_lines(content[-1].text)
