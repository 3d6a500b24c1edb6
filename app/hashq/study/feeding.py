"""How a quiz changes the schedule, when the person wants it to: as reviews, or by making missed cards due.

Owns how answers are weighed. Recognising an answer among options is weaker evidence than recalling it: one guess in
four is right, and what was on the screen need not be remembered. So each card counts once a quiz, by its answers:

- any miss: *again*, as a failed review;
- otherwise, any right written answer: *good*, for it was recalled;
- otherwise, a right choice: *hard*, the smallest step up the model knows for a success, and only for a card that was
  studied before; a new card is not learned by recognising it.

Predictions of deployments are about the sandbox, not about what the card says, and change nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hashq.quiz.model import Kind
from hashq.scheduling.model import Rating, State
from hashq.store.cards import cards_by_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from hashq.quiz.model import Question
    from hashq.store.cards import CardRow
    from hashq.store.database import Database
    from hashq.study.recording import Recorder


class Feeding(StrEnum):
    """What a quiz may do to the schedule; the person chooses, and nothing happens otherwise."""

    NOTHING = "nothing"
    REVIEWS = "reviews"
    """Answers count as reviews, weighed as this module says."""
    MISSED_DUE = "missed-due"
    """Known cards that were missed are due today; nothing else changes."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and whether its answer was right, the person's overruling included."""

    question: Question
    right: bool


@dataclass(frozen=True, slots=True)
class Fed:
    """What a quiz does, or did, to one card."""

    card: str
    rating: Rating | None
    """The review; None when the card is made due."""
    due: datetime | None = None
    """After a review: when it is due, UTC; None in a plan, and for a card that is made due today."""


class Feeder:
    """Changes the schedule of one library by the answers of quizzes."""

    def __init__(self, database: Database, recorder: Recorder) -> None:
        """Write by ``recorder`` to the library in ``database``."""
        self._database = database
        self._recorder = recorder

    def plan(self, judged: Iterable[Judged], feeding: Feeding) -> tuple[Fed, ...]:
        """What :meth:`feed` would do, without doing it, so that the person can be told first."""
        found = tuple(one for one in judged if one.question.kind is not Kind.PREDICT)
        ids = tuple(dict.fromkeys(one.question.card for one in found))
        rows = {row.id: row for row in cards_by_ids(self._database, ids) if not row.retired}
        if feeding is Feeding.REVIEWS:
            ratings = weighed(found)
            counts = {card: rating for card, rating in ratings.items() if _counts(rows.get(card), rating)}
            return tuple(Fed(card, rating) for card, rating in counts.items())
        if feeding is Feeding.MISSED_DUE:
            return tuple(
                Fed(card, None)
                for card in _missed(found)
                if card in rows and self._recorder.comes_later(card)
            )
        return ()

    def feed(self, judged: Iterable[Judged], feeding: Feeding) -> tuple[Fed, ...]:
        """Change the schedule, all of it or nothing; what was done. Undone by one undo."""
        planned = self.plan(judged, feeding)
        ratings = {fed.card: fed.rating for fed in planned if fed.rating is not None}
        if ratings:
            return tuple(Fed(one.id, one.rating, one.due) for one in self._recorder.rate_all(ratings))
        if planned:
            self._recorder.make_due([fed.card for fed in planned])
        return planned


def weighed(judged: Iterable[Judged]) -> Mapping[str, Rating]:
    """The one rating that each card's answers come to, by card in order of asking."""
    by_card: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_card[one.question.card].append(one)
    return {card: _rating(answers) for card, answers in by_card.items()}


def _rating(answers: list[Judged]) -> Rating:
    if not all(one.right for one in answers):
        return Rating.AGAIN
    written = any(one.question.kind is Kind.TYPED for one in answers)
    return Rating.GOOD if written else Rating.HARD


def _counts(row: CardRow | None, rating: Rating) -> bool:
    return row is not None and (rating is not Rating.HARD or row.state != State.NEW)


def _missed(judged: Iterable[Judged]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.question.card for one in judged if not one.right))
