"""Obsidian tags: every tag in a card's text becomes a tag of the card.

A line of tags alone leaves the text, and so do tags behind the question; in mid-sentence a tag stays a word as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.notes.inline import prose_only

if TYPE_CHECKING:
    from hashq.notes.draft import Draft

_TAG = re.compile(r"(?<!\S)#(?=[\w/-]*[^\W\d])([\w/-]+)")
_HTML = re.compile(r"<[A-Za-z][^<>]{0,500}>")
_ALONE = re.compile(r"\s*(?:#[\w/-]*[^\W\d][\w/-]*[\s,;]*)+$")
_BEHIND_QUESTION = re.compile(r"(?:(?<=[?.!:)*_？])|^)(?:\s*(?<!\S)#[\w/-]*[^\W\d][\w/-]*)+\s*$")


def is_tag(name: str) -> bool:
    """Whether a note can give a card the tag ``name``."""
    found = _TAG.fullmatch(f"#{name}")
    return found is not None and found[1] == name.strip("/-") and name not in {"Q", "Question"}


def take_tags(draft: Draft) -> None:
    """Collect the card's tags, and take away lines that are nothing else."""
    if "#" in draft.head.text:
        _collect(draft, draft.head.text)
        shown = prose_only(draft.head.text)
        found = _BEHIND_QUESTION.search(shown)
        if found:
            draft.head = draft.head._replace(text=draft.head.text[: found.start()].rstrip())
    alone: list[int] = []
    for at, line in enumerate(draft.before):
        if "#" not in line.text or line.fenced:
            continue
        _collect(draft, line.text)
        if line.text.lstrip().startswith("#") and _ALONE.match(line.text):
            alone.append(at)
    for at in reversed(alone):
        del draft.before[at]


def _collect(draft: Draft, text: str) -> None:
    shown = prose_only(text)
    if "<" in shown:
        shown = _HTML.sub(lambda mark: " " * len(mark[0]), shown)
    for found in _TAG.finditer(shown):
        tag = found[1].strip("/-")
        if tag and tag not in {"Q", "Question"} and tag not in draft.tags:
            draft.tags.append(tag)
