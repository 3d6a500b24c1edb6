"""Before a quiz: what is asked, from where, how much, and what it may do to the schedule.

Owns the form. Begins a practice or an exam; holds no question.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.scheduling.study_day import study_day
from hashq.tui.deck_tree import deck_tree
from hashq.tui.quiz.setup import Feed, Mode, Row, Setup
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.setup_form import SetupForm
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
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

    @property
    def _form(self) -> SetupForm:
        return self.query_one(SetupForm)

    @tells_errors
    def _fill(self) -> None:
        services = self.program.services
        rows = deck_tree(services.study.due().decks)
        now = services.clock.now()
        today = study_day(now, services.clock.utc_offset(now), services.settings.study.day_starts_at)
        quiz = services.settings.quiz
        deck = services.study.choice_called(self._deck) if self._deck else ""
        self._form.change(
            Setup(
                decks=tuple(dict.fromkeys(("", *(row.deck for row in rows), deck))),
                deck=deck,
                count=quiz.questions,
                feed=FEEDS.get(quiz.feed_schedule, Feed.ASK),
                today=today,
            )
        )

    # The form

    def action_less(self) -> None:
        """The value before."""
        self._change(self._form.setup.changed(-1))

    def action_more(self) -> None:
        """The value after."""
        self._change(self._form.setup.changed(1))

    def _change(self, setup: Setup) -> None:
        if not self._form.change(setup):
            self.program.say("This goes no further.")

    def action_mark(self) -> None:
        """The kind under the cursor, or not."""
        setup = self._form.setup
        if setup.row is not Row.KINDS:
            self._form.change(replace(setup, row=Row.KINDS))
        elif not self._form.change(setup.toggled()):
            self.program.say("At least one kind of question is needed.")

    # Beginning

    @tells_errors
    def action_begin(self) -> None:
        """Begin what is set."""
        if self.program.key_pace.held:
            return
        setup = self._form.setup
        if setup.mode is Mode.PRACTICE:
            self._practise(setup)

    def _practise(self, setup: Setup) -> None:
        quizzes = self.program.services.quizzes
        practice = quizzes.practice(
            setup.deck or None, count=max(1, setup.count), seed=setup.seed, kinds=setup.kinds
        )
        if practice.question is None:
            self.program.say(
                "These cards yield no question of these kinds. Choose more kinds, or another deck."
            )
            return
        self.program.open("practice", practice=practice, feed=setup.feed)
