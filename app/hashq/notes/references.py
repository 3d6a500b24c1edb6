"""Links with the prose around them, as references that lose no word of it. Pure text in, values out."""

from __future__ import annotations

import re
from typing import NamedTuple

from hashq.notes.inline import Link, links, without_markup
from hashq.notes.model import See

_CONNECTOR = re.compile(r"[\s,;:.!&|/+·•()*_–—-]*(?:(?:and|or)\b[\s,;:*_]*)?$", re.IGNORECASE)
_EDGE = " \t\xa0,;:–—-*_."
_APART = re.compile(r"\][ \t]{1,3}\((?=<?\w{2,12}://)")
"""A Markdown link with blanks between its label and its address, which Markdown would not take for one."""
_GOES_ON = re.compile(r"[*_]{0,3}[\s,]+[*_`]{0,3}[^\W\d_]")
"""How a sentence goes on behind a link; in lower case, it must be seen to."""


class Referred(NamedTuple):
    """One line of references, read."""

    see: tuple[See, ...]
    rest: str
    """Prose and embeds behind the first link that are no reference themselves; Markdown, empty when there are none."""
    lead: str
    """Prose before the first link; it is part of that link's label, unless the sentence goes on behind it."""
    goes_on: bool = False
    """Whether the sentence in which the links stand goes on behind them, so that ``rest`` is but its end."""


def read_references(text: str) -> Referred:
    """The links in ``text`` as references; embedded pictures and prose behind a link are the rest."""
    text = _APART.sub("](", text)
    found = links(text)
    targets = [link for link in found if not link.image]
    if not targets:
        return Referred((), text, "")
    first = targets[0]
    lead = (
        _words(text[: first.begin])
        if not any(link.image for link in found if link.begin < first.begin)
        else ""
    )
    at = _behind(text, first, found)
    behind = _after(text, at)
    goes_on = bool(behind) and _goes_on(text, at)
    label = f"{lead} {first.label}" if lead and not goes_on else first.label
    see = [See(label, first.target), *(See(link.label, link.target) for link in targets[1:])]
    before = "" if lead else text[: first.begin].strip(_EDGE)
    return Referred(tuple(see), _join(before, behind), lead, goes_on)


def whole_lines(text: str) -> tuple[See, ...]:
    """``text``, one line under a heading of references: each link with the words after it, or the words alone."""
    text = _APART.sub("](", text)
    found = links(text)
    if not found:
        words = without_markup(text)
        return (See(words, ""),) if words else ()
    see: list[See] = []
    lead = _words(text[: found[0].begin])
    for link, end in zip(found, [*(link.begin for link in found[1:]), len(text)], strict=True):
        gap = text[link.end : end]
        tail = "" if _CONNECTOR.match(gap) else " ".join(gap.split())
        see.append(
            See(" ".join(part for part in (lead, link.label, without_markup(tail)) if part), link.target)
        )
        lead = ""
    return tuple(see)


def only_links(text: str) -> bool:
    """Whether ``text`` holds links and nothing else but what joins them."""
    found = [link for link in links(text) if not link.image]
    if not found or not _CONNECTOR.match(text[: found[0].begin]):
        return False
    ends = [*(link.begin for link in found[1:]), len(text)]
    return all(_CONNECTOR.match(text[link.end : end]) for link, end in zip(found, ends, strict=True))


def _behind(text: str, first: Link, found: list[Link]) -> int:
    """Where the text behind ``first``, and behind the links that only follow it, begins."""
    at = first.end
    for link in found:
        if link.begin < at:
            continue
        if link.image or not _CONNECTOR.match(text[at : link.begin]):
            break
        at = link.end
    return at


def _goes_on(text: str, at: int) -> bool:
    found = _GOES_ON.match(text, at)
    return found is not None and found[0][-1].islower()


def _after(text: str, at: int) -> str:
    """The text from ``at`` on, from its first word or picture; links in it stay where they are."""
    rest = text[at:]
    return "" if _CONNECTOR.match(rest) else rest.lstrip(" \t\xa0,;:–—-.").strip()


def _words(text: str) -> str:
    return "" if _CONNECTOR.match(text) else without_markup(text)


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
