"""Finds cards by what is asked of them.

Owns the SQL of each condition, the full-text expressions and the orders of a list. Every value is bound. Knows no query
language: it is handed conditions.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hashq.store.cards import cards_where
from hashq.store.conditions import (
    All,
    Condition,
    Either,
    Flagged,
    InDecks,
    Measures,
    Named,
    Not,
    PathHas,
    Rated,
    Stands,
    Tagged,
    Words,
    asks_for_retired,
)

if TYPE_CHECKING:
    from hashq.store.cards import CardRow
    from hashq.store.database import Database


@dataclass(frozen=True, slots=True)
class Moment:
    """The time against which ``due``, ``buried`` and figures are decided."""

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
    "buried": "coalesce(cards.buried_until > :today, 0)",
    "flagged": "cards.flag > 0",
    "leech": ":leech > 0 AND cards.lapses >= :leech",
    "retired": "cards.retired_at IS NOT NULL",
    "unanswered": "cards.has_answer = 0",
}
"""Each standing with its SQL."""

_DAYS_UNTIL_DUE: Final = "(julianday(cards.due_day) - julianday(:today))"
_DAYS_SINCE: Final = "max(julianday(:today) - julianday(cards.last_study_day), 0)"
FIGURES: Final[dict[str, str]] = {
    "stability": "cards.stability",
    "difficulty": "cards.difficulty",
    "interval": "(CASE WHEN cards.state = 'review' THEN julianday(cards.due_day) - julianday(cards.last_study_day) END)",
    "lapses": "cards.lapses",
    "reviews": "cards.reviews",
    "due": _DAYS_UNTIL_DUE,
    "retrievability": f"recall({_DAYS_SINCE}, cards.stability)",
}
"""Each figure with its SQL: days, 1 to 10, days, times, times, days from today (negative: overdue), 0 to 1."""

ORDERS: Final[dict[str, str]] = {
    "note": "cards.deck, notes.path, cards.position",
    "due": "cards.due_at IS NULL, cards.due_at",
    "added": "cards.created_at DESC",
    "question": "texts.question COLLATE NOCASE",
    "hardest": "cards.difficulty IS NULL, cards.difficulty DESC",
    "lapses": "cards.lapses DESC",
    "stability": "cards.stability IS NULL, cards.stability",
    "reviews": "cards.reviews DESC",
}
"""Each order with its SQL; cards that it does not tell apart stay as in their notes."""

_FROM: Final = "FROM cards JOIN texts ON texts.number = cards.number JOIN notes ON notes.id = cards.note_id"


@dataclass(slots=True)
class _Clauses:
    """SQL under construction with the values it is bound to."""

    bound: dict[str, object] = field(default_factory=dict)

    def bind(self, value: object) -> str:
        name = f"v{len(self.bound)}"
        self.bound[name] = value
        return ":" + name

    def of(self, condition: Condition) -> str:
        """The SQL of ``condition``, safe to stand among others."""
        match condition:
            case Not(condition=inner):
                return f"NOT coalesce({self.of(inner)}, 0)"
            case All(conditions=()):
                return "1"
            case All(conditions=parts):
                return "(" + " AND ".join(self.of(part) for part in parts) + ")"
            case Either(conditions=parts):
                return "(" + " OR ".join(self.of(part) for part in parts) + ")"
            case _:
                return f"({self._plain(condition)})"

    def _plain(self, condition: Condition) -> str:
        match condition:
            case Words():
                return self._words(condition)
            case InDecks(names=names):
                return f"cards.deck IN (SELECT value FROM json_each({self.bind(json.dumps(names))}))"
            case Tagged(tag=tag):
                return _tagged(self.bind(tag.lower()), self.bind(tag.lower() + "/"))
            case PathHas(part=part):
                return f"instr(lower(notes.path), {self.bind(part.lower())})"
            case Named(id=id_):
                return f"cards.id = {self.bind(id_)}"
            case Stands(standing=standing):
                return STANDINGS[standing]
            case Flagged(flag=flag):
                return f"cards.flag = {self.bind(flag)}"
            case Rated(days=days, rating=rating):
                return _rated(self.bind(f"-{days - 1} days"), None if rating is None else self.bind(rating))
            case Measures(figure=figure, comparison=comparison, number=number):
                return f"{FIGURES[figure]} {comparison} {self.bind(number)}"
        raise ValueError(f"no such condition: {condition}")

    def _words(self, words: Words) -> str:
        if not _is_indexed(words.text):
            bound = self.bind(words.text)
            return f"instr(texts.question, {bound}) OR instr(texts.answer, {bound})"
        quoted = '"' + words.text.replace('"', '""').replace("\x00", " ") + '"'
        bound = self.bind(quoted if words.phrase else quoted + "*")
        return f"cards.number IN (SELECT rowid FROM search WHERE search MATCH {bound})"


def _tagged(tag: str, above: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM (SELECT value FROM json_each(texts.tags) UNION ALL"
        " SELECT value FROM json_each(cards.own_tags))"
        f" WHERE lower(value) = {tag} OR substr(lower(value), 1, length({above})) = {above})"
    )


def _rated(since: str, rating: str | None) -> str:
    asked = "" if rating is None else f" AND given.rating = {rating}"
    return (
        "cards.id IN (SELECT given.card_id FROM reviews AS given"
        f" WHERE given.study_day >= date(:today, {since}) AND given.kind = 'review'{asked}"
        " AND NOT EXISTS (SELECT 1 FROM reviews AS taker WHERE taker.undoes = given.id))"
    )


def _is_indexed(text: str) -> bool:
    """Whether the full-text index knows anything of ``text``; it splits at everything but letters and digits."""
    return any(character.isalnum() for character in text)


def in_notes(condition: Condition) -> Condition:
    """``condition`` for cards that are in their notes, but where it asks for retired ones itself."""
    if isinstance(condition, Either):
        return Either(tuple(in_notes(part) for part in condition.conditions))
    if asks_for_retired(condition):
        return condition
    return All((Not(Stands("retired")), condition))


def find_cards(database: Database, condition: Condition, moment: Moment) -> list[CardRow]:
    """The cards that meet ``condition``, by deck, note and position; retired ones only where it asks for them."""
    where, parameters = _where(database, condition, moment)
    return cards_where(database, where, parameters)


def find_numbers(
    database: Database, condition: Condition, moment: Moment, order: str, *, backwards: bool = False
) -> array[int]:
    """The numbers of the cards that meet ``condition``, in one of :data:`ORDERS`, or from its end."""
    where, parameters = _where(database, condition, moment)
    tables = _FROM if "texts." in where + ORDERS[order] else _FROM.replace(_TEXTS, "")
    sql = f"SELECT cards.number {tables} WHERE {where} ORDER BY {ORDERS[order]}, {ORDERS['note']}"
    numbers = array("q", (row[0] for row in database.rows(sql, parameters)))
    if backwards:
        numbers.reverse()
    return numbers


_TEXTS: Final = " JOIN texts ON texts.number = cards.number"


def find_ids(database: Database, condition: Condition, moment: Moment) -> frozenset[str]:
    """The ids of the cards that meet ``condition``."""
    where, parameters = _where(database, condition, moment)
    return frozenset(row[0] for row in database.rows(f"SELECT cards.id {_FROM} WHERE {where}", parameters))


def _where(database: Database, condition: Condition, moment: Moment) -> tuple[str, dict[str, object]]:
    clauses = _Clauses()
    where = clauses.of(in_notes(condition))
    if "recall(" in where:
        _teach_recall(database)
    times = {"now": moment.now, "today": moment.today, "leech": moment.leech_threshold}
    return where, {**clauses.bound, **times}


def _teach_recall(database: Database) -> None:
    """Let SQL ask for the chance of recall after some days."""
    from hashq.scheduling.forgetting import recall_probability  # noqa: PLC0415 - seldom asked for
    from hashq.scheduling.parameters import DEFAULT_PARAMETERS  # noqa: PLC0415 - as above

    decay = DEFAULT_PARAMETERS.weights[20]

    def recall(days: float | None, stability: float | None) -> float | None:
        if days is None or not stability:
            return None
        return recall_probability(days, stability, decay)

    database.raw.create_function("recall", 2, recall, deterministic=True)
