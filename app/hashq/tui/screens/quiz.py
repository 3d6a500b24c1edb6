"""Before a quiz: what is asked, from where, how much, and what it may do to the schedule.

Owns the form. Begins a practice or an exam; holds no question.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.quiz.model import Kind
from hashq.scheduling.study_day import study_day
from hashq.tui.deck_tree import deck_tree
from hashq.tui.quiz.setup import Feed, Mode, Row, Setup
from hashq.tui.quiz.setup_words import history_words, plan_words, resume_words, shown_rows
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import joined
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.row_form import RowForm
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.widgets.written_answer import WrittenAnswer

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from textual.app import ComposeResult

    from hashq.study.sittings import Sitting

ASKED_FOR = 15.0
"""Seconds for which the question whether to give an exam up stands; later a key asks anew."""
KEEP_AFTER = 0.5
"""Seconds after the last key before a date that was changed is written."""
NO_QUESTION = "The cards drawn yield no question of these kinds. Choose more kinds, or another deck."
FEEDS = {"ask": Feed.ASK, "always": Feed.REVIEWS, "never": Feed.NOTHING}
"""The setting ``quiz.feed_schedule`` as the form has it."""


class QuizScreen(HashqScreen):
    """The form."""

    PLACE = "quiz"
    CSS_PATH = "quiz.tcss"

    def __init__(
        self,
        deck: str | None = None,
        *,
        count: int | None = None,
        seed: int | None = None,
        kinds: Collection[str] = (),
    ) -> None:
        """Begin with ``deck``, or what this query finds, chosen; everything for None.

        ``count``, ``seed`` and ``kinds`` (by their values; empty for all) stand in the form instead of the usual.
        """
        super().__init__()
        self._wanted = deck or ""
        self._count = count
        self._seed = seed
        self._kinds = frozenset(Kind(kind) for kind in kinds) or frozenset(Kind)
        self._shown_deck = ""
        self._kept_day: date | None = None
        self._under_way: Sitting | None = None
        self._asked_about: int | None = None

    def compose(self) -> ComposeResult:
        """The rows, and what is to be said about them."""
        yield TopLine()
        with VerticalScroll(can_focus=False):
            yield WrittenAnswer("a query, such as tag:agent is:due, then enter", id="query")
            yield RowForm(self.program.glyphs, Setup(), partial(shown_rows, crumb=self.program.glyphs.crumb))
            yield Static(id="note")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in what is known."""
        self.query_one(TopLine).show(Content.styled("Quiz", "bold $lamp"))
        self.query_one(RowForm).focus()
        self._fill()
        self.refresh_keys()

    @property
    def _form(self) -> RowForm[Setup]:
        return self.query_one(RowForm)

    @tells_errors
    def _fill(self) -> None:
        """The form as it begins."""
        services = self.program.services
        decks = tuple(row.deck for row in deck_tree(services.study.due().every_deck))
        now = services.clock.now()
        today = study_day(now, services.clock.utc_offset(now), services.settings.study.day_starts_at)
        quiz = services.settings.quiz
        chosen = services.study.choice_called(self._wanted) if self._wanted else ""
        queries = [name for name in (*services.settings.queries, chosen) if name and name not in decks]
        self._form.change(
            Setup(
                decks=tuple(dict.fromkeys(("", *decks, *queries))),
                queries=frozenset(queries),
                deck=chosen,
                count=self._count or quiz.questions,
                seed=self._seed,
                kinds=self._kinds,
                feed=FEEDS.get(quiz.feed_schedule, Feed.ASK),
                today=today,
            )
        )
        self._show_deck()

    # What is known of the chosen deck

    def on_screen_resume(self) -> None:
        """An exam may have been begun or ended on the screens above."""
        self._forget_asking()
        self._show_note()

    @on(RowForm.Changed)
    def form_changed(self) -> None:
        """Another deck has another date; a date that was changed is kept shortly after the last key."""
        setup = self._form.sheet
        if setup.deck != self._shown_deck:
            self._keep_date()
            self._show_deck()
        elif setup.exam_day != self._kept_day:
            self.set_timer(KEEP_AFTER, self._keep_date)

    @tells_errors
    def _show_deck(self) -> None:
        """The date of the chosen deck's exam."""
        deck = self._form.sheet.deck
        is_deck = deck and deck not in self._form.sheet.queries
        day = self.program.services.settings.exam_date(deck) if is_deck else None
        self._shown_deck, self._kept_day = deck, day
        self._form.change(replace(self._form.sheet, exam_day=day))
        self._show_note()

    @tells_errors
    def _keep_date(self) -> None:
        """Write a date that was changed into the settings, and show what it asks for."""
        from hashq.settings.writing import write_setting  # noqa: PLC0415 - loads tomlkit

        day = self._form.sheet.exam_day
        if day == self._kept_day or not self._shown_deck:
            return
        key = ("decks", self._shown_deck, "exam_date")
        write_setting(self.program.services.places.settings, key, day)
        self._kept_day = day
        self.program.renew_services()
        self._show_note()

    @tells_errors
    def _show_note(self) -> None:
        services, glyphs = self.program.services, self.program.glyphs
        self._under_way = services.sittings.unfinished()
        parts = []
        if self._under_way is not None:
            parts.append(resume_words(self._under_way, self.key_of("resume"), self.key_of("give_up"), glyphs))
        history = services.sittings.history()
        if history:
            parts.append(history_words(history, self.key_of("history"), glyphs))
        if self._kept_day is not None:
            plan = services.study.exam_plan(self._shown_deck)
            if plan is not None:
                parts.append(plan_words(plan, glyphs))
        self.query_one("#note", Static).update(joined(parts, "\n\n"))

    # The form

    def action_less(self) -> None:
        """The value before."""
        self._change(self._form.sheet.changed(-1))

    def action_more(self) -> None:
        """The value after."""
        self._change(self._form.sheet.changed(1))

    def _change(self, setup: Setup) -> None:
        if not self._form.change(setup):
            self.program.say("This goes no further.")

    def action_mark(self) -> None:
        """The kind under the cursor, or not."""
        setup = self._form.sheet
        if setup.row is not Row.KINDS:
            self._form.change(replace(setup, row=Row.KINDS))
        elif not self._form.change(setup.toggled()):
            self.program.say("At least one kind of question is needed.")

    # A query instead of a deck

    def action_find(self) -> None:
        """Write a query; what it finds is asked."""
        field = self.query_one("#query", WrittenAnswer)
        field.display = True
        field.focus()

    @on(WrittenAnswer.Left)
    def query_left(self) -> None:
        """Back to the form; what was written stays."""
        self._form.focus()

    @on(WrittenAnswer.Submitted)
    def query_written(self) -> None:
        """Ask what the query finds."""
        if not self.program.key_pace.held:
            self._take_query()

    @tells_errors
    def _take_query(self) -> None:
        """A query that cannot be read is told, and stays in the field to be mended."""
        written = self.query_one("#query", WrittenAnswer).value
        if written.strip():
            self._take_choice(self.program.services.study.choice_called(written))
        self._form.focus()

    def _take_choice(self, name: str) -> None:
        setup = self._form.sheet
        if name not in setup.decks:
            setup = replace(setup, decks=(*setup.decks, name), queries=setup.queries | {name})
        self._form.change(replace(setup, deck=name, row=Row.DECK))

    # Beginning

    @tells_errors
    def action_begin(self) -> None:
        """Begin what is set."""
        if self.program.key_pace.held:
            return
        setup = self._form.sheet
        self._keep_date()
        if setup.rules.count < 1:
            self.program.say("At least one question is needed.")
        elif setup.mode is Mode.PRACTICE:
            self._practise(setup)
        elif self._under_way is not None:
            keys = f"{self.key_of('resume')} goes on with it, {self.key_of('give_up')} gives it up"
            self.program.say(f"An exam is under way: {keys}.")
        else:
            begin = self.program.services.sittings.begin
            sitting = begin(setup.deck or None, setup.rules, seed=setup.seed, kinds=setup.kinds)
            self.program.open("exam", sitting=sitting)

    def _practise(self, setup: Setup) -> None:
        quizzes = self.program.services.quizzes
        practice = quizzes.practice(setup.deck or None, count=setup.count, seed=setup.seed, kinds=setup.kinds)
        if practice.question is None:
            self.program.say(NO_QUESTION)
            return
        self.program.open("practice", practice=practice, feed=setup.feed)

    # Exams

    @tells_errors
    def action_resume(self) -> None:
        """Go on with the exam under way."""
        if self._under_way is None:
            self.program.say("No exam is under way.")
        else:
            self.program.open("exam", sitting=self._under_way)

    @tells_errors
    def action_give_up(self) -> None:
        """End the exam under way without a score, after asking once."""
        if self._under_way is None:
            self.program.say("No exam is under way.")
        elif self._asked_about != self._under_way.id:
            self._asked_about = self._under_way.id
            self.set_timer(ASKED_FOR, self._forget_asking)
            self.program.say(f"Give it up without a score? Press {self.key_of('give_up')} once more.")
        elif not self.program.key_pace.held:
            self.program.services.sittings.give_up(self._under_way)
            self._show_note()

    def _forget_asking(self) -> None:
        self._asked_about = None

    def action_history(self) -> None:
        """The exams so far."""
        self.program.open("exam_history")

    def action_leave(self) -> None:
        """Go back; a date that was changed is kept."""
        self._keep_date()
        super().action_leave()
