"""An exam as a value: questions, answers so far, marks, and the time used while the program ran.

Knows no clock and no storage: whoever runs it says how many seconds went by and keeps each new value.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hashq.quiz.grading import grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashq.quiz.model import Grade, Question

FULL_SCORE = 1000
"""A perfect exam's score; the share of right answers is scaled to it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What kind of exam it is."""

    count: int
    """How many questions are wanted; fewer are asked where the notes yield fewer."""
    seconds: int | None = None
    """Time limit; None for no limit."""
    pass_mark: int = 720
    """Score from which it is passed, of :data:`FULL_SCORE`."""


CERTIFICATION = Rules(count=65, seconds=130 * 60, pass_mark=720)
"""The usual associate-level exam: 65 questions in 130 minutes, 720 of 1,000 to pass."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was given to one question, and how long it was looked at."""

    given: tuple[str, ...] = ()
    """Labels or the written text; empty for blank."""
    seconds: float = 0.0
    """Time the question was on the screen, all visits together."""
    marked: bool = False
    """Marked for review by the person."""
    confidence: int | None = None
    """How sure the person was, in percent; None when not said."""


_BLANK = Answer()


@dataclass(frozen=True, slots=True)
class Exam:
    """One exam under way or over."""

    questions: tuple[Question, ...]
    rules: Rules
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    """By question id; a question not looked at yet has none."""
    at: int = 0
    """Index of the question on the screen."""
    used: float = 0.0
    """Seconds used; only time while the program ran."""
    submitted: bool = False

    @property
    def question(self) -> Question:
        """The question on the screen. Raises :class:`IndexError` for an exam without questions."""
        return self.questions[self.at]

    @property
    def seconds_left(self) -> float | None:
        """Seconds until it submits itself, at least 0; None without a limit."""
        return None if self.rules.seconds is None else max(0.0, self.rules.seconds - self.used)

    @property
    def is_time_up(self) -> bool:
        """Whether the limit is reached."""
        return self.rules.seconds is not None and self.used >= self.rules.seconds

    def answer(self, question: str) -> Answer:
        """What was given to the question so far."""
        return self.answers.get(question, _BLANK)

    def unanswered(self) -> tuple[int, ...]:
        """Indexes of the questions still blank."""
        return tuple(index for index, one in enumerate(self.questions) if not self.answer(one.id).given)

    def marked(self) -> tuple[int, ...]:
        """Indexes of the questions marked for review."""
        return tuple(index for index, one in enumerate(self.questions) if self.answer(one.id).marked)

    def answered(self, given: Sequence[str], confidence: int | None = None) -> Exam:
        """The exam with ``given`` as the answer to the question on the screen; unchanged once submitted."""
        return self._with(replace(self.answer(self.question.id), given=tuple(given), confidence=confidence))

    def toggled_mark(self) -> Exam:
        """The exam with the question on the screen marked for review, or no longer."""
        answer = self.answer(self.question.id)
        return self._with(replace(answer, marked=not answer.marked))

    def moved(self, to: int) -> Exam:
        """The exam showing question ``to``, held within the exam."""
        return replace(self, at=max(0, min(to, len(self.questions) - 1)))

    def ticked(self, seconds: float) -> Exam:
        """The exam after ``seconds`` more; it submits itself when time is up. Time never runs backwards."""
        if self.submitted or seconds <= 0 or not self.questions:
            return self
        left = self.seconds_left
        spent = seconds if left is None else min(seconds, left)
        answer = self.answer(self.question.id)
        after = replace(self._with(replace(answer, seconds=answer.seconds + spent)), used=self.used + spent)
        return after.submit() if after.is_time_up else after

    def submit(self) -> Exam:
        """The exam, handed in."""
        return replace(self, submitted=True)

    def _with(self, answer: Answer) -> Exam:
        if self.submitted:
            return self
        return replace(self, answers=MappingProxyType({**self.answers, self.question.id: answer}))


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group's questions were right."""

    name: str
    right: int
    total: int


@dataclass(frozen=True, slots=True)
class Result:
    """What an exam came to."""

    score: int
    """Share of right answers, scaled to :data:`FULL_SCORE` and rounded down."""
    passed: bool
    right: int
    total: int
    grades: tuple[Grade, ...]
    """One a question, in order."""
    by_deck: tuple[Share, ...]
    """Weakest first."""
    by_tag: tuple[Share, ...]
    """Weakest first."""
    seconds: float

    @property
    def wrong(self) -> tuple[str, ...]:
        """Ids of the questions answered wrongly or left blank."""
        return tuple(one.question for one in self.grades if not one.right)


def result(exam: Exam) -> Result:
    """The exam's result as it stands; blank answers are wrong, and guessing costs nothing."""
    grades = tuple(grade(question, exam.answer(question.id).given) for question in exam.questions)
    right = sum(one.right for one in grades)
    score = scaled(right, len(grades))
    judged = list(zip(exam.questions, grades, strict=True))
    return Result(
        score=score,
        passed=score >= exam.rules.pass_mark,
        right=right,
        total=len(grades),
        grades=grades,
        by_deck=_shares((question.deck, one.right) for question, one in judged),
        by_tag=_shares((tag, one.right) for question, one in judged for tag in question.tags),
        seconds=exam.used,
    )


def scaled(right: int, total: int) -> int:
    """``right`` of ``total`` as a score, rounded down; 0 of nothing is 0."""
    return right * FULL_SCORE // total if total else 0


def retake(exam: Exam) -> Exam:
    """A new exam of the questions that went wrong, with time in proportion."""
    wrong = set(result(exam).wrong)
    questions = tuple(question for question in exam.questions if question.id in wrong)
    limit = exam.rules.seconds
    share = len(questions) / len(exam.questions) if exam.questions else 0
    seconds = None if limit is None else round(limit * share)
    return Exam(questions, replace(exam.rules, count=len(questions), seconds=seconds))


def _shares(judged: Iterable[tuple[str, bool]]) -> tuple[Share, ...]:
    groups: defaultdict[str, list[bool]] = defaultdict(list)
    for name, right in judged:
        groups[name].append(right)
    shares = [Share(name, sum(rights), len(rights)) for name, rights in groups.items()]
    return tuple(sorted(shares, key=lambda share: (share.right / share.total, share.name)))
