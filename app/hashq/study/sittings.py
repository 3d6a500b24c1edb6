"""Sitting exams: begun, saved after every answer, resumed, submitted, looked back at, taken again.

Owns when an exam is stored and what its history says. The exam itself is a frozen value of ``quiz.exam``; the screen
holds it and calls :meth:`Sittings.save` with each new value. Time that passes while nothing runs is never added.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hashq.clock import from_iso_utc, iso_utc
from hashq.errors import HashqError, UsageError
from hashq.quiz.exam import CERTIFICATION, Answer, Exam, Rules, result, retake
from hashq.store import exams as rows
from hashq.study.feeding import Feeding, Judged
from hashq.study.question_texts import questions_json, questions_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from hashq.clock import Clock
    from hashq.quiz.model import Kind
    from hashq.store.database import Database
    from hashq.study.feeding import Fed, Feeder
    from hashq.study.quizzing import Quizzes


@dataclass(frozen=True, slots=True)
class Sitting:
    """An exam with its place in the database."""

    id: int
    deck: str
    """The deck it is about; empty for everything."""
    begun: datetime
    """UTC."""
    exam: Exam
    ended: datetime | None = None
    """UTC; None while it is under way."""
    fed: Feeding = Feeding.NOTHING
    """What it did to the schedule."""


@dataclass(frozen=True, slots=True)
class PastExam:
    """One line of the history."""

    id: int
    deck: str
    """Empty for everything."""
    ended: datetime
    """UTC."""
    score: int
    """Of 1,000."""
    pass_mark: int
    right: int
    total: int
    seconds: float
    """Time used."""

    @property
    def passed(self) -> bool:
        """Whether the score reached the pass mark."""
        return self.score >= self.pass_mark


class Sittings:
    """The exams of one library."""

    def __init__(self, database: Database, quizzes: Quizzes, feeder: Feeder, clock: Clock) -> None:
        """Keep exams in ``database``, with questions from ``quizzes``."""
        self._database = database
        self._quizzes = quizzes
        self._feeder = feeder
        self._clock = clock
        self._saved: tuple[int, Exam] | None = None

    def begin(
        self,
        deck: str | None = None,
        rules: Rules = CERTIFICATION,
        *,
        seed: int | None = None,
        kinds: Collection[Kind] = (),
    ) -> Sitting:
        """A new exam on ``deck`` and its sub-decks, else on everything, stored before its first question is seen.

        Raises :class:`hashq.errors.UsageError` when the notes yield no question, or the deck is not clear.
        """
        quiz = self._quizzes.make(deck, count=rules.count, seed=seed, kinds=kinds)
        if not quiz.questions:
            raise UsageError(
                "the cards drawn yield no question", place="DECK", remedy="Choose another deck or more kinds."
            )
        return self._begin(deck or "", Exam(quiz.questions, rules))

    def retake(self, sitting: Sitting) -> Sitting:
        """A new exam of the questions of ``sitting`` that went wrong, time in proportion.

        Raises :class:`hashq.errors.UsageError` when none did.
        """
        again = retake(sitting.exam)
        if not again.questions:
            raise UsageError("every answer was right: there is nothing to take again")
        return self._begin(sitting.deck, again)

    def unfinished(self) -> Sitting | None:
        """The exam under way that was begun last, as it was last saved; None when there is none."""
        row = rows.unfinished_exam(self._database)
        return None if row is None else self._sitting(row)

    def open(self, id_: int) -> Sitting:
        """An exam of the history with all its answers. Raises :class:`hashq.errors.UsageError` when there is none."""
        row = rows.exam_by_id(self._database, id_)
        if row is None:
            raise UsageError(f"there is no exam {id_}")
        return self._sitting(row)

    def save(self, sitting: Sitting) -> Sitting:
        """Keep the exam as it stands; durable when this returns. A submitted one is closed with its score.

        Only what changed since the last save is written. To be called after every answer, mark and move, and every few
        seconds, so that the time used is kept too. Raises :class:`hashq.errors.UsageError` when it was ended elsewhere.
        """
        if sitting.ended is not None:
            return sitting
        exam, now = sitting.exam, self._clock.now()
        with self._database.transaction():
            if not rows.write_progress(self._database, sitting.id, exam.at, exam.used):
                raise UsageError("this exam is over", remedy="It was ended in another window.")
            rows.write_answers(self._database, sitting.id, self._unsaved(sitting.id, exam))
            if exam.submitted:
                came_to = result(exam)
                rows.end_exam(self._database, sitting.id, iso_utc(now), came_to.right, came_to.score)
        self._saved = (sitting.id, exam)
        return replace(sitting, ended=now if exam.submitted else None)

    def give_up(self, sitting: Sitting) -> None:
        """End an exam without a score; its answers are kept, its history line is not."""
        with self._database.transaction():
            rows.end_exam(self._database, sitting.id, iso_utc(self._clock.now()), None, None)

    def history(self, deck: str | None = None) -> tuple[PastExam, ...]:
        """The exams submitted, the latest first; only those on ``deck``, "" being everything, when it is given."""
        found = tuple(_past(row) for row in rows.past_exams(self._database))
        return found if deck is None else tuple(past for past in found if past.deck == deck)

    def feed(self, sitting: Sitting, feeding: Feeding) -> tuple[Fed, ...]:
        """Let a submitted exam change the schedule as the person chose, once; what it did.

        Raises :class:`hashq.errors.UsageError` when the exam is under way, or has changed the schedule before.
        """
        if sitting.ended is None:
            raise UsageError("the exam is not over yet", remedy="Submit it first.")
        if feeding is Feeding.NOTHING:
            return ()
        with self._database.transaction():
            first_time = rows.mark_fed(self._database, sitting.id, feeding.value)
        if not first_time:
            raise UsageError("this exam has changed the schedule already")
        try:
            return self._feeder.feed(judged(sitting), feeding)
        except HashqError:
            self.unfeed(sitting)
            raise

    def unfeed(self, sitting: Sitting) -> None:
        """Keep that what an exam did to the schedule was taken back, so that it may change it again."""
        with self._database.transaction():
            rows.unmark_fed(self._database, sitting.id)

    def _begin(self, deck: str, exam: Exam) -> Sitting:
        now = self._clock.now()
        with self._database.transaction():
            number = rows.add_exam(
                self._database,
                deck=deck,
                begun_at=iso_utc(now),
                rules=json.dumps(asdict(exam.rules)),
                questions=questions_json(exam.questions),
                total=len(exam.questions),
            )
        return Sitting(number, deck, now, exam)

    def _unsaved(self, id_: int, exam: Exam) -> list[rows.ExamAnswerRow]:
        known = self._saved[1].answers if self._saved is not None and self._saved[0] == id_ else {}
        return [
            rows.ExamAnswerRow(
                question, json.dumps(one.given, ensure_ascii=False), one.seconds, one.marked, one.confidence
            )
            for question, one in exam.answers.items()
            if known.get(question) != one
        ]

    def _sitting(self, row: rows.ExamRow) -> Sitting:
        answers = {
            one.question: Answer(tuple(json.loads(one.given)), one.seconds, one.marked, one.confidence)
            for one in rows.answers_of(self._database, row.id)
        }
        exam = Exam(
            questions_of(row.questions),
            Rules(**json.loads(row.rules)),
            MappingProxyType(answers),
            row.at,
            row.used,
            submitted=row.ended_at is not None,
        )
        ended = from_iso_utc(row.ended_at) if row.ended_at else None
        return Sitting(row.id, row.deck, from_iso_utc(row.begun_at), exam, ended, Feeding(row.fed))


def judged(sitting: Sitting) -> tuple[Judged, ...]:
    """Each question of an exam with whether it was right."""
    came_to = result(sitting.exam)
    return tuple(
        Judged(question, grade.right)
        for question, grade in zip(sitting.exam.questions, came_to.grades, strict=True)
    )


def trend(history: tuple[PastExam, ...], window: int = 3) -> int | None:
    """By how much the mean score of the last ``window`` exams differs from that of all before; None without both.

    ``history`` has the latest exam first.
    """
    last, before = history[:window], history[window:]
    if not last or not before:
        return None
    return round(_mean(last) - _mean(before))


def _mean(exams: tuple[PastExam, ...]) -> float:
    return sum(one.score for one in exams) / len(exams)


def _past(row: rows.PastRow) -> PastExam:
    rules = Rules(**json.loads(row.rules))
    return PastExam(
        row.id,
        row.deck,
        from_iso_utc(row.ended_at),
        row.score,
        rules.pass_mark,
        row.right,
        row.total,
        row.used,
    )
