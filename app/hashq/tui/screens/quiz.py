"""Before a quiz: what is asked, from where, how much, and what it may do to the schedule.

Owns the form. Begins a practice or an exam; holds no question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.scheduling.study_day import study_day
from hashq.tui import screens
from hashq.tui.quiz.setup import Feed, Mode, Row, Setup
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import joined
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.setup_form import SetupForm
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult

FEEDS = {"ask": Feed.ASK, "always": Feed.REVIEWS, "never": Feed.NOTHING}
"""The setting ``quiz.feed_schedule`` as the form has it."""


class QuizScreen(HashqScreen):
    """The form."""

    PLACE = "quiz"
    CSS_PATH = "quiz.tcss"

    def __init__(self, deck: str | None = None) -> None:
        """Begin with ``deck`` chosen; everything for None."""
        super().__init__()
        self._deck = deck or ""

    def compose(self) -> ComposeResult:
        """The rows, and what is to be said about them."""
        yield TopLine()
        with VerticalScroll(can_focus=False):
            yield SetupForm(self.program.glyphs, Setup())
            yield Static(id="note")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in what is known."""
        self.query_one(TopLine).show(Content.styled("Quiz", "bold $lamp"))
        self.query_one(SetupForm).focus()
        self._fill()
        self.refresh_keys()
