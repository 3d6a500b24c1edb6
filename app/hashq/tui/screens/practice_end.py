"""The end of a practice: how much was right, by kind, how sure one was, what was missed, and the schedule.

Owns the view and the person's choice; nothing changes the schedule but what was chosen before or is chosen here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.study.feeding import Feeding, Judged
from hashq.tui import screens
from hashq.tui.quiz.outcome import practice_lines
from hashq.tui.quiz.setup import Feed
from hashq.tui.screens.common import tells_errors
from hashq.tui.screens.feeding import FeedingScreen
from hashq.tui.text import joined
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.quiz.practice import Practice
    from hashq.tui.keys import Action

CHOSEN_BEFORE = {Feed.REVIEWS: Feeding.REVIEWS, Feed.MISSED_DUE: Feeding.MISSED_DUE}


class PracticeEndScreen(FeedingScreen):
    """How the practice went."""

    PLACE = "practice_end"
    CSS_PATH = "sheet.tcss"

    def __init__(self, practice: Practice, feed: Feed = Feed.ASK) -> None:
        """Sum up ``practice``; ``feed``: what the person let it do to the schedule."""
        super().__init__()
        self._practice = practice
        self._feed = feed

    def compose(self) -> ComposeResult:
        """The sheet, scrolling where it is long."""
        yield TopLine()
        with VerticalScroll(classes="sheet"):
            yield Static(id="sheet")
        yield KeyBar()

    def on_mount(self) -> None:
        """Do what was chosen, and say how it went."""
        self.query_one(TopLine).show(Content.styled("Practice", "bold $lamp"))
        self.query_one(VerticalScroll).focus()
        self._feed_as_chosen()
        self.fill()
        self.refresh_keys()

    @tells_errors
    def _feed_as_chosen(self) -> None:
        feeding = CHOSEN_BEFORE.get(self._feed)
        if feeding is not None and self.program.services.feeder.plan(self.judged(), feeding):
            self.change(feeding)

    def actions(self) -> list[Action]:
        """What the footer offers; what was missed again only when something was."""
        missed = bool(self._practice.missed)
        return [one for one in super().actions() if missed or one.id != "practice_end.again"]

    def judged(self) -> tuple[Judged, ...]:
        """Every answer, with the person's own judgement."""
        return tuple(Judged(one.question, one.right) for one in self._practice.done)

    @tells_errors
    def fill(self) -> None:
        """The sheet."""
        lines = [*practice_lines(self._practice, self.program.glyphs), *self.schedule_lines()]
        self.query_one("#sheet", Static).update(joined(lines, "\n"))

    @tells_errors
    def action_again(self) -> None:
        """Practise once more what was missed."""
        if self.program.key_pace.held:
            return
        missed = [one.question for one in self._practice.done if not one.right]
        questions = list({question.id: question for question in missed}.values())
        if not questions:
            self.program.say("Nothing was missed: there is nothing to practise again.")
            return
        practice = self.program.services.quizzes.practice_of(questions)
        self.app.switch_screen(screens.make("practice", practice=practice, feed=self._feed))
