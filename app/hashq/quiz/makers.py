"""Makes quizzes: asks every maker about a card, keeps what they refuse and why, and mixes the kinds.

The same cards and seed give the same quiz, whatever else the library holds in other orders. Pure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from hashq.quiz.cell import cell
from hashq.quiz.draft import Draft, flaw, parse_id, question_from, stream_for
from hashq.quiz.match_pairs import match_pairs
from hashq.quiz.model import Kind, Question, Refusal
from hashq.quiz.multiple_choice import multiple_choice
from hashq.quiz.multiple_response import multiple_response
from hashq.quiz.order import order
from hashq.quiz.predict import predict
from hashq.quiz.true_false import true_false
from hashq.quiz.typed import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from hashq.quiz.pool import Pool
    from hashq.quiz.source import SourceCard

    Maker = Callable[[SourceCard, Pool, Random], Draft | str]

MAKERS: dict[Kind, Maker] = {
    Kind.MULTIPLE_CHOICE: multiple_choice,
    Kind.MULTIPLE_RESPONSE: multiple_response,
    Kind.TRUE_FALSE: true_false,
    Kind.TYPED: typed,
    Kind.CELL: cell,
    Kind.ORDER: order,
    Kind.MATCH: match_pairs,
    Kind.PREDICT: predict,
}
"""Every kind with its maker. A maker answers with a draft, or with the reason why the card yields none."""

_SHARES = {
    Kind.MULTIPLE_CHOICE: 4, Kind.MULTIPLE_RESPONSE: 2, Kind.TRUE_FALSE: 1.5, Kind.TYPED: 2, Kind.CELL: 2,
    Kind.ORDER: 1, Kind.MATCH: 1.5, Kind.PREDICT: 1.5,
}  # fmt: skip
"""How much of each kind a quiz wants where the cards leave a choice: as in a certification exam, choices lead."""
_MOST_OF_A_CARD = 3
"""Questions one card may give to one quiz, each of another kind, once every card has given one."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions, and what could not be asked."""

    questions: tuple[Question, ...]
    refused: tuple[Refusal, ...]
    """For every card looked at: the kinds it yields no question of, and why."""


def make(card: SourceCard, kind: Kind, pool: Pool, seed: int) -> Question | Refusal:
    """The question of one kind from one card, or the reason why there is none."""
    stream = stream_for(seed, card, kind)
    draft = MAKERS[kind](card, pool, stream)
    if isinstance(draft, str):
        return Refusal(card.id, kind, draft)
    unsound = flaw(draft)
    if unsound is not None:
        return Refusal(card.id, kind, unsound)
    return question_from(draft, card, kind, seed, stream)


def make_again(question: str, pool: Pool) -> Question | None:
    """The question with this id; None when the id is not ours, or the notes no longer give the same question."""
    parts = parse_id(question)
    if parts is None or parts[0] not in pool.cards or parts[1] not in MAKERS:
        return None
    made = make(pool.cards[parts[0]], parts[1], pool, parts[2])
    return made if isinstance(made, Question) and made.id == question else None


def make_quiz(
    cards: Sequence[SourceCard],
    pool: Pool,
    *,
    count: int,
    seed: int,
    kinds: Collection[Kind] = frozenset(MAKERS),
) -> Quiz:
    """A quiz of up to ``count`` questions from ``cards``; every card gives one before any gives a second.

    ``pool`` is the whole library: wrong answers may come from cards outside ``cards``.
    """
    waiting = sorted(cards, key=lambda card: (card.deck, card.line, card.question, card.answer, card.id))
    Random(f"{seed}/cards").shuffle(waiting)  # noqa: S311 - variety, not secrecy
    taken = _Taken()
    per_card: list[list[Question]] = []
    refused: list[Refusal] = []
    for card in waiting:
        if len(taken.questions) == count:
            break
        made = [make(card, kind, pool, seed) for kind in MAKERS if kind in kinds]
        refused += [one for one in made if isinstance(one, Refusal)]
        per_card.append([one for one in made if isinstance(one, Question)])
        taken.take_from(per_card[-1])
    for _ in range(_MOST_OF_A_CARD - 1):
        for rest in per_card:
            if len(taken.questions) < count:
                taken.take_from(rest)
    Random(f"{seed}/order").shuffle(taken.questions)  # noqa: S311
    return Quiz(tuple(taken.questions), tuple(refused))


@dataclass(slots=True)
class _Taken:
    """What a quiz has so far."""

    questions: list[Question] = field(default_factory=list)
    used: Counter[Kind] = field(default_factory=Counter)
    prompts: set[str] = field(default_factory=set)

    def take_from(self, offered: list[Question]) -> None:
        """Move the question whose kind the quiz wants most from ``offered`` here; nothing is asked twice."""
        offered[:] = [question for question in offered if question.prompt not in self.prompts]
        if not offered:
            return
        best = min(offered, key=lambda question: (self.used[question.kind] + 1) / _SHARES[question.kind])
        offered.remove(best)
        self.used[best.kind] += 1
        self.prompts.add(best.prompt)
        self.questions.append(best)
