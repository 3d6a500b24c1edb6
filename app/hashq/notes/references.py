"""Links with the prose around them, as references that lose no word of it. Pure text in, values out."""

from __future__ import annotations

import re
from typing import NamedTuple

from hashq.notes.inline import Link, links, without_markup
from hashq.notes.model import See

_CONNECTOR = re.compile(r"[\s,;:.!&|/+·•()*_–—-]*(?:(?:and|or)\b[\s,;:*_]*)?$", re.IGNORECASE)
_EDGE = " \t\xa0,;:–—-*_."


class Referred(NamedTuple):
    """One line of references, read."""

    see: tuple[See, ...]
    rest: str
    """Prose and embeds behind the first link that are no reference themselves; Markdown, empty when there are none."""
    lead: str
    """Prose before the first link; it is part of that link's label."""


def read_references(text: str) -> Referred:
    """The links in ``text`` as references; embedded pictures and prose behind a link are the rest."""
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
    label = f"{lead} {first.label}" if lead else first.label
    see = [See(label, first.target), *(See(link.label, link.target) for link in targets[1:])]
    before = "" if lead else text[: first.begin].strip(_EDGE)
    return Referred(tuple(see), _join(before, _after(text, first, found)), lead)


def whole_lines(text: str) -> tuple[See, ...]:
    """``text``, one line under a heading of references: each link with the words after it, or the words alone."""
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


def _after(text: str, first: Link, found: list[Link]) -> str:
    """The text behind ``first`` from its first word or picture on; links in it stay where they are."""
    at = first.end
    for link in found:
        if link.begin < at:
            continue
        if link.image or not _CONNECTOR.match(text[at : link.begin]):
            break
        at = link.end
    rest = text[at:]
    return "" if _CONNECTOR.match(rest) else rest.lstrip(" \t\xa0,;:–—-.").strip()


def _words(text: str) -> str:
    return "" if _CONNECTOR.match(text) else without_markup(text)


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
