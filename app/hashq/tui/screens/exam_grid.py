"""The overview of an exam under way: every question, whether it is answered, whether it is marked.

Owns no exam: it shows the one on the screen below and tells that screen where to go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.tui.quiz.exam_words import clock, standing
from hashq.tui.quiz.given import asked_line
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.question_grid import QuestionGrid
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.tui.screens.exam import ExamScreen


class ExamGridScreen(HashqScreen):
    """The questions at a glance."""

    PLACE = "exam_grid"
    CSS_PATH = "exam_grid.tcss"

    def __init__(self, exam_screen: ExamScreen) -> None:
        """Show the exam that runs on ``exam_screen``."""
        super().__init__()
        self._below = exam_screen

    def compose(self) -> ComposeResult:
        """The grid, what its signs mean, and the question under the cursor."""
        glyphs = self.program.glyphs
        yield TopLine()
        with VerticalScroll(can_focus=False):
            yield QuestionGrid(self._below.exam, glyphs)
        yield Static(id="prompt")
        yield Static(
            joined(
                (
                    Content.styled(glyphs.bullets[0], "$leaf"),
                    " answered   ",
                    Content.styled(glyphs.flag, "$sun"),
                    " marked for review",
                )
            ),
            id="legend",
        )
        yield KeyBar()

    def on_mount(self) -> None:
        """Show how far the exam is, every second."""
        self.query_one(QuestionGrid).focus()
        self.set_interval(1.0, self.show_standing)
        self.show_standing()
        self.refresh_keys()

    def show_standing(self) -> None:
        """The clock and how many are answered."""
        exam = self._below.exam
        words = Content.styled(standing(exam), "$quiet")
        ticking = clock(exam, self.program.glyphs, hidden=self._below.clock_hidden)
        self.query_one(TopLine).show(
            joined((Content.styled("Questions", "bold $lamp"), words), "  "), ticking
        )
        grid = self.query_one(QuestionGrid)
        grid.show(exam)
        asked = asked_line(exam.questions[grid.chosen])
        self.query_one("#prompt", Static).update(shown_line(asked, "$strong"))

    def on_key(self) -> None:
        """The question under the cursor may be another one now."""
        self.call_after_refresh(self.show_standing)

    @on(QuestionGrid.Clicked)
    def question_clicked(self) -> None:
        """Go to the question that was clicked."""
        self.action_go()

    def action_go(self) -> None:
        """Go to the question under the cursor."""
        if self.program.key_pace.held:
            return
        self.program.go_back()
        self._below.go_to(self.query_one(QuestionGrid).chosen)

    def action_next(self) -> None:
        """The question to the right."""
        self.query_one(QuestionGrid).action_move(1)

    def action_before(self) -> None:
        """The question to the left."""
        self.query_one(QuestionGrid).action_move(-1)

    def action_next_open(self) -> None:
        """The next question that is blank or marked."""
        exam, grid = self._below.exam, self.query_one(QuestionGrid)
        wanted = {*exam.unanswered(), *exam.marked()}
        order = [*range(grid.chosen + 1, len(exam.questions)), *range(grid.chosen + 1)]
        found = next((at for at in order if at in wanted), None)
        if found is None:
            self.program.say("Every question is answered and none is marked.")
        else:
            grid.action_move(found - grid.chosen)
            self.show_standing()

    def action_submit(self) -> None:
        """Hand in, after asking once."""
        self._below.action_submit()
