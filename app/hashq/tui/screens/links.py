"""Where a card leads: its sources on the web, asked before they open, and the cards of the notes it names.

Owns the list and the asking. Only http and https addresses are ever opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hashq.plain_text import one_line
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.study.views import CardView


@dataclass(frozen=True, slots=True)
class Lead:
    """One place a card leads to."""

    label: str
    target: str
    """An address, or a note's name."""

    @property
    def on_the_web(self) -> bool:
        """Whether a browser opens it."""
        return self.target.startswith(("https://", "http://"))


def leads(card: CardView) -> tuple[Lead, ...]:
    """Where ``card`` leads, each place once: its sources, then the notes it names."""
    found = {see.target: see.label or see.target for see in card.see if see.target}
    for target in card.links:
        found.setdefault(target, target)
    return tuple(Lead(one_line(label), one_line(target)) for target, label in found.items())


class LinksScreen(HashqScreen):
    """The list."""

    PLACE = "links"
    CSS_PATH = "shapes.tcss"

    def __init__(self, card: str) -> None:
        """List where the card with this id leads."""
        super().__init__()
        self._card_id = card
        self._leads: tuple[Lead, ...] = ()
        self._asked = ""

    def compose(self) -> ComposeResult:
        """The list."""
        yield TopLine()
        yield OptionList(markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self.refresh_keys()
        self.query_one(OptionList).focus()
        self._fill()

    @tells_errors
    def _fill(self) -> None:
        card = self.program.services.library.card(self._card_id)
        self.query_one(TopLine).show(
            Content.styled("Where it leads", "bold $lamp"), shown_line(card.question, "$quiet", width=40)
        )
        self._leads = leads(card)
        self.query_one(OptionList).set_options([self._option(lead) for lead in self._leads])

    def _option(self, lead: Lead) -> Option:
        glyphs = self.program.glyphs
        sign = glyphs.away if lead.on_the_web else glyphs.arrow
        where = lead.target if lead.on_the_web else "the cards of this note"
        return Option(
            joined(
                (
                    f"{sign} ",
                    shown_line(lead.label, "bold $strong"),
                    "\n  ",
                    shown_line(where, "$quiet"),
                )
            )
        )

    @on(OptionList.OptionSelected)
    def chosen(self) -> None:
        """Enter or a click follows."""
        self.action_follow()

    def action_follow(self) -> None:
        """Show the note's cards; ask before a page opens in the browser, and open it when asked again."""
        at = self.query_one(OptionList).highlighted
        if at is None or at >= len(self._leads):
            self.program.say("This card leads nowhere: it has no links and no sources.")
            return
        lead = self._leads[at]
        if not lead.on_the_web:
            name = lead.target.partition("#")[0].rpartition("/")[2].replace('"', "")
            self.program.open("browse", query=f'path:"{name}"')
        elif self._asked != lead.target:
            self._asked = lead.target
            self.program.say(f"Open {lead.target} in your browser? Press enter again.")
        else:
            self._asked = ""
            self.app.open_url(lead.target)
