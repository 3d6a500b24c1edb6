"""Following links: to a note's text, to its cards, or to the browser, which is asked about first.

Only http and https addresses are ever opened. Knows no list and no screen's layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hashq.notes.note_names import note_title
from hashq.plain_text import one_line
from hashq.tui.card_line import as_read
from hashq.tui.text import joined, shown_line

if TYPE_CHECKING:
    from hashq.study.notebook import Lead
    from hashq.study.views import CardView
    from hashq.tui.app import HashqApp


class Follower:
    """Follows leads; remembers which page was asked about."""

    def __init__(self, program: HashqApp) -> None:
        self._program = program
        self._asked = ""

    def follow(self, lead: Lead) -> None:
        """Show the note; ask before a page opens in the browser, and open it when asked again."""
        if lead.path:
            self._program.open("reader", path=lead.path, heading=lead.heading)
        elif not lead.address.lower().startswith(("https://", "http://")):
            self._program.say("Only pages on the web are opened.")
        elif self._asked != lead.address:
            self._asked = lead.address
            self._program.say(f"Open {one_line(lead.address)} in your browser? Press the key again.")
        else:
            self._asked = ""
            self._program.open_url(lead.address)

    def cards(self, path: str) -> None:
        """Show the cards of the note at ``path``."""
        self._program.open("browse", query=f'path:"{path.replace(chr(34), "")}"')

    def linking_cards(self, path: str) -> None:
        """Show the cards that link to the note at ``path``."""
        self._program.open("browse", query=self._program.services.notebook.linking_query(path))


def lead_line(lead: Lead, program: HashqApp, number: int | None = None) -> Content:
    """One line for a lead in a list."""
    sign = program.glyphs.away if lead.address else program.glyphs.arrow
    counted = "" if number is None else f"{number:>2} "
    crumb = f" {program.glyphs.crumb} "
    where = lead.address or note_title(lead.path) + (f"{crumb}{lead.heading}" if lead.heading else "")
    label = where if lead.label.replace("#", crumb) == where else lead.label
    parts: list[Content | str] = [
        Content.styled(counted, "$lamp"),
        f"{sign} ",
        shown_line(label, "bold $strong"),
    ]
    if where != label:
        parts += ["  ", shown_line(where, "$quiet")]
    return joined(parts)


def card_line(card: CardView, program: HashqApp) -> Content:
    """One line for a card that links here."""
    return joined((f"   {program.glyphs.closed} ", shown_line(as_read(card.question))))
