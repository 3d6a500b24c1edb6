"""Where a card leads: its sources on the web, the notes it names, its own note, and the cards that link to that.

Owns the list; following is ``tui.leads``' business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hashq.tui.card_line import as_read
from hashq.tui.leads import Follower, card_line, lead_line
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.marked_list import MarkedList
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.study.notebook import Lead
    from hashq.study.views import CardView


class LinksScreen(HashqScreen):
    """The list."""

    PLACE = "links"
    CSS_PATH = "shapes.tcss"

    def __init__(self, card: str) -> None:
        """List where the card with this id leads."""
        super().__init__()
        self._card_id = card
        self._leads: tuple[Lead, ...] = ()
        self._cards: list[CardView] = []

    def compose(self) -> ComposeResult:
        """The list."""
        yield TopLine()
        yield MarkedList(self.program.glyphs)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self._follower = Follower(self.program)
        self.refresh_keys()
        self.query_one(OptionList).focus()
        self._fill()

    @tells_errors
    def _fill(self) -> None:
        services = self.program.services
        card = services.library.card(self._card_id)
        self.query_one(TopLine).show(
            Content.styled("Where it leads", "bold $lamp"),
            shown_line(as_read(card.question), "$quiet", width=40),
        )
        self._leads = services.notebook.leads_of(card)
        self._cards = services.notebook.linking_to(card.path)
        leads = [Option(lead_line(lead, self.program)) for lead in self._leads]
        title = Content.styled("Cards that link to this card's note", "$quiet")
        cards = [Option(card_line(each, self.program), id=f"card-{each.id}") for each in self._cards]
        heading = [Option(title, disabled=True)] if cards else []
        listed = self.query_one(OptionList)
        listed.set_options([*leads, *heading, *cards])
        listed.action_first()

    @on(OptionList.OptionSelected)
    def chosen(self) -> None:
        """Enter or a click follows."""
        self.action_follow()

    def action_follow(self) -> None:
        """Read the note, show the card, or ask before a page opens in the browser."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            self.program.say("This card leads nowhere: it has no links and no sources.")
        elif at < len(self._leads):
            self._follower.follow(self._leads[at])
        else:
            self.program.open("info", card=self._cards[at - len(self._leads) - 1].id)

    def action_cards(self) -> None:
        """Show the cards of the chosen note."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._leads) and self._leads[at].path:
            self._follower.cards(self._leads[at].path)
