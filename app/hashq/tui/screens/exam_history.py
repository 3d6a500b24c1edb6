"""The exams so far: scores, and where they are heading. Owns the choice of one; the result screen shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hashq.study.sittings import trend
from hashq.tui.quiz.exam_words import scores_line
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import joined, padded, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.marked_list import MarkedList
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count, deck_path, lasted

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.study.sittings import PastExam

LATEST = 40
"""Exams in the line of scores."""


class ExamHistoryScreen(HashqScreen):
    """One line an exam, the latest first."""

    PLACE = "exam_history"
    CSS_PATH = "exam_history.tcss"
    AUTO_FOCUS = ""

    def __init__(self, deck: str | None = None) -> None:
        """The exams on ``deck`` ("" is everything); those of all decks for None."""
        super().__init__()
        self._deck = deck
        self._exams: tuple[PastExam, ...] = ()

    def compose(self) -> ComposeResult:
        """The trend, and the list."""
        yield TopLine()
        yield Static(id="trend")
        yield MarkedList(self.program.glyphs)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self.refresh_keys()

    @tells_errors
    def _fill(self) -> None:
        self._exams = self.program.services.sittings.history(self._deck)
        crumb = self.program.glyphs.crumb
        place = "every exam" if self._deck is None else deck_path(self._deck, crumb) or "exams on all decks"
        self.query_one(TopLine).show(
            joined((Content.styled("Exams", "bold $lamp"), shown_line(place, "$quiet")), "  "),
            Content.styled(count(len(self._exams), "exam"), "$quiet"),
        )
        self.query_one("#trend", Static).update(self._trend())
        listed = self.query_one(OptionList)
        listed.set_options([Option(self._line(exam)) for exam in self._exams])
        if self._exams:
            listed.highlighted = 0
            listed.focus()  # only then: an empty list would swallow enter

    def _trend(self) -> Content:
        if not self._exams:
            return Content("No exam was handed in yet.")
        scores = tuple(exam.score for exam in reversed(self._exams[:LATEST]))
        line = Content.styled(scores_line(scores, self.program.glyphs), "$lamp")
        change = trend(self._exams)
        if change is None:
            return line
        direction = "above" if change >= 0 else "below"
        words = f"the last three are {abs(change)} points {direction} those before"
        return joined((line, Content.styled(words, "$quiet")), "   ")

    def _line(self, exam: PastExam) -> Content:
        glyphs = self.program.glyphs
        sign, style = (glyphs.right, "$leaf") if exam.passed else (glyphs.wrong, "$ember")
        verdict = "passed" if exam.passed else "not passed"
        return joined(
            (
                Content.styled(f"{sign} {padded(verdict, 11)}", style),
                Content.styled(f"{exam.score:>5,}", "bold $strong"),
                Content.styled(f"  {exam.right:>3} of {exam.total:<3}", "$text"),
                Content.styled(f"  {padded(lasted(exam.seconds), 11)}", "$quiet"),
                Content.styled(f"{exam.ended:%d %b %Y}  ", "$quiet"),
                shown_line(deck_path(exam.deck, glyphs.crumb) or "all decks"),
            )
        )

    @on(OptionList.OptionSelected)
    def exam_clicked(self) -> None:
        """Enter or a click on an exam shows its result."""
        self.action_look()

    @tells_errors
    def action_look(self) -> None:
        """Show the result of the chosen exam."""
        chosen = self.query_one(OptionList).highlighted
        if chosen is None:
            self.program.say("There is no exam to look at yet.")
            return
        sitting = self.program.services.sittings.open(self._exams[chosen].id)
        self.program.open("exam_result", sitting=sitting)

    def action_decks(self) -> None:
        """The exams of all decks."""
        if self._deck is None:
            self.program.say("The exams of all decks are shown already.")
            return
        self._deck = None
        self._fill()
