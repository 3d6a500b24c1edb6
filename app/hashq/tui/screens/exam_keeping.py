"""What an exam under way shares with its end: every new value is kept at once, until it is handed in or left.

Owns the running sitting, a value. What was answered survives any end of the program; another window may end the exam.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hashq.errors import HashqError, UsageError
from hashq.tui import screens
from hashq.tui.keys import key_label
from hashq.tui.quiz.exam_words import before_submitting, standing
from hashq.tui.screens.answering import AnsweringScreen
from hashq.tui.screens.common import tells_errors

if TYPE_CHECKING:
    from hashq.quiz.exam import Exam
    from hashq.study.sittings import Sitting

ASKED_FOR = 15.0
"""Seconds of the exam for which the question whether to hand in stands; later a key asks anew."""


class KeptExamScreen(AnsweringScreen):
    """A screen on which an exam runs."""

    def __init__(self, sitting: Sitting) -> None:
        """Begin ``sitting``, or go on with it."""
        super().__init__()
        self._sitting = sitting
        self._kept = sitting
        self._asked_to_submit: float | None = None
        self._asked_to_leave = False

    @property
    def exam(self) -> Exam:
        """The exam as it stands."""
        return self._sitting.exam

    def count_time(self) -> None:
        """Let the time since the last look at the clock go by."""
        raise NotImplementedError

    def _take_answer(self) -> None:
        """What the pane holds into the exam, and kept when it is new."""
        before = self.exam.answer(self.exam.question.id)
        if self.pane.attempt.question.id != self.exam.question.id or self.pane.attempt.answer == before.given:
            return
        self._asked_to_submit = None
        self._change(self.exam.answered(self.pane.attempt.answer, before.confidence))

    def _change(self, exam: Exam) -> None:
        self._sitting = replace(self._sitting, exam=exam)
        self._keep()

    def _keep(self) -> None:
        """Durable when this returns; an error is told, and the next change tries again."""
        if self._sitting == self._kept:
            return
        try:
            self._sitting = self._kept = self.program.services.sittings.save(self._sitting)
            self._asked_to_leave = False
        except UsageError:
            self._ended_elsewhere()
        except HashqError as problem:
            self.program.tell(problem)

    @tells_errors
    def _ended_elsewhere(self) -> None:
        """Another window ended the exam: what it came to there is what it came to."""
        sittings = self.program.services.sittings
        self._sitting = self._kept = sittings.open(self._sitting.id)
        if any(past.id == self._sitting.id for past in sittings.history()):
            self._show_result("This exam was handed in in another window, with the answers it had there.")
        else:
            self._close_above()
            self.program.say("This exam was given up in another window.")
            self.program.go_back()

    def action_submit(self) -> None:
        """Hand in, after asking once."""
        if self.program.key_pace.held:
            return
        self._take_answer()
        asked, self._asked_to_submit = self._asked_to_submit, self.exam.used
        if asked is None or self.exam.used - asked > ASKED_FOR:
            key = self._key("exam.submit" if self._is_on_top else "exam_grid.submit")
            self.program.say(f"Hand in? {before_submitting(self.exam)}. Press {key} once more.")
            return
        self._sitting = replace(self._sitting, exam=self.exam.submit())
        self._hand_in()

    def _hand_in(self) -> None:
        self._keep()
        if self._sitting.ended is None:
            return
        time_up = self.exam.is_time_up
        self._show_result("Time is up: the exam was handed in as it stood." if time_up else "")

    def _show_result(self, told: str) -> None:
        self.app.clear_notifications()
        if told:
            self.program.say(told)
        self._close_above()
        self.app.switch_screen(screens.make("exam_result", sitting=self._sitting))

    def _close_above(self) -> None:
        """Leave the screens that were opened over this one."""
        while self.app.screen is not self and self in self.app.screen_stack:
            self.app.pop_screen()

    def action_leave(self) -> None:
        """Leave the exam as it stands; its time stands still until one goes on with it."""
        self.count_time()
        self._keep()
        if self._sitting.ended is not None:
            return
        if self._sitting == self._kept:
            self.program.say(f"Kept: {standing(self.exam)}. Go on with it from the quiz screen.")
            self.program.go_back()
        elif self._asked_to_leave:
            self.program.go_back()
        else:
            self._asked_to_leave = True
            self.program.say(
                f"Not kept yet. {self._key('exam.leave')} once more leaves without the last answers."
            )

    @property
    def _is_on_top(self) -> bool:
        return self.app.screen is self

    def _key(self, name: str) -> str:
        """The first key of an action that works where the keys go now."""
        action = self.program.keys.find(name)
        (keyed,) = self.as_keyed((action,)) if self._is_on_top else (action,)
        return key_label(keyed.keys[0])
