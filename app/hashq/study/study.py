"""Study: what waits, rating, taking back, and the figures of progress.

The use cases that both front ends call. Owns no rule and no SQL: it asks scheduling and store, and decides the moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.errors import UsageError
from hashq.scheduling.plans import USUAL
from hashq.scheduling.session import Counts
from hashq.scheduling.workload import time_needed
from hashq.store.waiting import deck_names
from hashq.study.choice import choose
from hashq.study.decks import find_deck, hidden_queries, with_parents
from hashq.study.due import due_summary
from hashq.study.recording import Recorder, rated
from hashq.study.sessions import Sessions, shown, summary_of
from hashq.study.views import RECENT, KeptQuery

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from hashq.clock import Clock
    from hashq.scheduling.exam_plan import ExamPlan
    from hashq.scheduling.model import Memory, Rating
    from hashq.scheduling.plans import Plan
    from hashq.scheduling.session import Session
    from hashq.settings import Settings
    from hashq.store.database import Database
    from hashq.store.reviews import LoggedReview
    from hashq.study.due import DueSummary
    from hashq.study.exams import Exam
    from hashq.study.figures import DayDue, Retention, Statistics
    from hashq.study.import_report import ImportReport
    from hashq.study.outlook import Outlook
    from hashq.study.overview import Overview, Scope
    from hashq.study.recording import Undone
    from hashq.study.views import Rated, SessionSummary


class Study:
    """Studying the cards of one library."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        """Study what ``database`` holds, by the person's ``settings`` and ``clock``."""
        self._database = database
        self._settings = settings
        self._clock = clock
        self._recorder = Recorder(database, settings, clock)
        self._sessions = Sessions(database, settings)

    def due(self, now: datetime | None = None) -> DueSummary:
        """What waits at ``now`` (else the present moment), within the day's limits."""
        return due_summary(self._database, self._settings, self._clock, now or self._clock.now())

    def kept(self, *, counted: bool) -> tuple[KeptQuery, ...]:
        """The kept queries by name, in the order of the settings; those left out whose name means a deck.

        ``counted``: with what a session over each would show now, which takes a search each; otherwise nothing waits.
        """
        queries = self._settings.queries
        hidden = hidden_queries(queries, deck_names(self._database)) if queries else ()
        return tuple(
            KeptQuery(name, self._waiting_for(name) if counted else Counts(0, 0, 0))
            for name in queries
            if name not in hidden
        )

    def _waiting_for(self, name: str) -> Counts | None:
        try:
            return self.start(name).counts()
        except UsageError:
            return None

    def rate_card(
        self, card: str, rating: Rating, at: datetime | None = None, duration_ms: int | None = None
    ) -> Rated:
        """Record one review outside of a session, durable when this returns; ``at``: when it was given (UTC).

        Raises :class:`hashq.errors.UsageError` when there is no such card or it cannot be studied.
        """
        return self._recorder.rate(card, rating, at, duration_ms).rated

    def undo_last(self) -> Rated:
        """Take the latest review back, whenever it was given. Raises ``UsageError`` when there is none."""
        return self._recorder.undo_review()

    def undo_any(self) -> Undone:
        """Take back what was done last, a review or a mark. Raises ``UsageError`` when there is nothing."""
        return self._recorder.undo()

    def intervals(self, card: str, now: datetime | None = None) -> dict[Rating, timedelta]:
        """How long ``card`` would wait after each rating given now: exactly what rating it then does."""
        from hashq.scheduling.fsrs_memory import intervals  # noqa: PLC0415 - loads the memory model

        standing = self._recorder.standing(card)
        when = self._recorder.occasion(now)
        return intervals(standing.memory, card, when.study_day, self._recorder.told(standing.deck))

    # A session: a frozen value that the caller holds. What is stored never depends on it.

    def start(self, deck: str | None = None, plan: Plan = USUAL) -> Session:
        """A session over what waits now in ``deck`` and its sub-decks, else in all, or of another shape, as ``plan`` asks.

        A query does as a deck.

        Raises :class:`hashq.errors.UsageError` when no deck, or more than one, has that name.
        """
        return self._sessions.start(deck, self._recorder.occasion(), plan)

    def begin(self, deck: str | None = None, plan: Plan = USUAL) -> Session:
        """As :meth:`start`, for a session that is studied and not only counted."""
        return self._sessions.start(deck, self._recorder.occasion(), plan, studied=True)

    def rate(self, session: Session, rating: Rating, duration_ms: int | None = None) -> tuple[Session, Rated]:
        """Rate the card that ``session`` shows, durably; the session after it. ``UsageError`` when it shows none.

        In a session where nothing is recorded, only the session moves on.
        """
        card = shown(session)
        if not session.recorded:
            standing = self._recorder.standing(card)
            after = session.after_cramming(rating, self._clock.now(), duration_ms)
            return after, rated(card, rating, standing.memory)
        done = self._recorder.rate(card, rating, None, duration_ms)
        after = session.after_rating(
            card, rating, done.memory, self._clock.now(), predicted=done.predicted, duration_ms=duration_ms
        )
        return after, done.rated

    def undo(self, session: Session) -> Session:
        """Take back what was done last, in this session or before it; a card taken back is shown again.

        Raises ``UsageError`` when nothing is left to take back.
        """
        if session.recorded:
            return self._sessions.after_undo(session, self._recorder.undo(), self._recorder.occasion())
        if session.mark_is_last:
            before = session._replace(marked=session.marked[:-1])
            return self._sessions.after_undo(before, self._recorder.undo_mark(), self._recorder.occasion())
        if not session.given:
            raise UsageError("nothing done in this session is left to take back")
        return session.after_undo(session.given[-1].card)

    def bury(self, session: Session) -> Session:
        """Leave the card that ``session`` shows out until the next study day."""
        card = shown(session)
        self._recorder.bury((card,))
        return session.without((card,), self._clock.now()).after_mark()

    def suspend(self, session: Session) -> Session:
        """Leave the card that ``session`` shows out until taken back."""
        card = shown(session)
        self._recorder.suspend((card,))
        return session.without((card,), self._clock.now()).after_mark()

    def flag(self, session: Session, flag: int) -> Session:
        """Give the card that ``session`` shows the flag 1 to 7; 0 takes it away."""
        self._recorder.set_flag((shown(session),), flag)
        return session.after_mark()

    def refresh(self, session: Session) -> Session:
        """``session`` at the present moment, without the cards that are no longer studied: their text went away."""
        return self._sessions.refreshed(session, self._recorder.occasion())

    def after_reading(
        self, session: Session, report: ImportReport, deck: str | None = None, plan: Plan = USUAL
    ) -> Session:
        """``session``, started with ``deck`` and ``plan``, once notes were read: cards went from it, others join it.

        What joins stays within the day's limits, as if the session had begun with it.
        """
        when = self._recorder.occasion()
        stayed = self._sessions.refreshed(session, when)
        came = dict.fromkeys(change.id for change in report.changes if change.change != "retired")
        return self._sessions.joined(stayed, came, deck, when, plan)

    def summary(self, session: Session) -> SessionSummary:
        """How ``session`` went so far."""
        return summary_of(session, self.due().next)

    def deck_called(self, name: str) -> str:
        """The one deck that ``name`` means: a whole name or its last parts. ``UsageError`` for none or several."""
        return find_deck(name, deck_names(self._database))

    def choice_called(self, name: str) -> str:
        """What ``name`` means where a deck, a kept query or a query may be given, by its whole name.

        Raises ``UsageError`` for none or several.
        """
        when = self._recorder.occasion()
        return choose(self._database, self._settings, name, when.at, when.study_day).name

    def deck_tree_names(self) -> tuple[str, ...]:
        """Every deck, those included that only hold others, in order of name."""
        return tuple(sorted(with_parents(deck_names(self._database))))

    @property
    def deeds(self) -> Recorder:
        """What can be done to one card or many at once, each deed undone as one."""
        return self._recorder

    def memory(self, card: str) -> Memory:
        """What the model knows of ``card``. Raises ``UsageError`` when there is no such card."""
        return self._recorder.standing(card).memory

    def outlook(self, card: str) -> Outlook | None:
        """How well ``card`` is known by now and how long it stays so; None for one never studied."""
        from hashq.study.outlook import outlook  # noqa: PLC0415 - only who looks closer asks for it

        standing = self._recorder.standing(card)
        return outlook(
            standing.memory, self._recorder.occasion().study_day, self._recorder.told(standing.deck)
        )

    def reviews_of(self, card: str) -> tuple[LoggedReview, ...]:
        """The reviews of ``card`` in effect, oldest first."""
        return self._recorder.log.of_card(card)

    def forecast(self, days: int = 7) -> tuple[DayDue, ...]:
        """How many known cards fall due on each of the coming ``days``, today first."""
        from hashq.study.figures import forecast  # noqa: PLC0415 - the first card never asks for it

        return forecast(self._database, self._recorder.occasion().study_day, days)

    def streak(self) -> int:
        """Study days in a row with a review, up to today or yesterday."""
        from hashq.study.figures import streak  # noqa: PLC0415 - as above

        return streak(self._database, self._recorder.occasion().study_day)

    def retention(self, days: int = RECENT) -> float | None:
        """The share of known cards remembered over the last ``days`` study days, 0 to 1; None when none was asked."""
        return self.recall(days).remembered

    def recall(self, days: int = RECENT) -> Retention:
        """How much was remembered over the last ``days`` study days, and how much was predicted."""
        from hashq.study.figures import retention  # noqa: PLC0415 - as above

        return retention(self._database, self._recorder.occasion().study_day, days)

    def seconds_per_review(self) -> float | None:
        """The time a review usually takes, from question to rating; None when none was measured yet."""
        from hashq.study.figures import seconds_per_review  # noqa: PLC0415 - as above

        return seconds_per_review(self._database)

    def time_needed(self, due: DueSummary) -> timedelta:
        """How long what is ``due`` will take at this person's pace, the steps of new cards included."""
        steps = len(self._settings.study.learning_steps)
        return time_needed(due.new, due.learning, due.review, self.seconds_per_review(), steps)

    def exams(self) -> tuple[Exam, ...]:
        """The exams to come, the nearest first, with how ready their decks will be."""
        from hashq.study.exams import exams_to_come  # noqa: PLC0415 - as above

        return exams_to_come(self._database, self._settings, self._recorder.occasion().study_day)

    def exam_plan(self, deck: str) -> ExamPlan | None:
        """What to do a day until the exam of ``deck``; None when it has no date, or no cards."""
        from hashq.study.exams import plan_for  # noqa: PLC0415 - as above

        return plan_for(self._database, self._settings, deck, self._recorder.occasion().study_day)

    def statistics(self, deck: str | None = None) -> Statistics:
        """Every figure at once, of a deck or all. Raises ``UsageError`` when no deck, or several, have its name."""
        from hashq.study.figures import statistics  # noqa: PLC0415 - as above
        from hashq.study.overview import decks_counted  # noqa: PLC0415 - as above

        decks = decks_counted(self._database, deck)
        return statistics(self._database, self._recorder.occasion().study_day, decks)

    def overview(self, scope: Scope) -> Overview:
        """Progress of a deck or all over a period. Raises ``UsageError`` when no deck, or several, have its name."""
        from hashq.study.overview import overview  # noqa: PLC0415 - only looking back asks for it

        today = self._recorder.occasion().study_day
        return overview(self._database, scope, today, self._settings.study.leech_lapses)
