"""Practice: one question at a time, judged at once, with the reason and the card.

Owns the running practice, a value, and what of its question is shown. What comes next is the practice's own business.
A key that is held down answers nothing and skips nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Static

from hashq.errors import HashqError
from hashq.quiz.grading import grade
from hashq.tui import screens
from hashq.tui.glyphs import progress_bar
from hashq.tui.quiz.feedback import CONFIDENCES, KIND_NAMES, confidence_words, verdict
from hashq.tui.quiz.hints import answer_hint, coming_back
from hashq.tui.quiz.setup import Feed
from hashq.tui.quiz.watching import scenario_for
from hashq.tui.screens.answering import AnsweringScreen
from hashq.tui.screens.common import tells_errors
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.question_pane import QuestionPane
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import deck_path

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.quiz.model import Question
    from hashq.quiz.practice import Answered, Practice
    from hashq.sandbox.scenario_model import Scenario
    from hashq.study.views import CardView
    from hashq.tui.keys import Action
    from hashq.tui.quiz.attempt import Attempt

BAR_WIDTH = 14
ASKED = ("practice.confirm", "practice.mark", "practice.confidence", "practice.leave", "app.keys")
JUDGED = (
    "practice.confirm",
    "practice.overrule",
    "practice.sandbox",
    "practice.info",
    "practice.leave",
    "app.keys",
)
"""What the footer offers before and after the answer is judged."""


class PracticeScreen(AnsweringScreen):
    """The question, its answer, the way through the practice."""

    PLACE = "practice"
    CSS_PATH = "practice.tcss"

    def __init__(self, practice: Practice, feed: Feed = Feed.ASK) -> None:
        """Ask what ``practice`` has waiting; ``feed``: what it may do to the schedule."""
        super().__init__()
        self._feed = feed
        self._practice = practice
        self._question: Question | None = None
        self._confidence: int | None = None
        self._judged = False
        self._blank_twice = False
        self._watched: Scenario | None = None

    def compose(self) -> ComposeResult:
        """Where one is, the question, a line about the answer, keys."""
        yield TopLine()
        yield QuestionPane(self.program.glyphs)
        yield Static(id="status")
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask the first question."""
        self._ask()

    # What is shown

    def _ask(self) -> None:
        """The next question; the end when none waits."""
        question = self._practice.question
        if question is None:
            self._finish()
            return
        self._question, self._judged, self._confidence = question, False, None
        self._blank_twice = False
        self.pane.ask(question)
        self._refresh_around()

    def _refresh_around(self) -> None:
        """Everything around the question: place, progress, the line about the answer, keys."""
        question, glyphs = self._question, self.program.glyphs
        if question is None:
            return
        done = len(self._practice.done)
        full, rest = progress_bar(done, done + len(self._practice.waiting), BAR_WIDTH, glyphs)
        right = sum(one.right for one in self._practice.done)
        name = shown_line(deck_path(question.deck, glyphs.crumb), "$quiet")
        kind = Content.styled(KIND_NAMES[question.kind], "$ink")
        bar = (
            Content.styled(f"{glyphs.right} {right}  ", "$leaf"),
            Content.styled(f"{glyphs.wrong} {done - right}   ", "$ember"),
            Content.styled(full, "$lamp"),
            Content.styled(rest, "$faint"),
            f" {len(self._practice.waiting)} to go",
        )
        self.query_one(TopLine).show(joined((kind, name), f" {glyphs.dot} "), joined(bar))
        self.query_one("#status", Static).update(self._status())
        self.refresh_keys()

    def _status(self) -> Content:
        dot = f" {self.program.glyphs.dot} "
        if self._judged:
            last = self._last
            said = confidence_words(last.confidence)
            parts = [verdict(last.grade, self.program.glyphs, overruled=last.overruled)]
            parts += (
                [Content.styled(f"you were {said}" if said != "a guess" else "you guessed", "$quiet")]
                if said
                else []
            )
            parts += [Content.styled(words, "$quiet") for words in coming_back(self._practice, last) if words]
            return joined(parts, dot)
        hint = Content.styled(answer_hint(self.pane.attempt, writing=self.pane.writing), "$quiet")
        said = confidence_words(self._confidence)
        return joined((hint, Content.styled(said, "$bloom")), dot) if said else hint

    def actions(self) -> list[Action]:
        """What the footer offers: answering first, then what a judged answer allows."""
        keys = self.program.keys
        offered = [keys.find(name) for name in (JUDGED if self._judged else ASKED)]
        if not self._judged:
            written = self._question is not None and not self._question.options
            words = {"practice.mark": self.label_of_space()}
            asked = [action for action in offered if not (written and action.id == "practice.mark")]
            return self.as_keyed(
                action._replace(label=words.get(action.id, action.label)) for action in asked
            )
        offered = [one for one in offered if self._watched is not None or one.id != "practice.sandbox"]
        right = self._last.right
        words = {"practice.confirm": "next", "practice.overrule": "I was wrong" if right else "I was right"}
        return [action._replace(label=words.get(action.id, action.label)) for action in offered]

    @property
    def _last(self) -> Answered:
        return self._practice.done[-1]

    # Answering

    @property
    def answerable(self) -> bool:
        """Whether the answer can still be changed."""
        return not self._judged

    def action_confirm(self) -> None:
        """Judge the answer; once it is judged, go on."""
        if self.program.key_pace.held:
            return
        if self._judged:
            self._ask()
        else:
            self._judge()

    def action_mark(self) -> None:
        """Mark the option under the cursor; once the answer is judged, go on."""
        if self.program.key_pace.held:
            return
        if self._judged:
            self._ask()
        else:
            self.mark_at_cursor()

    def _judge(self) -> None:
        question = self._question
        if question is None:
            return
        attempt = self.pane.attempt
        if attempt.lacks and not self._may_be_blank(attempt):
            return
        judged = grade(question, attempt.settled().answer)
        self._practice = self._practice.answered(judged, self._confidence)
        self._judged = True
        card = self._card(question)
        self._watched = self._scenario(question, card)
        self.pane.judge(judged, card)
        self._refresh_around()

    def _may_be_blank(self, attempt: Attempt) -> bool:
        """Whether an answer that lacks something may be judged: one without anything, confirmed twice."""
        if attempt.answer:
            self.program.say(f"Not complete yet: {answer_hint(attempt)}.")
            return False
        if not self._blank_twice:
            self.program.say("Nothing is answered yet. Enter once more leaves it blank and shows the answer.")
        blank, self._blank_twice = self._blank_twice, True
        return blank

    def _card(self, question: Question) -> CardView | None:
        try:
            return self.program.services.library.card(question.card)
        except HashqError:
            return None

    def _scenario(self, question: Question, card: CardView | None) -> Scenario | None:
        try:
            return scenario_for(question, card)
        except HashqError as problem:
            self.program.tell(problem)
            return None

    @on(QuestionPane.Changed)
    def answer_changed(self) -> None:
        """Say what is still to choose."""
        if not self._judged:
            self.query_one("#status", Static).update(self._status())
            self.refresh_keys()

    @on(QuestionPane.Confirmed)
    def written_answer_confirmed(self) -> None:
        """Enter in the field judges what is written."""
        self.action_confirm()

    def follow_focus(self) -> None:
        """The line about the answer and the footer name keys that work."""
        if self._question is not None and not self._judged:
            self.query_one("#status", Static).update(self._status())
            self.refresh_keys()

    def action_confidence(self) -> None:
        """The next thing to say of how sure one is."""
        if self._judged:
            self.program.say("How sure you are counts before the answer is judged.")
            return
        at = CONFIDENCES.index(self._confidence)
        self._confidence = CONFIDENCES[(at + 1) % len(CONFIDENCES)]
        self.query_one("#status", Static).update(self._status())

    # After the judgement

    def action_overrule(self) -> None:
        """Turn the last judgement round."""
        if not self._judged:
            self.program.say("Confirm an answer first; then you can judge it yourself.")
            return
        self._practice = self._practice.overruled()
        self._refresh_around()

    @tells_errors
    def action_info(self) -> None:
        """What is known of the card."""
        if not self._judged:
            self.program.say("The card shows once the answer is judged.")
        elif self._question is not None:
            self.program.open("info", card=self._question.card)

    def action_sandbox(self) -> None:
        """Watch the deployment that the question is about."""
        if not self._judged:
            self.program.say("The sandbox would give the answer away; confirm one first.")
        elif self._watched is None:
            self.program.say("This card speaks of nothing that the sandbox can show.")
        else:
            self.program.open("sandbox", scenario=self._watched)

    def action_leave(self) -> None:
        """How it went; back where one came from when nothing was answered."""
        if self._practice.done:
            self._finish()
        else:
            self.program.go_back()

    def _finish(self) -> None:
        self.app.switch_screen(screens.make("practice_end", practice=self._practice, feed=self._feed))
