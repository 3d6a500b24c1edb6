"""Everything known of one card: place, memory, marks, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from hashq.tui.card_facts import marks, place, recall_facts, standing
from hashq.tui.card_line import as_read
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import EMPTY, joined, shown_line
from hashq.tui.widgets.facts import Fact, Facts
from hashq.tui.widgets.grade_bar import COLOURS
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import lasted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from hashq.store.reviews import LoggedReview

LATEST = 12
"""Reviews shown."""


class InfoScreen(HashqScreen):
    """The card's facts."""

    PLACE = "info"
    CSS_PATH = "info.tcss"

    def __init__(self, card: str) -> None:
        """Show the card with this id."""
        super().__init__()
        self._card_id = card

    def compose(self) -> ComposeResult:
        """The facts, scrolling where they are many."""
        yield TopLine()
        with VerticalScroll():
            yield Facts()
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in the facts."""
        self.query_one(TopLine).show(Content.styled("Card", "bold $lamp"))
        self._fill()
        self.refresh_keys()

    def action_links(self) -> None:
        """Where the card leads."""
        self.program.open("links", card=self._card_id)

    @tells_errors
    def _fill(self) -> None:
        self.query_one(Facts).show(list(self._facts()))

    def _facts(self) -> Iterator[Fact]:
        services = self.program.services
        card = services.library.card(self._card_id)
        yield ("", shown_line(as_read(card.question), "bold $strong"))
        yield ("", EMPTY)
        yield from standing(card, services.clock.now())
        yield from recall_facts(services.study.outlook(self._card_id))
        noted = marks(card, self.program.glyphs)
        if noted:
            yield ("marks", noted)
        yield ("", EMPTY)
        yield from place(card)
        reviews = services.study.reviews_of(self._card_id)
        if reviews:
            yield ("", EMPTY)
            yield ("", Content.styled("Latest reviews", "bold $lamp"))
            yield from (self._review(entry) for entry in reversed(reviews[-LATEST:]))

    def _review(self, entry: LoggedReview) -> Fact:
        day = f"{entry.study_day:%d %b %Y}"
        if entry.rating is None:
            return (day, Content(entry.kind))
        took = f"  {lasted(entry.duration_ms / 1000)}" if entry.duration_ms else ""
        name = Content.styled(entry.rating.name.lower(), COLOURS[entry.rating])
        return (day, joined((name, Content.styled(took, "$quiet"))))
