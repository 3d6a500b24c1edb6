"""The exams to come, on the home screen: how many days, how ready, and what to do a day.

Owns the drawing, and looking ahead in the background: projecting every card of a deck takes its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.content import Content
from textual.widget import Widget

from hashq.errors import HashqError
from hashq.tui.text import joined, shown_line
from hashq.tui.wording import count, share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashq.scheduling.exam_plan import ExamPlan
    from hashq.study.exams import Exam
    from hashq.study.services import Services
    from hashq.tui.glyphs import Glyphs

MOST = 3
"""Exams shown, the nearest first."""


class ExamBox(Widget):
    """The box; takes no room without exams."""

    DEFAULT_CSS = "ExamBox { height: auto; width: 1fr; padding: 1 0 0 0; }"

    def __init__(self, glyphs: Glyphs, open_services: Callable[[], Services]) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._open_services = open_services
        self._exams: tuple[Exam, ...] = ()
        self._plans: dict[str, ExamPlan] = {}
        self.display = False

    def show(self, exams: tuple[Exam, ...]) -> None:
        """Show these exams; what to do a day follows once it is worked out."""
        known = {exam.deck for exam in exams if exam in self._exams}
        self._plans = {deck: plan for deck, plan in self._plans.items() if deck in known}
        self._exams = exams[:MOST]
        self.display = bool(exams)
        self.refresh(layout=True)
        if exams:
            self._look_ahead(tuple(exam.deck for exam in self._exams))

    @work(thread=True, exclusive=True, exit_on_error=False, group="exams")
    def _look_ahead(self, decks: tuple[str, ...]) -> None:
        """What leads to each exam, with services of the thread's own."""
        try:
            services = self._open_services()
            try:
                plans = {deck: services.study.exam_plan(deck) for deck in decks}
            finally:
                services.close()
        except HashqError:
            return  # what is wrong with the database is told where something is asked of it
        found = {deck: plan for deck, plan in plans.items() if plan is not None}
        self.app.call_from_thread(self._show_plans, found)

    def _show_plans(self, plans: dict[str, ExamPlan]) -> None:
        self._plans = plans
        self.refresh(layout=True)

    def render(self) -> Content:
        """Two or three lines an exam."""
        return joined([line for exam in self._exams for line in self._lines(exam)], "\n")

    def _lines(self, exam: Exam) -> Iterator[Content]:
        when = f"exam in {count(exam.days, 'day')}" if exam.days else "exam today"
        ready = Content.styled(f"{share(exam.readiness)} ready", "bold $strong")
        yield joined((Content.styled(when, "$lamp"), ": ", ready))
        yield shown_line(exam.deck.rpartition("/")[2], "$quiet", width=max(8, self.content_size.width))
        plan = self._plans.get(exam.deck)
        if plan is not None and plan.days:
            yield self._plan(plan)

    def _plan(self, plan: ExamPlan) -> Content:
        """What to do a day, and how ready that makes one."""
        words = [f"{plan.new_per_day} new"] if plan.new_per_day else []
        words.append(count(round(plan.reviews_per_day), "review"))
        ready = Content.styled(share(plan.projected), "bold $leaf")
        return joined((f"{' + '.join(words)} a day {self._glyphs.arrow} ", ready))
