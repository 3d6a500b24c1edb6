"""Going through an exam that is over: each question with what was given, the key, why, and the card.

Owns which question shows. Judges nothing anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from hashq.errors import HashqError
from hashq.quiz.exam import result
from hashq.tui.quiz.exam_words import clock_words
from hashq.tui.quiz.feedback import KIND_NAMES, confidence_words, verdict
from hashq.tui.quiz.watching import scenario_for
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.question_pane import QuestionPane
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import deck_path

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.quiz.exam import Exam
    from hashq.study.views import CardView


class ExamAnswersScreen(HashqScreen):
    """One question after another, judged."""

    PLACE = "exam_answers"
    CSS_PATH = "exam.tcss"

    def __init__(self, exam: Exam) -> None:
        """Go through ``exam``, beginning with what went wrong."""
        super().__init__()
        self._exam = exam
        self._grades = result(exam).grades
        self._only_wrong = True
        self._at = 0

    def compose(self) -> ComposeResult:
        """Where one is, the question with its key, how it was judged, keys."""
        yield TopLine()
        yield QuestionPane(self.program.glyphs)
        yield Static(id="status")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first one."""
        self._show_current()

    @property
    def _indexes(self) -> list[int]:
        """The questions gone through."""
        return [at for at, one in enumerate(self._grades) if not (one.right and self._only_wrong)]

    def _show_current(self) -> None:
        indexes = self._indexes
        at = indexes[self._at]
        question, grade = self._exam.questions[at], self._grades[at]
        answer, glyphs = self._exam.answer(question.id), self.program.glyphs
        pane = self.query_one(QuestionPane)
        pane.ask(question, answer.given)
        pane.judge(grade, self._card(question.card))
        deck = shown_line(deck_path(question.deck, glyphs.crumb), "$quiet")
        which = "wrong" if self._only_wrong else "of all"
        self.query_one(TopLine).show(
            joined((Content.styled(f"Question {at + 1}", "bold $lamp"), deck), "  "),
            Content.styled(f"{self._at + 1} of {len(indexes)} {which}", "$quiet"),
        )
        facts = [KIND_NAMES[question.kind], confidence_words(answer.confidence), clock_words(answer.seconds)]
        told = [verdict(grade, glyphs), *(Content.styled(fact, "$quiet") for fact in facts if fact)]
        self.query_one("#status", Static).update(joined(told, f" {glyphs.dot} "))
        self.refresh_keys()

    def _card(self, card: str) -> CardView | None:
        try:
            return self.program.services.library.card(card)
        except HashqError:
            return None

    def action_next(self) -> None:
        """The next one."""
        self._go(1, "This is the last one.")

    def action_before(self) -> None:
        """The one before."""
        self._go(-1, "This is the first one.")

    def _go(self, step: int, otherwise: str) -> None:
        if self.program.key_pace.held and step > 0:
            return
        if 0 <= self._at + step < len(self._indexes):
            self._at += step
            self._show_current()
        else:
            self.program.say(otherwise)

    def action_all(self) -> None:
        """Go through all questions, or through the wrong ones only."""
        now = self._indexes[self._at]
        self._only_wrong = not self._only_wrong
        self._at = next((place for place, at in enumerate(self._indexes) if at >= now), 0)
        self._show_current()

    def action_sandbox(self) -> None:
        """Watch the deployment that the question is about."""
        question = self._exam.questions[self._indexes[self._at]]
        try:
            scenario = scenario_for(question, self._card(question.card))
        except HashqError as problem:
            self.program.tell(problem)
            return
        if scenario is None:
            self.program.say("This card speaks of nothing that the sandbox can show.")
        else:
            self.program.open("sandbox", scenario=scenario)

    def action_info(self) -> None:
        """What is known of the card."""
        card = self._exam.questions[self._indexes[self._at]].card
        self.program.open("info", card=card)
