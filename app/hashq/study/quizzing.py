"""Quizzes from the library: made, made again from a question's id, graded, practised, and fed into the schedule.

Owns which cards are asked. Makers and graders are pure, in ``quiz``.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.quiz.exam import scaled
from hashq.quiz.grading import grade, parts_given
from hashq.quiz.makers import MAKERS, Quiz, make, make_again, make_quiz
from hashq.quiz.model import Kind, Question
from hashq.quiz.pool import Pool
from hashq.quiz.practice import begin
from hashq.study.asking import AskableCards
from hashq.study.choice import choose
from hashq.study.finding import today

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hashq.clock import Clock
    from hashq.quiz.model import Grade
    from hashq.quiz.practice import Practice
    from hashq.settings import Settings
    from hashq.store.database import Database

SEEDS = 1_000_000
"""Quizzes without a seed get one below this, so that ids of questions stay short."""


@dataclass(frozen=True, slots=True)
class Graded:
    """Answers to a quiz, judged."""

    score: int
    """Share of right answers, scaled to 1,000 and rounded down; 0 for no answers."""
    grades: tuple[Grade, ...]
    """In the order of the answers."""
    unknown: tuple[str, ...]
    """Ids that name no question of this library, or one whose notes have changed since; they do not count."""


class Quizzes:
    """Questions from the cards of one library."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        """Ask from what ``database`` holds. Nothing is read before a quiz is wanted."""
        self._database = database
        self._settings = settings
        self._clock = clock
        self._known: tuple[AskableCards, Pool] | None = None
        self._read_at = (-1, -1)

    def make(
        self, deck: str | None = None, *, count: int, seed: int | None = None, kinds: Collection[Kind] = ()
    ) -> Quiz:
        """A quiz of up to ``count`` questions from ``deck`` and its sub-decks, or a query, else from everything.

        The same cards and seed give the same quiz. ``kinds``: only these; empty for all. Suspended cards are not
        asked. Raises :class:`hashq.errors.UsageError` when no deck, or more than one, has that name.
        """
        now, number = self._clock.now(), secrets.randbelow(SEEDS) if seed is None else seed
        with self._database.reading():
            cards, pool = self._cards()
            chosen = choose(self._database, self._settings, deck, now, today(self._settings, self._clock))
            asked = cards.asked(chosen)
            return make_quiz(
                asked, pool, count=count, seed=number, kinds=frozenset(kinds) or frozenset(MAKERS)
            )

    def practice(
        self, deck: str | None = None, *, count: int, seed: int | None = None, kinds: Collection[Kind] = ()
    ) -> Practice:
        """A practice session over such a quiz: what was missed comes back, what is known comes back to be written."""
        return self.practice_of(self.make(deck, count=count, seed=seed, kinds=kinds).questions)

    def practice_of(self, questions: Sequence[Question]) -> Practice:
        """A practice session over these questions, such as the wrong ones of an exam."""
        chosen = {one.card for one in questions if one.kind not in {Kind.TYPED, Kind.PREDICT}}
        harder: dict[str, Question] = {}
        with self._database.reading():
            _, pool = self._cards()
            for id_ in sorted(chosen):
                card = pool.find(id_)
                written = None if card is None else make(card, Kind.TYPED, pool, 0)
                if isinstance(written, Question):
                    harder[id_] = written
        return begin(questions, harder)

    def question(self, id_: str) -> Question | None:
        """The question with this id; None when it is no id of ours, or the notes no longer give that question."""
        with self._database.reading():
            return make_again(id_, self._cards()[1])

    def grade(self, answers: Mapping[str, object]) -> Graded:
        """The judgement of ``answers``: by question id, a label, a text, or a list of them."""
        grades: list[Grade] = []
        unknown: list[str] = []
        for id_, given in answers.items():
            question = self.question(id_)
            if question is None:
                unknown.append(id_)
            else:
                grades.append(grade(question, parts_given(question, given)))
        return Graded(scaled(sum(one.right for one in grades), len(grades)), tuple(grades), tuple(unknown))

    def _cards(self) -> tuple[AskableCards, Pool]:
        """The cards that can be asked, counted again after anything was stored."""
        now = self._database.changes()
        if self._known is None or now != self._read_at:
            cards = AskableCards(self._database)
            self._known = (cards, Pool(cards.all, cards.place_of))
            self._read_at = now
        return self._known
