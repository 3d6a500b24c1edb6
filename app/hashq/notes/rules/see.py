"""``See:`` lines: references beside the answer.

An empty one is dropped, unless a list of links follows, which it takes. Pictures and prose behind its link stay in the
answer, a sentence that goes on behind its link as a whole; where such lines hold the only prose, that prose is the answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.inline import links, without_markup
from hashq.notes.labels import label_pattern, read_label
from hashq.notes.lines import Line, without_prefix
from hashq.notes.model import See
from hashq.notes.references import only_links, read_references
from hashq.notes.tables import is_caption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.notes.draft import Draft

_SEE = label_pattern(r"see(?:\s+also)?")
_PREFIX = re.compile(r"[\s>]*(?:[-*+]\s+)?")
_MAY_SAY_SEE = re.compile(r"[\s>]*+(?:[-*+]\s++)?+[*_]{0,3}\s*see", re.IGNORECASE)
"""How every ``See`` line begins, and hardly any other."""
_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")


class _Prose(NamedTuple):
    """Prose a ``See`` line holds, in case it is the only prose of the card."""

    line: Line
    reference: See | None
    """What it is as a reference; None when its link stays one."""


def see_rest(line: Line) -> str | None:
    """What follows ``See`` on this line, or None when the line is no ``See`` line but prose."""
    text = line.text
    if line.fenced or not _MAY_SAY_SEE.match(text):
        return None
    prefix = _PREFIX.match(text)
    label = read_label(_SEE, text, prefix.end() if prefix else 0)
    if label is None:
        return None
    if label.sign in {":", ";"}:
        return label.rest
    if not label.rest:
        return label.rest if label.sign or label.bold or "See" in text else None
    found = links(label.rest)
    return label.rest if found and not label.rest[: found[0].begin].strip("*_ ") else None


def is_see_line(line: Line) -> bool:
    """Whether this line gives references."""
    return see_rest(line) is not None


def listed_links(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines that an empty ``See`` above them takes: they list links."""
    empty = (at for at, line in enumerate(lines) if see_rest(line) == "")
    return {below for at in empty for below in _links_under(lines, at + 1)}


def take_see(draft: Draft) -> None:
    """Move the references out of the answer's lines."""
    prose: list[_Prose] = []
    kept: list[Line] = []
    at = 0
    while at < len(draft.answer):
        line = draft.answer[at]
        rest = see_rest(line)
        at += 1
        if rest is None:
            kept.append(line)
        elif without_markup(rest):
            kept.extend(_take(draft, line, rest, prose))
        else:
            at = _take_list(draft, at)
    if all(line.blank for line in kept):
        # "Answer: see [[S3]]": what stands on the marker's line is the answer, whatever it is.
        kept.extend(line for line in draft.answer if line.number == draft.answer_line)
    if prose and not any(_says_something(line) for line in kept):
        kept.extend(said.line for said in prose)
        mere = {id(said.reference) for said in prose if said.reference}
        draft.see = [see for see in draft.see if id(see) not in mere]
    draft.answer = kept


def _take(draft: Draft, line: Line, rest: str, prose: list[_Prose]) -> list[Line]:
    """Reads one line's references; gives back what of it stays in the answer."""
    referred = read_references(rest)
    if referred.see:
        draft.see.extend(referred.see)
        if referred.rest and line.number == draft.answer_line:
            # "Answer: See [[S3]] for its limits" is a sentence, of which half would be no answer.
            return [line]
        if referred.rest and referred.goes_on:
            return [line._replace(text=rest) if _labelled(line.text, rest) else line]
        if referred.lead and not referred.rest:
            prose.append(_Prose(line._replace(text=rest), None))
        return [line._replace(text=referred.rest)] if referred.rest else []
    if any(link.image for link in links(rest)):
        return [line._replace(text=rest)]
    reference = See(without_markup(rest), "")
    draft.see.append(reference)
    prose.append(_Prose(line._replace(text=rest), reference))
    return []


def _labelled(text: str, rest: str) -> bool:
    """Whether ``See`` has a sign of its own before ``rest``; without one it begins the sentence."""
    return text.rstrip().removesuffix(rest).rstrip(" \t\xa0*_")[-1:] in {":", ";", "：", "."}


def _links_under(lines: Sequence[Line], at: int) -> range:
    """The list of links that begins at line ``at`` or after one blank line, below an empty ``See``."""
    first = at + 1 if at + 1 < len(lines) and lines[at].blank else at
    end = first
    while end < len(lines) and _ITEM.match(lines[end].text):
        if lines[end].fenced or not only_links(_item_text(lines[end])):
            return range(0)
        end += 1
    if end == first:
        while end < len(lines) and not lines[end].blank and _bare_link(lines[end]):
            end += 1
    return range(first, end)


def _take_list(draft: Draft, at: int) -> int:
    """Takes the list of links below an empty ``See``, from line ``at`` on; gives the index after it."""
    listed = _links_under(draft.answer, at)
    for below in listed:
        draft.see.extend(read_references(_item_text(draft.answer[below])).see)
    return listed.stop if listed else at


def _bare_link(line: Line) -> bool:
    return not line.fenced and only_links(line.text) and not any(link.wiki for link in links(line.text))


def _item_text(line: Line) -> str:
    found = _ITEM.match(line.text)
    return line.text[found.end() :] if found else line.text


def _says_something(line: Line) -> bool:
    """Whether the line is content of an answer: more than a picture or its caption."""
    if line.blank or (not line.fenced and is_caption(line.text)):
        return False
    shown = without_prefix(line.text)
    found = links(shown)
    return not (len(found) == 1 and found[0].image and found[0].end - found[0].begin == len(shown))
