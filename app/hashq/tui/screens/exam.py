"""An exam: questions in any order, a clock, marks, nothing judged until it is handed in.

Owns what shows, the clock, and the way through the questions. Only time in which the program ran counts. Keeping the
exam and handing it in stand in ``exam_keeping``.
"""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.tui.quiz.exam_words import clock, is_ending
from hashq.tui.quiz.feedback import CONFIDENCES, KIND_NAMES, confidence_words
from hashq.tui.quiz.hints import answer_hint
from hashq.tui.screens.exam_keeping import KeptExamScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.question_grid import QuestionGrid
from hashq.tui.widgets.question_pane import QuestionPane
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import deck_path

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.study.sittings import Sitting
    from hashq.tui.keys import Action

TICK = 1.0
"""Seconds between two looks at the clock."""
LONGEST_TICK = 5.0
"""Seconds; a longer gap means that the program was held, or the computer asleep, and counts as this much."""
SAVE_EVERY = 5
"""Ticks after which the time used is kept even though nothing was answered."""
OFFERED = (
    "exam.confirm",
    "exam.flag",
    "exam.grid",
    "exam.submit",
    "exam.clock",
    "exam.leave",
    "exam.before",
    "exam.next",
    "app.keys",
)


class ExamScreen(KeptExamScreen):
    """The question, the clock, the way through the exam."""

    PLACE = "exam"
    CSS_PATH = "exam.tcss"

    def __init__(self, sitting: Sitting) -> None:
        """Begin ``sitting``, or go on with it."""
        super().__init__(sitting)
        self._looked_at = monotonic()
        self._ticks = 0
        self._clock_hidden = False

    def compose(self) -> ComposeResult:
        """Where one is and the clock, the question (and beside it, where there is room, all of them), keys."""
        yield TopLine()
        with Horizontal():
            yield QuestionPane(self.program.glyphs)
            with VerticalScroll(id="side", can_focus=False):
                yield QuestionGrid(self.exam, self.program.glyphs)
        yield Static(id="status")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the question where the exam stands, and let the clock run."""
        self.query_one(QuestionGrid).can_focus = False
        self._looked_at = monotonic()
        self.set_interval(TICK, self.count_time)
        self._ask()

    @property
    def clock_hidden(self) -> bool:
        """Whether the person hid the clock."""
        return self._clock_hidden

    # What is shown

    def _ask(self) -> None:
        question = self.exam.question
        self.pane.ask(question, self.exam.answer(question.id).given)
        self._refresh_around()

    def _refresh_around(self) -> None:
        """Everything around the question."""
        glyphs, exam = self.program.glyphs, self.exam
        deck = deck_path(self._sitting.deck, glyphs.crumb) or "all decks"
        left = [Content.styled("Exam", "bold $lamp"), shown_line(deck, "$quiet")]
        answer = exam.answer(exam.question.id)
        if answer.marked:
            left.insert(0, Content.styled(f"{glyphs.flag} marked", "bold $sun"))
        right = [
            Content.styled(f"{exam.at + 1} of {len(exam.questions)}", "bold $strong"),
            clock(exam, glyphs, hidden=self._clock_hidden),
        ]
        dot = f" {glyphs.dot} "
        self.query_one(TopLine).show(joined(left, dot), joined(right, dot))
        facts = [KIND_NAMES[exam.question.kind], self._hint()]
        said = confidence_words(answer.confidence)
        status = [Content.styled(fact, "$quiet") for fact in facts]
        if said:
            status.append(Content.styled(said, "$bloom"))
        self.query_one("#status", Static).update(joined(status, dot))
        self.query_one(QuestionGrid).follow(exam)
        self.refresh_keys()

    def _hint(self) -> str:
        return answer_hint(self.pane.attempt, confirms="enter goes on", writing=self.pane.writing)

    def follow_focus(self) -> None:
        """The line about the answer and the footer name keys that work."""
        if self.pane.asked:
            self._refresh_around()

    def actions(self) -> list[Action]:
        """What the footer offers: answering and moving first."""
        offered = self.as_keyed(self.program.keys.find(name) for name in OFFERED)
        last = self.exam.at == len(self.exam.questions) - 1
        return [
            action._replace(label="overview") if last and action.id == "exam.confirm" else action
            for action in offered
        ]

    # Time

    def count_time(self) -> None:
        """Let the time since the last look at the clock go by; a long gap counts as a short one."""
        now = monotonic()
        passed, self._looked_at = now - self._looked_at, now
        self.pass_time(min(passed, LONGEST_TICK))

    def pass_time(self, seconds: float) -> None:
        """Let ``seconds`` go by; the exam hands itself in when its time is up."""
        if self._sitting.ended is not None:
            return
        self._take_answer()
        self._sitting = replace(self._sitting, exam=self.exam.ticked(seconds))
        self._ticks += 1
        if self.exam.submitted:
            self._hand_in()
            return
        if self._ticks % SAVE_EVERY == 0:
            self._keep()
        if self.is_current:
            self._refresh_around()

    # Answers, kept at once

    @on(QuestionPane.Changed)
    def answer_changed(self) -> None:
        """Keep the answer."""
        self._take_answer()
        self._refresh_around()

    # Moving

    @on(QuestionGrid.Clicked)
    def question_clicked(self) -> None:
        """Go to the question that was clicked beside the present one."""
        self.go_to(self.query_one(QuestionGrid).chosen)

    def action_confirm(self) -> None:
        """On to the next question; after the last one, to the overview."""
        if self.program.key_pace.held:
            return
        self._take_answer()
        if self.exam.at == len(self.exam.questions) - 1:
            self.action_grid()
        else:
            self.go_to(self.exam.at + 1)

    @on(QuestionPane.Confirmed)
    def written_answer_confirmed(self) -> None:
        """Enter in the field keeps what is written and goes on."""
        self.action_confirm()

    def action_next(self) -> None:
        """The next question."""
        if self.exam.at == len(self.exam.questions) - 1:
            overview, submit = self._key("exam.grid"), self._key("exam.submit")
            self.program.say(f"This is the last question. {overview} shows them all, {submit} hands in.")
        else:
            self.go_to(self.exam.at + 1)

    def action_before(self) -> None:
        """The question before."""
        if self.exam.at:
            self.go_to(self.exam.at - 1)
        else:
            self.program.say("This is the first question.")

    def go_to(self, index: int) -> None:
        """Show the question at ``index``."""
        self._take_answer()
        self._asked_to_submit = None
        self._change(self.exam.moved(index))
        self._ask()

    def action_grid(self) -> None:
        """All questions at a glance."""
        self._asked_to_submit = None
        self._take_answer()
        if self._sitting.ended is None:
            self.program.open("exam_grid", exam_screen=self)

    def action_mark(self) -> None:
        """Choose the option under the cursor."""
        if not self.program.key_pace.held:
            self.mark_at_cursor()

    def action_flag(self) -> None:
        """Mark the question for review, or no longer."""
        self._asked_to_submit = None
        self._take_answer()
        self._change(self.exam.toggled_mark())
        self._refresh_around()

    def action_confidence(self) -> None:
        """The next thing to say of how sure one is."""
        self._asked_to_submit = None
        self._take_answer()
        answer = self.exam.answer(self.exam.question.id)
        at = CONFIDENCES.index(answer.confidence) if answer.confidence in CONFIDENCES else 0
        self._change(self.exam.answered(answer.given, CONFIDENCES[(at + 1) % len(CONFIDENCES)]))
        self._refresh_around()

    def action_clock(self) -> None:
        """Hide the clock, or show it."""
        self._asked_to_submit = None
        self._clock_hidden = not self._clock_hidden
        self._refresh_around()
        if self._clock_hidden and is_ending(self.exam):
            self.program.say("The clock is hidden, but the last minutes show.")
