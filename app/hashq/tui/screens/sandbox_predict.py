"""A prediction before the run: how it ends, how many run the new revision then, and whether it is rolled back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from hashq.sandbox.model import DeploymentStatus
from hashq.study.prediction import Prediction, largest_on_new, on_new_question
from hashq.tui.race.panel import title
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.events import Key

    from hashq.sandbox.timeline import Timeline

STATUSES = (DeploymentStatus.SUCCEEDED, DeploymentStatus.FAILED, DeploymentStatus.STOPPED)
ROWS = 3
LINES = 3
"""Lines of a question with its answer and the gap below."""
LESS = 6
"""Cells before an answer: a click there takes the one before."""
MOST_DIGITS = 5


class PredictScreen(HashqScreen):
    """Three questions."""

    PLACE = "sandbox_predict"
    CSS_PATH = "sandbox_predict.tcss"

    def __init__(self, timeline: Timeline, done: Callable[[Prediction], None]) -> None:
        """Ask about ``timeline``; ``done`` is told the answers."""
        super().__init__()
        self._timeline = timeline
        self._done = done
        self._row = 0
        self._status = 0
        self._number = 0
        self._typed = False
        self._rolls_back = False

    def compose(self) -> ComposeResult:
        """The questions in the middle."""
        yield TopLine()
        with Vertical(id="page"):
            yield Static(id="sheet")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first."""
        name = shown_line(title(self._timeline.scenario.configuration), "$quiet")
        self.query_one(TopLine).show(Content.styled("What will happen?", "bold $lamp"), name)
        self.refresh_keys()
        self._show()

    def _show(self) -> None:
        questions = ("How does the deployment end?", on_new_question(self._timeline), "Is it rolled back?")
        answers = (str(STATUSES[self._status]), str(self._number), "yes" if self._rolls_back else "no")
        lines = []
        for row, (question, answer) in enumerate(zip(questions, answers, strict=True)):
            here = row == self._row
            mark = Content.styled(f"{self.program.glyphs.pointer} " if here else "  ", "$lamp")
            lines.append(joined((mark, shown_line(question, "$strong" if here else "$text"))))
            value = f"    < {answer} >" if here else f"      {answer}"
            lines += [Content.styled(value, "bold $lamp" if here else "$ink"), Content("")]
        self.query_one("#sheet", Static).update(joined(lines, "\n"))

    def action_above(self) -> None:
        """The question before."""
        self._go(-1)

    def action_below(self) -> None:
        """The next question."""
        self._go(1)

    def _go(self, by: int) -> None:
        self._row = (self._row + by) % ROWS
        self._typed = False
        self._show()

    def action_more(self) -> None:
        """The next answer."""
        self._turn(1)

    def action_less(self) -> None:
        """The answer before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        if self._row == 0:
            self._status = (self._status + by) % len(STATUSES)
        elif self._row == 1:
            self._number = (self._number + by) % (largest_on_new(self._timeline) + 1)
        else:
            self._rolls_back = not self._rolls_back
        self._show()

    def on_key(self, event: Key) -> None:
        """Digits answer the second question; the arrows move."""
        if event.key in {"up", "down"}:
            self._go(1 if event.key == "down" else -1)
        elif event.character is None or event.character not in "0123456789":
            return
        elif self._row != 1:
            self.program.say("Digits answer the second question; the arrow keys change this one.")
        else:
            typed = f"{self._number if self._typed else ''}{event.character}"[:MOST_DIGITS]
            self._number, self._typed = min(int(typed), largest_on_new(self._timeline)), True
            self._show()

    @on(Click, "#sheet")
    def question_clicked(self, event: Click) -> None:
        """A click on a question chooses it; on the chosen one, it takes the next answer, or the one before."""
        offset = event.get_content_offset(self.query_one("#sheet", Static))
        if offset is None or offset.y >= ROWS * LINES - 1:
            return
        row = offset.y // LINES
        if row != self._row:
            self._go(row - self._row)
        else:
            self._turn(-1 if offset.x < LESS else 1)

    def action_accept(self) -> None:
        """This is the prediction: watch the run."""
        self.program.go_back()
        self._done(Prediction(STATUSES[self._status], self._number, self._rolls_back))
