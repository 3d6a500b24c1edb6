"""Turns a note's card into what the database keeps of it, and back. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from hashq.notes.model import Family, Image, Option, See
from hashq.plain_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.notes.model import Card
    from hashq.problems import Problem
    from hashq.store.importing import CardText

_EMPTY_LIST = "[]"
_EMPTY_OBJECT = "{}"


class Parts(NamedTuple):
    """The parts of a card that are data, as :class:`hashq.notes.model.Card` has them."""

    see: tuple[See, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    key: tuple[str, ...] = ()
    family: Family | None = None


def card_text(card: Card, deck: str, position: int) -> CardText:
    """What is kept of ``card``, the one at ``position`` of its note: its texts as they are shown, so that they are found so.

    The note itself keeps its escape sequences.
    """
    from hashq.store.importing import CardText  # noqa: PLC0415 - a card that is shown never asks for it

    return CardText(
        deck=deck,
        position=position,
        line=card.line,
        end_line=card.end_line,
        kind=card.kind,
        block_id=card.block_id,
        question=plain_text(card.question),
        answer=plain_text(card.answer),
        tags=json_list(card.tags),
        parts=_parts_json(card),
        sibling_group=sibling_group(card.family),
    )


def sibling_group(family: Family | None) -> str | None:
    """What the cards of one family have in common; None without one.

    It comes of the text, so it is the same wherever and whenever the note is read.
    """
    if family is None:
        return None
    from hashq.notes.fingerprint import fingerprint  # noqa: PLC0415 - a card that is shown never asks for it

    return fingerprint(f"{family.question}\n{family.answer}") or None


def json_list(values: Iterable[str]) -> str:
    """The texts as a JSON list."""
    found = list(values)
    return json.dumps(found, ensure_ascii=False) if found else _EMPTY_LIST


def problems_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON list."""
    found = [problem.as_json() for problem in problems]
    return json.dumps(found, ensure_ascii=False) if found else _EMPTY_LIST


def _parts_json(card: Card) -> str:
    parts: dict[str, Any] = {}
    if card.see:
        parts["see"] = [see._asdict() for see in card.see]
    if card.images:
        parts["images"] = [image._asdict() for image in card.images]
    if card.links:
        parts["links"] = card.links
    if card.options:
        parts["options"] = [option._asdict() for option in card.options]
    if card.key:
        parts["key"] = card.key
    if card.family is not None:
        parts["family"] = card.family._asdict()
    return json.dumps(parts, ensure_ascii=False) if parts else _EMPTY_OBJECT


def parts_of(stored: str) -> Parts:
    """The parts from their JSON form."""
    if stored == _EMPTY_OBJECT:
        return Parts()
    parts = json.loads(stored)
    return Parts(
        see=tuple(See(**see) for see in parts.get("see", ())),
        images=tuple(Image(**image) for image in parts.get("images", ())),
        links=tuple(parts.get("links", ())),
        options=tuple(Option(**option) for option in parts.get("options", ())),
        key=tuple(parts.get("key", ())),
        family=_family(parts.get("family")),
    )


def _family(stored: dict[str, Any] | None) -> Family | None:
    if stored is None:
        return None
    return Family(stored["question"], stored["answer"], tuple(stored["kinds"]))
