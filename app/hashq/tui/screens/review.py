"""Study: one card at a time, recalled, revealed, graded.

Owns the running session, a value, and what of the present card is shown. Every rating is stored before the next card
appears. A key that is held down decides nothing.
"""

from __future__ import annotations

from functools import partialmethod
from time import monotonic
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content

from hashq.errors import HashqError
from hashq.scheduling.model import Rating
from hashq.scheduling.plans import USUAL
from hashq.tui import screens
from hashq.tui.card_facts import FLAGS, marks, standing
from hashq.tui.editor import edit_note
from hashq.tui.glyphs import progress_bar
from hashq.tui.keys import key_label
from hashq.tui.screens.common import CardsScreen, tells_errors
from hashq.tui.screens.sandbox_offer import OffersSandbox
from hashq.tui.text import EMPTY, joined, shown_line
from hashq.tui.widgets.card_pane import CardPane
from hashq.tui.widgets.facts import Fact, Facts
from hashq.tui.widgets.grade_bar import GradeBar
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import deck_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime, timedelta

    from textual.app import ComposeResult

    from hashq.scheduling.plans import Plan
    from hashq.scheduling.session import Session
    from hashq.study.import_report import ImportReport
    from hashq.study.study import Study
    from hashq.study.views import CardView
    from hashq.tui.app import HashqApp
    from hashq.tui.keys import Action

BAR_WIDTH = 14
GRADES = {
    Rating.AGAIN: "review.again",
    Rating.HARD: "review.hard",
    Rating.GOOD: "review.good",
    Rating.EASY: "review.easy",
}
ASKED = (
    "review.reveal",
    "review.next_item",
    "review.undo",
    "review.edit",
    "review.sandbox",
    "review.info",
    "review.leave",
    "app.keys",
)
ANSWERED = (
    "review.reveal",
    "review.sandbox",
    "review.undo",
    "review.edit",
    "review.info",
    "review.leave",
    "app.keys",
)
"""What the footer offers before and after the answer shows."""


LONGEST_SECONDS = 600
"""Who takes longer over a card went away from it: the time says nothing, and is not kept."""


class ReviewScreen(OffersSandbox, CardsScreen):
    """The card, its grades, the way through the session."""

    PLACE = "review"
    CSS_PATH = "review.tcss"

    def __init__(self, deck: str | None = None, session: Session | None = None, plan: Plan = USUAL) -> None:
        """Study ``deck`` and the decks in it (all for None) as ``plan`` asks, or go on with ``session``."""
        super().__init__()
        self._plan = plan
        self._deck = deck
        self._session = session
        self._card: CardView | None = None
        self._asked_at = 0.0

    def compose(self) -> ComposeResult:
        """Where one is, the card (and beside it, where there is room, what is known of it), grades, keys."""
        yield TopLine()
        with Horizontal():
            yield CardPane(self.program.glyphs)
            with Vertical(id="side"):
                yield Facts(id="session-facts")
                yield Facts(id="card-facts")
        yield GradeBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin, or go on."""
        self.query_one(CardPane).focus()
        self._begin()

    def _begin(self) -> None:
        try:
            if self._session is None:
                self._session = self._study.begin(self._deck, self._plan)
            self._show_current()
        except HashqError as problem:
            self.program.give_up(problem)

    @property
    def _study(self) -> Study:
        return self.program.services.study

    @property
    def _pane(self) -> CardPane:
        return self.query_one(CardPane)

    # What is shown

    def _show_current(self) -> None:
        """The session's present card as a question; the summary when none is left."""
        session = self._under_way()
        if session.current is None:
            self.app.switch_screen(screens.make("summary", session=session, deck=self._deck, plan=self._plan))
            return
        card = self.program.services.library.card(session.current.id)
        self._card = card
        self._pane.ask(card, _waiting(card, self.program), self.program.canvas, self.watch_line())
        self._asked_at = monotonic()
        self._refresh_around()

    async def _go_to_next(self) -> None:
        """Show the session's present card, once notes that are known to have changed are read."""
        if self.program.notes_wait:
            self.query_one(TopLine).show(Content.styled("Reading the notes that changed", "$quiet"))
            await self.program.read_notes()
        self._show_current()

    def notes_were_read(self, report: ImportReport) -> None:
        """Cards that went leave the session, cards that came join it; what shows stays until something is done."""
        if self._session is None:
            return
        try:
            self._session = self._study.after_reading(self._session, report, self._deck, self._plan)
        except HashqError as problem:
            self.program.tell(problem)

    def _refresh_around(self) -> None:
        """Everything around the card: place, progress, grades, keys, facts."""
        session, card, glyphs = self._under_way(), self._card, self.program.glyphs
        if card is None:
            return
        done = len(session.given)
        total = done + session.counts().total
        full, rest = progress_bar(done, total, BAR_WIDTH, glyphs)
        bar = (Content.styled(full, "$lamp"), Content.styled(rest, "$faint"), f" {done} of {total}")
        name = shown_line(deck_path(card.deck, glyphs.crumb), "$quiet")
        noted = marks(card, glyphs)
        left = joined([part for part in (name, _unusual(session, self.program), noted) if part], "   ")
        self.query_one(TopLine).show(left, joined(bar))
        whole = self._pane.whole
        self.query_one(GradeBar).show(_grade_keys(self.program), self._intervals(card) if whole else {})
        self.query_one("#session-facts", Facts).show(list(_session_facts(session)))
        self.query_one("#card-facts", Facts).show(
            [("", Content.styled("This card", "bold $lamp")), *standing(card, self._now())] if whole else []
        )
        self.refresh_keys()

    def _intervals(self, card: CardView) -> Mapping[Rating, timedelta | None]:
        """What each grade would give; nothing where nothing is recorded."""
        return self._study.intervals(card.id) if self._under_way().recorded else dict.fromkeys(Rating)

    def actions(self) -> list[Action]:
        """What the footer offers: recalling first, then grading."""
        keys = self.program.keys
        whole = self._pane.whole
        offered = self.where_watchable(keys.find(name) for name in (ANSWERED if whole else ASKED))
        if whole:
            return [
                action._replace(label="good") if action.id == "review.reveal" else action
                for action in offered
            ]
        return [action for action in offered if action.id != "review.next_item" or self._pane.steps > 1]

    @property
    def chosen_card(self) -> CardView | None:
        """The present card."""
        return self._card

    def on_screen_resume(self) -> None:
        """The card's run goes on."""
        self._pane.wake()
        self.call_after_refresh(self._another_shows)

    def _another_shows(self) -> bool:
        """Whether the card went from its note while it showed; the session's present one shows instead, then."""
        session = self._session
        if self._card is None or session is None or (session.current and session.current.id == self._card.id):
            return False
        self._show_current()
        return True

    def _under_way(self) -> Session:
        if self._session is None:
            raise RuntimeError("no session has begun")
        return self._session

    def _now(self) -> datetime:
        now: datetime = self.program.services.clock.now()
        return now

    # Recall and grade

    async def action_reveal(self) -> None:
        """Show the answer; when it is shown, the card was remembered."""
        if self.program.key_pace.held:
            return
        if self._pane.whole:
            await self._grade(Rating.GOOD)
            return
        self._pane.reveal()
        self._refresh_around()

    def action_next_item(self) -> None:
        """Show the next list item or table row."""
        if self._pane.whole:
            self.program.say("The whole answer is shown already.")
        elif self._pane.steps < 2:
            self.program.say("This answer has no list or table to reveal item by item; space shows it.")
        else:
            self._pane.reveal_next()
            self._refresh_around()

    async def _grade(self, rating: Rating) -> None:
        """Grade the card that shows, when its answer does."""
        if self.program.key_pace.held:
            return
        if not self._pane.whole:
            self.program.say("Show the answer first, then grade.")
            return
        if not self._another_shows():
            await self._rate(rating)

    action_again = partialmethod(_grade, Rating.AGAIN)
    action_hard = partialmethod(_grade, Rating.HARD)
    action_good = partialmethod(_grade, Rating.GOOD)
    action_easy = partialmethod(_grade, Rating.EASY)

    async def _rate(self, rating: Rating) -> None:
        spent = monotonic() - self._asked_at
        measured = round(spent * 1000) if spent <= LONGEST_SECONDS else None
        try:
            self._session, rated = self._study.rate(self._under_way(), rating, measured)
        except HashqError as problem:
            self.program.tell(problem)
            return
        if rated.leech:
            self.program.say(
                "This card was forgotten again and again: it is marked as a leech. Reword it with e?"
            )
        await self._go_to_next()

    # The card and the session

    @tells_errors
    def action_undo(self) -> None:
        """Take the last rating back and show its card again."""
        self._session = self._study.undo(self._under_way())
        self._show_current()

    async def action_bury(self) -> None:
        """Leave the card out until tomorrow."""
        await self._leave_out(
            self._study.bury, f"Buried until tomorrow. {self.key_of('undo')} takes it back."
        )

    async def action_suspend(self) -> None:
        """Leave the card out."""
        await self._leave_out(self._study.suspend, f"Suspended. {self.key_of('undo')} takes it back.")

    async def _leave_out(self, deed: Callable[[Session], Session], told: str) -> None:
        if self._another_shows():
            return
        try:
            self._session = deed(self._under_way())
        except HashqError as problem:
            self.program.tell(problem)
            return
        self.program.say(told)
        await self._go_to_next()

    @tells_errors
    def action_flag(self) -> None:
        """The next flag."""
        if self._card is None or self._another_shows():
            return
        flag = (self._card.flag + 1) % len(FLAGS)
        self._session = self._study.flag(self._under_way(), flag)
        self._card = self._card._replace(flag=flag)
        self._refresh_around()

    def action_edit(self) -> None:
        """Open the note at the card, then read it again."""
        if self._card is not None:
            edit_note(self.program, self._card.path, self._card.line, self._go_on)

    @tells_errors
    def _go_on(self) -> None:
        """Show what became of the card; another one when it went from its note."""
        self._session = self._study.refresh(self._under_way())
        self._show_current()


def _waiting(card: CardView, program: HashqApp) -> Content:
    """What stands in the answer's place."""
    show = key_label(program.keys.find("review.reveal").keys[0])
    hint = joined((Content.styled(show, "bold $lamp"), " shows the answer"))
    if card.answer:
        return hint
    return joined((hint, Content.styled(f" {program.glyphs.dot} this card has none yet", "$sun")))


def _grade_keys(program: HashqApp) -> dict[Rating, str]:
    return {rating: key_label(program.keys.find(name).keys[0]) for rating, name in GRADES.items()}


def _unusual(session: Session, program: HashqApp) -> Content:
    """What is unusual about the session; empty for the usual one."""
    if not session.recorded:
        return Content.styled("nothing is recorded", "$sun")
    if session.ends is not None:
        ends = session.ends + program.services.clock.utc_offset(session.ends)
        return Content.styled(f"until {ends:%H:%M}", "$sun")
    return EMPTY


def _session_facts(session: Session) -> Iterator[Fact]:
    """How much of each kind is still to come."""
    left = session.counts()
    yield ("", Content.styled("Still to come", "bold $lamp"))
    yield ("new", Content.styled(str(left.new), "$ink"))
    yield ("learning", Content.styled(str(left.learning), "$sun"))
    yield ("due", Content.styled(str(left.review), "$leaf"))
    yield ("", EMPTY)
