"""The end of a practice: how much was right, by kind, how sure one was, what was missed, and what the schedule makes of it.

Owns the view and the person's choice. Nothing changes the schedule but a key pressed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.tui import screens
from hashq.tui.quiz.outcome import practice_lines
from hashq.tui.quiz.setup import Feed
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import joined
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.quiz.practice import Practice


class PracticeEndScreen(HashqScreen):
    """How the practice went."""

    PLACE = "practice_end"
    CSS_PATH = "practice_end.tcss"

    def __init__(self, practice: Practice, feed: Feed = Feed.ASK) -> None:
        """Sum up ``practice``; ``feed``: what it may do to the schedule."""
        super().__init__()
        self._feed = feed
        self._practice = practice

    def compose(self) -> ComposeResult:
        """The sheet, scrolling where it is long."""
        yield TopLine()
        with VerticalScroll():
            yield Static(id="sheet")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the sheet."""
        self.query_one(TopLine).show(Content.styled("Practice", "bold $lamp"))
        self.query_one("#sheet", Static).update(
            joined(list(practice_lines(self._practice, self.program.glyphs)), "\n")
        )
        self.query_one(VerticalScroll).focus()
        self.refresh_keys()

    @tells_errors
    def action_again(self) -> None:
        """Practise once more what was missed."""
        missed = [one.question for one in self._practice.done if not one.right]
        questions = list({question.id: question for question in missed}.values())
        if not questions:
            self.program.say("Nothing was missed: there is nothing to practise again.")
            return
        practice = self.program.services.quizzes.practice_of(questions)
        self.app.switch_screen(screens.make("practice", practice=practice, feed=self._feed))
