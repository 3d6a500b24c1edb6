"""From the parts a maker found to a finished question: shuffles, labels, names, and checks what no question may break."""

from __future__ import annotations

import hashlib
import re
import string
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from hashq.quiz.distractors import fits, holds
from hashq.quiz.fold import folded, squeezed, undecorated
from hashq.quiz.model import Choice, Kind, Question

if TYPE_CHECKING:
    from hashq.quiz.source import SourceCard

_CODES = {
    Kind.MULTIPLE_CHOICE: "mc",
    Kind.MULTIPLE_RESPONSE: "mr",
    Kind.TRUE_FALSE: "tf",
    Kind.TYPED: "ty",
    Kind.CELL: "ce",
    Kind.ORDER: "or",
    Kind.MATCH: "ma",
    Kind.PREDICT: "pr",
}
_KINDS = {code: kind for kind, code in _CODES.items()}
_ID = re.compile(r"([0-9a-z]+)-([a-z]+)-([0-9]{1,19})-[0-9a-z]+")


@dataclass(frozen=True)
class Draft:
    """The parts of a question, before options are shuffled and labelled."""

    prompt: str
    key: tuple[str, ...]
    """Texts of the right options, or the accepted texts of a typed question; in order where order matters."""
    distractors: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    """Left-hand side of a match question; ``key`` is parallel to it."""
    why: str = ""
    rivals: tuple[str, ...] = ()
    """For a typed question: texts that are wrong here, though near the key."""
    scenario: str = ""
    keep_order: bool = False
    """Options stay as given (key first, then distractors sorted by ``labels``); for an author's own options."""
    labels: tuple[str, ...] = ()
    """The author's labels, parallel to ``key + distractors``; empty to label by position."""
    by_author: bool = False
    """The author wrote question and options; the check for a leaking key does not apply."""
    typed: bool = False


def stream_for(seed: int, card: SourceCard, kind: Kind) -> Random:
    """The random stream of one question, so that no other question's draws disturb it.

    It hangs on the card's text, not on its id, so that another library of the same notes gives the same quiz.
    """
    return Random(f"{seed}/{kind}/{card.question}\x1f{card.answer}")  # noqa: S311 - variety, not secrecy


def question_from(draft: Draft, card: SourceCard, kind: Kind, seed: int, stream: Random) -> Question:
    """The finished question of ``draft``."""
    options, key = _labelled(draft, kind, stream)
    digest = hashlib.sha256(
        "\x1f".join([draft.prompt, *(o.text for o in options), *key, *draft.rows]).encode(errors="replace")
    )
    return Question(
        id=f"{card.id}-{_CODES[kind]}-{seed}-{digest.hexdigest()[:6]}",
        card=card.id,
        kind=kind,
        prompt=draft.prompt,
        key=key,
        options=options,
        rows=draft.rows,
        choose=1 if draft.typed else len(key),
        path=card.path,
        line=card.line,
        deck=card.deck,
        tags=card.tags,
        why=draft.why,
        rivals=draft.rivals,
        scenario=draft.scenario,
    )


def parse_id(question: str) -> tuple[str, Kind, int] | None:
    """Card, kind and seed of a question's id; None when it is no id of ours."""
    parts = _ID.fullmatch(question)
    if parts is None or parts[2] not in _KINDS:
        return None
    return parts[1], _KINDS[parts[2]], int(parts[3])


def flaw(draft: Draft) -> str | None:
    """Why no question may be made of ``draft``, whatever its maker thought of it; None when it is sound."""
    if not draft.typed:
        texts = (*draft.key, *draft.distractors)
        if not all(fits(text) for text in texts):
            return "an option would be empty or too long"
        if any(len({fold(text) for text in texts}) < len(texts) for fold in (folded, squeezed)):
            return "two options would say the same"
    return "its question would contain the answer" if _leaks(draft) else None


def _leaks(draft: Draft) -> bool:
    """Whether the prompt contains the words of the key, so that it answers itself."""
    if draft.by_author:
        return False
    prompt = undecorated(draft.prompt).casefold()
    shown = f" {folded(draft.prompt)} "
    return any(
        f" {folded(text)} " in shown
        or (len(text) > 3 and undecorated(text).casefold() in prompt)
        or holds(draft.prompt, text)
        for text in draft.key
    )


def _labelled(draft: Draft, kind: Kind, stream: Random) -> tuple[tuple[Choice, ...], tuple[str, ...]]:
    if draft.typed:
        return (), tuple(undecorated(text) for text in draft.key)
    texts = [*draft.key, *draft.distractors]
    if draft.labels:
        own = (
            sorted(zip(draft.labels, texts, strict=True))
            if draft.keep_order
            else list(zip(draft.labels, texts, strict=True))
        )
        return tuple(Choice(label, undecorated(text)) for label, text in own), draft.labels[: len(draft.key)]
    order = list(range(len(texts)))
    stream.shuffle(order)
    if kind is Kind.ORDER and order == sorted(order):
        order = order[1:] + order[:1]
    label_of = {place: string.ascii_lowercase[position] for position, place in enumerate(order)}
    options = tuple(Choice(label_of[place], undecorated(texts[place])) for place in order)
    key = tuple(label_of[place] for place in range(len(draft.key)))
    return options, key if kind in {Kind.ORDER, Kind.MATCH} else tuple(sorted(key))
