"""One question: what is asked, the options or the field to write in, and once it is judged, why, and the card.

Owns what of the question shows and where the keys go. Knows no session, clock or grader.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from hashq.tui.markdown.layout import Look
from hashq.tui.quiz.attempt import Attempt, begun
from hashq.tui.quiz.feedback import written_lines
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.answer_list import AnswerList
from hashq.tui.widgets.card_text import CardText
from hashq.tui.widgets.written_answer import WrittenAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from hashq.quiz.model import Grade, Question
    from hashq.study.views import CardView
    from hashq.tui.glyphs import Glyphs


class QuestionPane(VerticalScroll):
    """The question; scrolls where it is long."""

    DEFAULT_CSS = """
    QuestionPane {
        height: 1fr;
        padding: 1 3 0 3;
        scrollbar-size-vertical: 1;

        #prompt { max-width: 100; color: $strong; text-style: bold; margin: 0 0 1 0; }
        #told { max-width: 100; height: auto; margin: 1 0 0 0; }
        #why { max-width: 100; margin: 1 0 0 0; }
        #card-rule { max-width: 100; height: 1; margin: 1 0; color: $faint; }
        #card-question { max-width: 100; color: $strong; margin: 0 0 1 0; }
        #card-answer { max-width: 100; }
        #source { max-width: 100; height: auto; margin: 1 0 0 0; color: $quiet; }
    }
    """

    class Changed(Message):
        """The answer is another one now, or the cursor moved."""

    class Confirmed(Message):
        """Enter was pressed in the field of a written answer."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._attempt: Attempt | None = None
        self._judged = False

    def compose(self) -> ComposeResult:
        """Everything a question can need; what it does not is hidden."""
        look = Look(self._glyphs)
        yield CardText(look, id="prompt")
        yield AnswerList(self._glyphs)
        yield WrittenAnswer("your answer")
        yield Static(id="told")
        yield CardText(look, id="why")
        yield Static(self._glyphs.line * 300, id="card-rule", markup=False)
        yield CardText(look, id="card-question")
        yield CardText(look, id="card-answer")
        yield Static(id="source")

    @property
    def attempt(self) -> Attempt:
        """The answer as it stands. Raises :class:`RuntimeError` before the first question."""
        if self._attempt is None:
            raise RuntimeError("no question is asked")
        return self._attempt

    @property
    def asked(self) -> bool:
        """Whether a question shows."""
        return self._attempt is not None

    @property
    def writing(self) -> bool:
        """Whether the keys go to the field of a written answer."""
        return self.query_one(WrittenAnswer).has_focus

    def ask(self, question: Question, given: Sequence[str] = ()) -> None:
        """Show ``question`` alone, with what was given to it before."""
        self._attempt = begun(question, given)
        self._judged = False
        self.query_one("#prompt", CardText).show(question.prompt, Look(self._glyphs))
        field = self.query_one(WrittenAnswer)
        with field.prevent(Input.Changed):
            field.value = given[0] if given and self._attempt.written else ""
        field.cursor_position = len(field.value)
        for part in ("#told", "#why", "#card-rule", "#card-question", "#card-answer", "#source"):
            self.query_one(part).display = False
        self._show_answer()
        self.scroll_home(animate=False)
        self.focus_answer()

    def focus_answer(self) -> None:
        """Give the keys to where the answer is made."""
        if self._judged:
            self.focus()
        elif self.attempt.written:
            self.query_one(WrittenAnswer).focus()
        else:
            self.query_one(AnswerList).focus()

    def judge(self, grade: Grade, card: CardView | None) -> None:
        """Show the key, why it is the key, and the card; None when the card is gone."""
        self._judged = True
        if grade.given:
            self._attempt = self.attempt.settled()
        question = self.attempt.question
        told = list(written_lines(question, grade)) if self.attempt.written else []
        self.query_one("#told", Static).update(joined(told, "\n"))
        self.query_one("#told").display = bool(told)
        repeats = card is not None and question.why.strip() == card.answer.strip()
        self.query_one("#why", CardText).show(question.why, Look(self._glyphs))
        self.query_one("#why").display = bool(question.why.strip()) and not repeats
        self._show_card(card)
        self._show_answer()
        self.scroll_home(animate=False)
        self.focus()

    def press_label(self, number: int) -> bool:
        """Do what the key of option ``number`` does; whether that changed anything."""
        return self._change(self.attempt.pressed_label(number))

    def press_space(self) -> bool:
        """Do what space does at the cursor; whether that changed anything."""
        if self.attempt.written and not self._judged:
            self.focus_answer()
            return True
        return self._change(self.attempt.pressed_space())

    def _change(self, attempt: Attempt) -> bool:
        if self._judged or attempt == self._attempt:
            return False
        self._attempt = attempt
        self._show_answer()
        self.post_message(self.Changed())
        return True

    def _show_answer(self) -> None:
        options = self.query_one(AnswerList)
        options.display = not self.attempt.written
        options.show(self.attempt, judged=self._judged)
        self.query_one(WrittenAnswer).display = self.attempt.written and not self._judged

    def _show_card(self, card: CardView | None) -> None:
        for part in ("#card-rule", "#card-question", "#card-answer", "#source"):
            self.query_one(part).display = card is not None
        if card is None:
            return
        look = Look(self._glyphs)
        repeats = self.attempt.question.prompt.startswith(card.question.strip())
        self.query_one("#card-question").display = not repeats
        self.query_one("#card-question", CardText).show(card.question, look)
        self.query_one("#card-answer", CardText).show(card.answer, look)
        self.query_one("#source", Static).update(
            shown_line(f"{PurePath(card.path).name}, line {card.line}", "$quiet")
        )

    @on(AnswerList.Changed)
    def _list_changed(self, event: AnswerList.Changed) -> None:
        event.stop()
        self._attempt = event.attempt
        self.post_message(self.Changed())

    @on(Input.Changed)
    def _field_changed(self, event: Input.Changed) -> None:
        event.stop()
        if not self._judged:
            self._attempt = self.attempt.wrote(event.value)
            self.post_message(self.Changed())

    @on(WrittenAnswer.Left)
    def _field_left(self, event: WrittenAnswer.Left) -> None:
        event.stop()
        self.focus()

    @on(Input.Submitted)
    def _field_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._attempt = self.attempt.wrote(event.value)
        self.post_message(self.Confirmed())
