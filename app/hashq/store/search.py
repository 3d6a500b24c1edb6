"""Finds cards by what is asked of them.

Owns the SQL of each condition, the full-text expressions and the orders of a list. Every value is bound. Knows no query
language: it is handed conditions.
"""

from __future__ import annotations

import json
import unicodedata
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
    LinksTo,
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
from hashq.store.full_text import count_matching, full_text, is_indexed, matches_many, matching_among, quoted

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


_NOT_RETIRED: Final = "cards.retired_at IS NULL"
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

ORDERS: Final[dict[str, tuple[str, ...]]] = {
    "note": (),
    "due": ("cards.due_at IS NULL", "cards.due_at"),
    "added": ("cards.created_at DESC",),
    "question": ("texts.question COLLATE NOCASE",),
    "hardest": ("cards.difficulty DESC",),
    "lapses": ("cards.lapses DESC",),
    "stability": ("cards.stability IS NULL", "cards.stability"),
    "reviews": ("cards.reviews DESC",),
}
"""Each order with what it sorts by; cards that it does not tell apart stand as in their notes."""
_IN_NOTES: Final = (
    "cards.deck",
    "cards.note_id",
    "cards.position",
)  # in the order of the index cards_in_order

FIRST_WALK: Final = 300
LONGEST_WALK: Final = 6_000
"""Cards from the top of a list among which matches of words are looked for, at first and at most, before all matches are."""
RARE: Final = 20
"""Of words that fewer cards of a first walk have, it is asked whether longer walks are worth their while."""


@dataclass(slots=True)
class _Clauses:
    """SQL under construction with the values it is bound to."""

    bound: dict[str, object] = field(default_factory=dict)
    expressions: list[str] = field(default_factory=list)
    """What the full-text index is asked."""

    def bind(self, value: object) -> str:
        name = f"v{len(self.bound)}"
        self.bound[name] = value
        return ":" + name

    def of(self, condition: Condition) -> str:
        """The SQL of ``condition``, safe to stand among others."""
        match condition:
            case Not(condition=inner):
                return _NOT_RETIRED if inner == Stands("retired") else f"NOT coalesce({self.of(inner)}, 0)"
            case All(conditions=parts):
                return "(" + " AND ".join(self._all(parts)) + ")" if parts else "1"
            case Either(conditions=parts):
                return "(" + " OR ".join(self.of(part) for part in parts) + ")"
            case LinksTo(note=note):
                return f"({self._linking(note)})"
            case _:
                return f"({self._plain(condition)})"

    def _all(self, parts: tuple[Condition, ...]) -> list[str]:
        """The SQL of each part, with one question to the full-text index for all words of it."""
        indexed = [part for part in parts if isinstance(part, Words) and is_indexed(part.text)]
        others = [self.of(part) for part in parts if part not in indexed]
        return [self._matching(" AND ".join(map(full_text, indexed))), *others] if indexed else others

    def _plain(self, condition: Condition) -> str:
        match condition:
            case Words():
                return self._words(condition)
            case InDecks(names=names):
                return f"cards.deck IN (SELECT value FROM json_each({self.bind(json.dumps(names))}))"
            case Tagged(tag=tag):
                return self._tagged(tag)
            case PathHas(part=part):
                bound = self.bind(folded(part))
                return f"cards.note_id IN (SELECT id FROM notes WHERE instr(folded(path), {bound}))"
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
        if is_indexed(words.text):
            return self._matching(full_text(words))
        bound = self.bind(words.text)
        return f"instr(texts.question, {bound}) OR instr(texts.answer, {bound})"

    def _matching(self, expression: str) -> str:
        self.expressions.append(expression)
        return f"cards.number IN (SELECT rowid FROM search WHERE search MATCH {self.bind(expression)})"

    def _tagged(self, tag: str) -> str:
        same, above = self.bind(folded(tag)), self.bind(folded(tag) + "/")
        fold = _fold(tag)
        is_it = f"{fold}(value) = {same} OR substr({fold}(value), 1, length({above})) = {above}"
        likely = ""
        if is_indexed(tag):
            bound = self.bind("tags : " + quoted(tag))
            likely = f"noted.number IN (SELECT rowid FROM search WHERE search MATCH {bound}) AND"
        return (
            "cards.number IN (SELECT own.number FROM cards AS own, json_each(own.own_tags)"
            f" WHERE own.own_tags <> '[]' AND ({is_it}) UNION"
            f" SELECT noted.number FROM texts AS noted, json_each(noted.tags) WHERE {likely} ({is_it}))"
        )

    def _linking(self, note: str) -> str:
        fold, name = _fold(note), folded(note)
        ending = self.bind("/" + name)
        likely = "noted.parts <> '{}'"
        if json.dumps(name, ensure_ascii=False) == f'"{name}"':
            likely = f"instr({fold}(noted.parts), substr({ending}, 2))"
        target = f"rtrim({fold}(substr(value, 1, instr(value || '#', '#') - 1)))"
        titled = (
            f"CASE WHEN {target} LIKE '%.md' THEN substr({target}, 1, length({target}) - 3) ELSE {target} END"
        )
        return (
            "cards.number IN (SELECT noted.number FROM texts AS noted, json_each(noted.parts, '$.links')"
            f" WHERE {likely} AND substr('/' || {titled}, -length({ending})) = {ending})"
        )


def _fold(text: str) -> str:
    """The SQL function that makes what is compared with ``text`` alike in case; SQLite's own, quicker, knows ASCII only."""
    return "lower" if text.isascii() else "folded"


def _rated(since: str, rating: str | None) -> str:
    asked = "" if rating is None else f" AND given.rating = {rating}"
    return (
        "cards.id IN (SELECT given.card_id FROM reviews AS given"
        f" WHERE given.study_day >= date(:today, {since}) AND given.kind = 'review'{asked}"
        " AND NOT EXISTS (SELECT 1 FROM reviews AS taker WHERE taker.undoes = given.id))"
    )


def folded(text: str) -> str:
    """``text`` as it is compared where neither case counts nor how a letter with an accent is put together."""
    return unicodedata.normalize("NFC", text).casefold()


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


def count_cards(database: Database, condition: Condition, moment: Moment) -> int:
    """How many cards meet ``condition``; retired ones count only where it asks for them."""
    words, unwanted, others = _apart(in_notes(condition))
    if (words or unwanted) and all(other == Not(Stands("retired")) for other in others):
        return _count_by_words(database, " AND ".join(words), " OR ".join(unwanted))
    where, parameters = _where(database, condition, moment)
    return int(database.value(f"SELECT count(*) {_tables(where)} WHERE {where}", parameters))


def _count_by_words(database: Database, wanted: str, refused: str) -> int:
    if not wanted:
        kept = database.value("SELECT count(*) FROM cards WHERE retired_at IS NULL")
        return int(kept) - count_matching(database, refused)
    return count_matching(database, f"({wanted}) NOT ({refused})" if refused else wanted)


def find_numbers(
    database: Database,
    condition: Condition,
    moment: Moment,
    order: str,
    *,
    backwards: bool = False,
    most: int = -1,
) -> array[int]:
    """The numbers of the cards that meet ``condition``, in one of :data:`ORDERS` or from its end; the first ``most``.

    A negative ``most`` is no limit.
    """
    if most >= 0 and order == "note":
        found = _near_the_top(database, condition, moment, most, backwards=backwards)
        if found is not None:
            return found
    where, parameters = _where(database, condition, moment, walk=most >= 0)
    sorting = ", ".join(_reversed(key) if backwards else key for key in (*ORDERS[order], *_IN_NOTES))
    sql = f"SELECT cards.number {_tables(where + sorting)} WHERE {where} ORDER BY {sorting} LIMIT :most"
    return array("q", (row[0] for row in database.rows(sql, {**parameters, "most": most})))


def _near_the_top(
    database: Database, condition: Condition, moment: Moment, most: int, *, backwards: bool
) -> array[int] | None:
    """The first ``most`` cards by note, where words that very many cards have are found soon; None where they are not.

    Asking the full-text index about the top of the list alone spares it naming a hundred thousand cards at every key.
    """
    words, unwanted, others = _apart(in_notes(condition))
    if not words and not unwanted:
        return None
    wanted, refused = " AND ".join(words), " OR ".join(unwanted)
    walked, longer = 0, FIRST_WALK
    while walked < longer:
        walked = longer
        top = find_numbers(database, All(others), moment, "note", backwards=backwards, most=walked)
        matching = matching_among(database, wanted, top) if words else frozenset(top)
        barred = matching_among(database, refused, top) if unwanted else frozenset()
        found = array("q", (number for number in top if number in matching and number not in barred))
        if len(found) >= most or len(top) < walked:
            return found[:most]
        if walked == FIRST_WALK and len(found) < RARE and words and not matches_many(database, wanted):
            return None
        longer = min(_walk_for(most, walked, len(found)), LONGEST_WALK)
    return None


def _walk_for(most: int, walked: int, found: int) -> int:
    """How far to walk for ``most`` matches where ``found`` lie among the first ``walked`` cards, with some to spare."""
    return max(2 * walked, walked * most * 5 // (4 * max(found, 1)))


def _apart(condition: Condition) -> tuple[list[str], list[str], tuple[Condition, ...]]:
    """What the full-text index is asked of a card that meets ``condition``: words it has, words it has not; and the rest."""
    if isinstance(condition, Words) and is_indexed(condition.text):
        return [full_text(condition)], [], ()
    if isinstance(condition, Not) and isinstance(condition.condition, Words):
        words, _, _ = _apart(condition.condition)
        return [], words, () if words else (condition,)
    if not isinstance(condition, All):
        return [], [], (condition,)
    parts = [_apart(part) for part in condition.conditions]
    return (
        [word for words, _, _ in parts for word in words],
        [word for _, unwanted, _ in parts for word in unwanted],
        tuple(other for _, _, others in parts for other in others),
    )


def _reversed(key: str) -> str:
    return key.removesuffix(" DESC") if key.endswith(" DESC") else key + " DESC"


def _tables(sql: str) -> str:
    """What ``sql`` has to read from."""
    return "FROM cards JOIN texts ON texts.number = cards.number" if "texts." in sql else "FROM cards"


def find_ids(database: Database, condition: Condition, moment: Moment) -> frozenset[str]:
    """The ids of the cards that meet ``condition``."""
    where, parameters = _where(database, condition, moment)
    return frozenset(
        row[0] for row in database.rows(f"SELECT cards.id {_tables(where)} WHERE {where}", parameters)
    )


def _where(
    database: Database, condition: Condition, moment: Moment, *, walk: bool = False
) -> tuple[str, dict[str, object]]:
    """The SQL of ``condition`` with what is bound in it; ``walk``: only the first cards of a list are wanted."""
    clauses = _Clauses()
    where = clauses.of(in_notes(condition))
    if "recall(" in where:
        _teach_recall(database)
    if "folded(" in where:
        database.raw.create_function("folded", 1, folded, deterministic=True)
    if walk and any(matches_many(database, expression) for expression in clauses.expressions):
        # The plus forbids a plan that looks every match up and sorts them all for the sake of the first few.
        where = where.replace("cards.number IN", "+cards.number IN")
    times = {"now": moment.now, "today": moment.today, "leech": moment.leech_threshold}
    return where, {**clauses.bound, **times}


def _teach_recall(database: Database) -> None:
    """Let SQL ask for the chance of recall after some days."""
    from hashq.scheduling.forgetting import DECAY_WEIGHT, recall_probability  # noqa: PLC0415 - seldom asked for
    from hashq.store.weights import weights_in_use  # noqa: PLC0415 - as above

    decay = weights_in_use(database)[DECAY_WEIGHT]

    def recall(days: float | None, stability: float | None) -> float | None:
        if days is None or not stability:
            return None
        return recall_probability(days, stability, decay)

    database.raw.create_function("recall", 2, recall, deterministic=True)
