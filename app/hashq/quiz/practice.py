"""A practice session as a value: feedback at once, what was missed comes back soon, what is known comes back harder.

Knows no clock, screen or storage; the person may overrule a judgement.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hashq.quiz.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hashq.quiz.model import Grade, Question

_AGAIN_AFTER = 3
"""Other questions between a miss and its return."""
_HARDER_AFTER = 6
"""Other questions between a right choice and the same card asked in writing."""
_MOST_RETURNS = 3
"""Times one question comes back after misses; then it is left to the schedule."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question as it was answered."""

    question: Question
    grade: Grade
    confidence: int | None = None
    """How sure the person was, in percent; None when not said."""
    overruled: bool = False
    """The person judged otherwise than the grader."""

    @property
    def right(self) -> bool:
        """The judgement in effect."""
        return self.grade.right != self.overruled


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice session under way."""

    waiting: tuple[Question, ...]
    """What is still to be asked; the first is on the screen."""
    harder: Mapping[str, Question] = field(default_factory=lambda: MappingProxyType({}))
    """By card: the same card as a typed question, asked once its choice is known."""
    done: tuple[Answered, ...] = ()
    """What was answered, in order; a question that came back stands here more than once."""
    before: tuple[Question, ...] = ()
    """What waited before the last answer, so that it can be overruled."""
    planned: int = 0
    """How many questions it began with."""

    @property
    def question(self) -> Question | None:
        """The question on the screen; None when all is done."""
        return self.waiting[0] if self.waiting else None

    @property
    def missed(self) -> tuple[str, ...]:
        """Cards answered wrongly at least once, in order."""
        return tuple(dict.fromkeys(one.question.card for one in self.done if not one.right))

    def answered(self, grade: Grade, confidence: int | None = None) -> Practice:
        """The session after the question on the screen was judged; unchanged when the grade is of another question."""
        question = self.question
        if question is None or grade.question != question.id:
            return self
        return replace(
            self,
            waiting=self.rest_after(question, right=grade.right),
            done=(*self.done, Answered(question, grade, confidence)),
            before=self.waiting,
        )

    def overruled(self) -> Practice:
        """The session with the last judgement turned round, and what comes back changed to fit."""
        if not self.done:
            return self
        last = self.done[-1]
        turned = replace(last, overruled=not last.overruled)
        before = replace(self, waiting=self.before, done=self.done[:-1])
        waiting = before.rest_after(last.question, right=turned.right)
        return replace(self, waiting=waiting, done=(*before.done, turned))

    def rest_after(self, question: Question, *, right: bool) -> tuple[Question, ...]:
        """What waits once ``question``, the first one waiting, was judged."""
        rest = self.waiting[1:]
        asked = sum(one.question.id == question.id for one in self.done)
        if not right:
            return _inserted(rest, question, _AGAIN_AFTER) if asked < _MOST_RETURNS else rest
        harder = self.harder.get(question.card)
        known = {one.question.id for one in self.done} | {one.id for one in rest}
        if harder is None or question.kind is Kind.TYPED or harder.id in known:
            return rest
        return _inserted(rest, harder, _HARDER_AFTER)


def begin(questions: Iterable[Question], harder: Mapping[str, Question]) -> Practice:
    """A session that asks ``questions`` in their order."""
    waiting = tuple(questions)
    return Practice(waiting, MappingProxyType(dict(harder)), planned=len(waiting))


def _inserted(rest: tuple[Question, ...], question: Question, after: int) -> tuple[Question, ...]:
    place = min(after, len(rest))
    return (*rest[:place], question, *rest[place:])
