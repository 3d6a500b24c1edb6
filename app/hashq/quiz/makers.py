"""Makes quizzes: asks every maker about a card, keeps what they refuse and why, and mixes the kinds.

The same cards and seed give the same quiz. Cards are drawn by the seed and read as they are drawn, no more of them than
the quiz needs. Pure.
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
    from collections.abc import Callable, Collection, Iterator, Sequence

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
BARREN = 400
"""Cards in a row that yield no question, after which the rest are taken to yield none."""
_MOST_OF_A_CARD = 3
"""Questions one card may give to one quiz, each of another kind, once every card has given one."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions, and what could not be asked."""

    questions: tuple[Question, ...]
    refused: tuple[Refusal, ...]
    """For every card looked at: the kinds it yields no question of, and why."""
    unseen: int = 0
    """Cards not looked at because so many before them yielded nothing; 0 when enough was found or all were looked at."""


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
    card = None if parts is None else pool.find(parts[0])
    if parts is None or card is None:
        return None
    made = make(card, parts[1], pool, parts[2])
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

    ``cards`` stand in the order of the library. Wrong answers may come from any card of ``pool``.
    """
    taken = _Taken()
    per_card: list[list[Question]] = []
    refused: list[Refusal] = []
    barren = 0
    drawn = _drawn(cards, seed)
    while len(taken.questions) < count and barren < BARREN:
        card = next(drawn, None)
        if card is None:
            break
        made = [make(card, kind, pool, seed) for kind in MAKERS if kind in kinds]
        refused += [one for one in made if isinstance(one, Refusal)]
        per_card.append([one for one in made if isinstance(one, Question)])
        barren = 0 if per_card[-1] else barren + 1
        taken.take_from(per_card[-1])
    for _ in range(_MOST_OF_A_CARD - 1):
        for rest in per_card:
            if len(taken.questions) < count:
                taken.take_from(rest)
    Random(f"{seed}/order").shuffle(taken.questions)  # noqa: S311 - variety, not secrecy
    unseen = len(cards) - len(per_card) if barren == BARREN else 0
    return Quiz(tuple(taken.questions), tuple(refused), unseen)


def _drawn(cards: Sequence[SourceCard], seed: int) -> Iterator[SourceCard]:
    """All of ``cards`` in the order that ``seed`` shuffles them to, each one looked up when its turn comes."""
    stream = Random(f"{seed}/cards")  # noqa: S311 - variety, not secrecy
    moved: dict[int, int] = {}
    for turn in range(len(cards)):
        drawn = stream.randrange(turn, len(cards))
        yield cards[moved.get(drawn, drawn)]
        moved[drawn] = moved.pop(turn, turn)


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
