"""The result of an exam: score, decks, tags, time, what went wrong, and what the schedule makes of it.

Owns the view and the person's choices; the figures are the exam's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.quiz.exam import result
from hashq.study.feeding import Fed, Feeding, Judged
from hashq.study.sittings import judged
from hashq.tui import screens
from hashq.tui.quiz.result_lines import result_lines
from hashq.tui.screens.common import tells_errors
from hashq.tui.screens.feeding import FeedingScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import deck_path

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.study.sittings import Sitting
    from hashq.tui.keys import Action


WIDEST, MARGINS = 100, 8
"""Cells a line may have, and cells beside it."""


class ExamResultScreen(FeedingScreen):
    """How the exam went."""

    PLACE = "exam_result"
    CSS_PATH = "sheet.tcss"

    def __init__(self, sitting: Sitting) -> None:
        """Show what ``sitting``, which is over, came to."""
        super().__init__()
        self._sitting = sitting
        self._result = result(sitting.exam)

    def compose(self) -> ComposeResult:
        """The sheet, scrolling where it is long."""
        yield TopLine()
        with VerticalScroll(classes="sheet"):
            yield Static(id="sheet")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the sheet."""
        deck = deck_path(self._sitting.deck, self.program.glyphs.crumb) or "all decks"
        ended = self._sitting.ended
        when = Content.styled(f"{ended.day} {ended:%b %Y}", "$quiet") if ended else Content("")
        self.query_one(TopLine).show(
            joined((Content.styled("Exam result", "bold $lamp"), shown_line(deck, "$quiet")), "  "), when
        )
        self.query_one(VerticalScroll).focus()
        self.fill()
        self.refresh_keys()

    @tells_errors
    def fill(self) -> None:
        """The sheet."""
        width = min(WIDEST, self.app.size.width - MARGINS)
        lines = [*result_lines(self._sitting.exam, self._result, self.program.glyphs, width)]
        if self._sitting.fed is Feeding.NOTHING or self._fed is not None:
            lines += self.schedule_lines()
        self.query_one("#sheet", Static).update(joined(lines, "\n"))

    def on_resize(self) -> None:
        """Fit the lines to the width."""
        self.fill()

    def judged(self) -> tuple[Judged, ...]:
        """Every question with whether it was right."""
        return judged(self._sitting)

    @property
    def open_to_change(self) -> bool:
        """An exam changes the schedule once, on whichever screen."""
        return super().open_to_change and self._sitting.fed is Feeding.NOTHING

    def actions(self) -> list[Action]:
        """What the footer offers; what went wrong only when something did."""
        of_the_wrong = {"exam_result.wrong", "exam_result.retake"}
        return [one for one in super().actions() if self._result.wrong or one.id not in of_the_wrong]

    def feed(self, feeding: Feeding) -> tuple[Fed, ...]:
        """Change the schedule; an exam does so once."""
        return self.program.services.sittings.feed(self._sitting, feeding)

    def taken_back(self) -> None:
        """The exam may change the schedule again."""
        self.program.services.sittings.unfeed(self._sitting)

    def action_wrong(self) -> None:
        """Go through what went wrong, each with its card."""
        if self.program.key_pace.held:
            return
        if self._result.wrong:
            self.program.open("exam_answers", exam=self._sitting.exam)
        else:
            self.program.say("Every answer was right.")

    @tells_errors
    def action_retake(self) -> None:
        """A new exam of the questions that went wrong."""
        if self.program.key_pace.held:
            return
        sitting = self.program.services.sittings.retake(self._sitting)
        self.app.switch_screen(screens.make("exam", sitting=sitting))

    def action_history(self) -> None:
        """The exams so far."""
        self.program.open("exam_history", deck=self._sitting.deck)
