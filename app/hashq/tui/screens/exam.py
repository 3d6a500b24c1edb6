"""An exam: questions in any order, a clock, marks, nothing judged until it is handed in.

Owns the running sitting, a value, and keeps each new one at once: what was answered survives any end of the program.
Only time in which the program ran counts.
"""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.errors import HashqError
from hashq.tui import screens
from hashq.tui.quiz.exam_words import before_submitting, clock, standing
from hashq.tui.quiz.feedback import CONFIDENCES, KIND_NAMES, confidence_words
from hashq.tui.quiz.hints import answer_hint
from hashq.tui.screens.answering import AnsweringScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.question_grid import QuestionGrid
from hashq.tui.widgets.question_pane import QuestionPane
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import deck_path

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.quiz.exam import Exam
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


class ExamScreen(AnsweringScreen):
    """The question, the clock, the way through the exam."""

    PLACE = "exam"
    CSS_PATH = "exam.tcss"

    def __init__(self, sitting: Sitting) -> None:
        """Begin ``sitting``, or go on with it."""
        super().__init__()
        self._sitting = sitting
        self._kept = sitting
        self._looked_at = monotonic()
        self._ticks = 0
        self._clock_hidden = False
        self._asked_to_submit = False

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
        self.set_interval(TICK, self._tick)
        self._ask()

    @property
    def exam(self) -> Exam:
        """The exam as it stands."""
        return self._sitting.exam

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
        facts = [KIND_NAMES[exam.question.kind], answer_hint(self.pane.attempt, confirms="enter goes on")]
        said = confidence_words(answer.confidence)
        status = [Content.styled(fact, "$quiet") for fact in facts]
        if said:
            status.append(Content.styled(said, "$bloom"))
        self.query_one("#status", Static).update(joined(status, dot))
        self.query_one(QuestionGrid).follow(exam)
        self.refresh_keys()

    def actions(self) -> list[Action]:
        """What the footer offers: answering and moving first."""
        offered = self.as_keyed(self.program.keys.find(name) for name in OFFERED)
        last = self.exam.at == len(self.exam.questions) - 1
        return [
            action._replace(label="overview") if last and action.id == "exam.confirm" else action
            for action in offered
        ]

    # Time

    def _tick(self) -> None:
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

    def _take_answer(self) -> None:
        """What the pane holds into the exam, and kept when it is new."""
        before = self.exam.answer(self.exam.question.id)
        if self.pane.attempt.question.id != self.exam.question.id or self.pane.attempt.answer == before.given:
            return
        self._asked_to_submit = False
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
        except HashqError as problem:
            self.program.tell(problem)

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
            self.program.say("This is the last question. n shows them all, s hands in.")
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
        self._asked_to_submit = False
        self._change(self.exam.moved(index))
        self._ask()

    def action_grid(self) -> None:
        """All questions at a glance."""
        self._take_answer()
        self.program.open("exam_grid", exam_screen=self)

    def action_mark(self) -> None:
        """Choose the option under the cursor."""
        if not self.program.key_pace.held:
            self.mark_at_cursor()

    def action_flag(self) -> None:
        """Mark the question for review, or no longer."""
        self._take_answer()
        self._change(self.exam.toggled_mark())
        self._refresh_around()

    def action_confidence(self) -> None:
        """The next thing to say of how sure one is."""
        self._take_answer()
        answer = self.exam.answer(self.exam.question.id)
        at = CONFIDENCES.index(answer.confidence) if answer.confidence in CONFIDENCES else 0
        self._change(self.exam.answered(answer.given, CONFIDENCES[(at + 1) % len(CONFIDENCES)]))
        self._refresh_around()

    def action_clock(self) -> None:
        """Hide the clock, or show it."""
        self._clock_hidden = not self._clock_hidden
        self._refresh_around()

    # The end

    def action_submit(self) -> None:
        """Hand in, after asking once."""
        if self.program.key_pace.held:
            return
        self._take_answer()
        if not self._asked_to_submit:
            self._asked_to_submit = True
            key = self.program.keys.find("exam.submit").keys[0]
            self.program.say(f"Hand in? {before_submitting(self.exam)}. Press {key} once more.")
            return
        self._sitting = replace(self._sitting, exam=self.exam.submit())
        self._hand_in()

    def _hand_in(self) -> None:
        self._keep()
        if self._sitting.ended is None:
            return
        self.app.clear_notifications()
        if self.exam.is_time_up:
            self.program.say("Time is up: the exam was handed in as it stood.")
        while self.app.screen is not self and self in self.app.screen_stack:
            self.app.pop_screen()
        self.app.switch_screen(screens.make("exam_result", sitting=self._sitting))

    def action_leave(self) -> None:
        """Leave the exam as it stands; its time stands still until one goes on with it."""
        self._tick()
        self._keep()
        if self._sitting.ended is None:
            self.program.say(f"Kept: {standing(self.exam)}. Go on with it from the quiz screen.")
            self.program.go_back()
