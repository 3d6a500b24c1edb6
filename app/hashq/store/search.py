"""Finds cards by words and by what they are.

Owns the SQL of each condition and the full-text expression. Knows no query language: it is handed conditions.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hashq.store.cards import cards_where

if TYPE_CHECKING:
    from hashq.store.cards import CardRow
    from hashq.store.database import Database


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is asked of a card."""

    field: str
    """``word``, ``phrase``, ``decks``, ``tag``, ``path``, ``id`` or ``is``."""
    value: str
    """What it must match; for ``decks`` a JSON list of names."""
    negated: bool = False
    """Whether cards that match are left out."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The time against which ``is:due`` and ``is:buried`` are decided."""

    now: str
    """UTC."""
    today: str
    """The study day."""
    leech_threshold: int
    """Lapses from which a card is a leech; 0 for never."""


_IN_PLAY: Final = "cards.has_answer = 1 AND cards.suspended = 0 AND (cards.buried_until IS NULL OR cards.buried_until <= :today)"
_LEARNING: Final = "cards.state IN ('learning', 'relearning')"
STANDINGS: Final[dict[str, str]] = {
    "due": f"{_IN_PLAY} AND ((cards.state = 'review' AND cards.due_day <= :today)"
    f" OR ({_LEARNING} AND cards.due_at <= :now))",
    "new": "cards.state = 'new'",
    "learning": _LEARNING,
    "review": "cards.state = 'review'",
    "suspended": "cards.suspended = 1",
    "buried": "cards.buried_until > :today",
    "flagged": "cards.flag > 0",
    "leech": ":leech > 0 AND cards.lapses >= :leech",
    "retired": "cards.retired_at IS NOT NULL",
    "unanswered": "cards.has_answer = 0",
}
"""What ``is:`` can ask, with its SQL."""


def find_cards(database: Database, conditions: tuple[Condition, ...], moment: Moment) -> list[CardRow]:
    """The cards that meet every condition, by deck, note and position; retired ones only where they are asked for."""
    parameters: dict[str, object] = {
        "now": moment.now,
        "today": moment.today,
        "leech": moment.leech_threshold,
    }
    clauses = [] if Condition("is", "retired") in conditions else ["cards.retired_at IS NULL"]
    for number, condition in enumerate(conditions):
        name = f"p{number}"
        parameters[name] = _bound(condition)
        clause = f"({_clause(condition, ':' + name)})"
        clauses.append(f"NOT {clause}" if condition.negated else clause)
    return cards_where(database, " AND ".join(clauses or ["1"]), parameters)


def _clause(condition: Condition, bound: str) -> str:
    match condition.field:
        case "word" | "phrase" if _has_letters(condition.value):
            return f"cards.number IN (SELECT rowid FROM search WHERE search MATCH {bound})"
        case "word" | "phrase":
            return f"instr(texts.question, {bound}) OR instr(texts.answer, {bound})"
        case "decks":
            return f"cards.deck IN (SELECT value FROM json_each({bound}))"
        case "tag":
            return (
                "EXISTS (SELECT 1 FROM (SELECT value FROM json_each(texts.tags) UNION ALL"
                " SELECT value FROM json_each(cards.own_tags))"
                f" WHERE lower(value) = {bound} OR lower(value) LIKE {bound} || '/%')"
            )
        case "path":
            return f"instr(lower(notes.path), {bound})"
        case "id":
            return f"cards.id = {bound}"
        case "is":
            return STANDINGS[condition.value]
        case _:
            raise ValueError(f"no such field: {condition.field}")


def _bound(condition: Condition) -> str:
    if condition.field in {"word", "phrase"} and _has_letters(condition.value):
        quoted = '"' + condition.value.replace('"', '""') + '"'
        return quoted + "*" if condition.field == "word" else quoted
    if condition.field in {"tag", "path"}:
        return condition.value.lower()
    return condition.value


def _has_letters(text: str) -> bool:
    """Whether the full-text index knows anything of ``text``; it splits at everything but letters and digits."""
    return any(character.isalnum() for character in text)


def deck_list(decks: list[str]) -> str:
    """The value of a ``decks`` condition."""
    return json.dumps(decks)
