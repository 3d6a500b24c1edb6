"""The end of a session: what was remembered against what the model predicted, and what comes next.

Owns nothing but the view; the figures are the session's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import Static

from hashq.scheduling.model import Rating
from hashq.scheduling.plans import USUAL
from hashq.tui import screens
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import joined, padded
from hashq.tui.widgets.grade_bar import COLOURS
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count, lasted, share, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from hashq.scheduling.plans import Plan
    from hashq.scheduling.session import Session
    from hashq.study.views import SessionSummary

BAR = 24
LABEL = 12


class SummaryScreen(HashqScreen):
    """How the session went."""

    PLACE = "summary"
    CSS_PATH = "summary.tcss"

    def __init__(self, session: Session, deck: str | None = None, plan: Plan = USUAL) -> None:
        """Sum up ``session`` over ``deck``, begun as ``plan`` asked."""
        super().__init__()
        self._plan = plan
        self._session = session
        self._deck = deck

    def compose(self) -> ComposeResult:
        """A sheet in the middle."""
        yield TopLine()
        with Vertical(id="page"), Center():
            yield Static(id="sheet")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the sheet."""
        self.query_one(TopLine).show(Content.styled("Session", "bold $lamp"))
        self._fill()
        self.refresh_keys()

    @tells_errors
    def _fill(self) -> None:
        summary = self.program.services.study.summary(self._session)
        self.query_one("#sheet", Static).update(joined(list(self._lines(summary)), "\n"))

    def _lines(self, summary: SessionSummary) -> Iterator[Content]:
        if not summary.reviewed:
            yield Content.styled("Nothing waits here now.", "bold $strong")
        else:
            words = f"{count(summary.reviewed, 'review')} in {lasted(summary.seconds)}"
            if not self._session.recorded:
                words += ", none of them recorded"
            yield joined(
                (
                    Content.styled(f"{self.program.glyphs.right} ", "$leaf"),
                    Content.styled(words, "bold $strong"),
                )
            )
            yield Content("")
            yield from self._memory(summary)
            yield from (self._rating(summary, rating) for rating in Rating)
            yield Content("")
        if summary.next is not None:
            when = until(summary.next, self.program.services.clock.now())
            yield joined((Content.styled(padded("next card", LABEL), "$quiet"), when))
        else:
            yield Content.styled("No card is waiting for a later day.", "$quiet")

    def _memory(self, summary: SessionSummary) -> Iterator[Content]:
        if summary.remembered is None:
            return
        for label, value, colour in (
            ("remembered", summary.remembered, "$leaf"),
            ("predicted", summary.predicted, "$ink"),
        ):
            yield self._bar(label, value, share(value), colour)
        yield Content("")

    def _rating(self, summary: SessionSummary, rating: Rating) -> Content:
        number = summary.by_rating.get(rating, 0)
        most = max(summary.by_rating.values(), default=0)
        return self._bar(rating.name.lower(), number / most if most else 0, str(number), COLOURS[rating])

    def _bar(self, label: str, value: float | None, words: str, colour: str) -> Content:
        filled = round((value or 0) * BAR)
        glyphs = self.program.glyphs
        return joined(
            (
                Content.styled(padded(label, LABEL), "$quiet"),
                Content.styled(glyphs.full * filled, colour),
                Content.styled(glyphs.rest * (BAR - filled), "$faint"),
                Content.styled(f" {words}", "$strong"),
            )
        )

    def action_more(self) -> None:
        """Go on with what there is by now, in a session of the same shape: who crams records nothing by it."""
        self.app.switch_screen(screens.make("review", deck=self._deck, plan=self._plan))

    @tells_errors
    def action_undo(self) -> None:
        """Take the last rating back and show its card."""
        session = self.program.services.study.undo(self._session)
        self.app.switch_screen(screens.make("review", deck=self._deck, session=session, plan=self._plan))
