"""Acting on the cards of a list, one or many: each deed a step that can be taken back.

Owns what was done here. What a deed is stands in ``card_deeds``; finding the cards is the screen's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.errors import HashqError
from hashq.tui import card_deeds
from hashq.tui.screens.common import CardsScreen, tells_errors
from hashq.tui.widgets.ask_line import AskLine

if TYPE_CHECKING:
    from hashq.tui.card_deeds import Deed
    from hashq.tui.widgets.card_rows import CardRows


class DeedsScreen(CardsScreen):
    """A screen with a list of cards and a line for questions."""

    def __init__(self) -> None:
        """Nothing was done yet."""
        super().__init__()
        self._done_here = card_deeds.DoneHere()

    @property
    def rows(self) -> CardRows:
        """The list."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Show what a deed changed."""
        raise NotImplementedError

    def do_deed(self, deed: Deed) -> None:
        """Do it to the marked cards, else the chosen one, and say so."""
        card = self.card_here()
        if card is None:
            return
        try:
            message = deed(
                self.program.services.study, self.program.services.desk.ids_of(self.rows.acted_on), card
            )
        except HashqError as problem:
            self.program.tell(problem)
            return
        if message:
            self._done_here.remember(self.program.services.study)
            self.program.say(f"{message} {self.key_of('undo')} takes it back.")
        else:
            self.program.say("Nothing changed: the cards are so already.")
        self.look_again()

    def action_suspend(self) -> None:
        """Leave out, or take in."""
        self.do_deed(card_deeds.suspend)

    def action_bury(self) -> None:
        """Leave out until tomorrow."""
        self.do_deed(card_deeds.bury)

    def action_flag(self) -> None:
        """The next flag."""
        self.do_deed(card_deeds.flag)

    def action_make_due(self) -> None:
        """Due today."""
        self.do_deed(card_deeds.make_due)

    def action_reset(self) -> None:
        """New again."""
        self.do_deed(card_deeds.reset)

    def action_tag(self) -> None:
        """Ask for a tag."""
        asking = self.query_one(AskLine)
        asking.ask(
            "a tag for the cards; -tag takes it away", lambda typed: self.do_deed(card_deeds.tagging(typed))
        )

    @tells_errors
    def action_relink(self) -> None:
        """Give the marked card the chosen one's text."""
        marked, card = self.rows.acted_on, self.rows.card
        if self.rows.marked != 1 or card is None:
            self.program.say(
                "Mark the one card whose history it is, then go to the card whose text it should have."
            )
            return
        (old,) = self.program.services.desk.ids_of(marked)
        self.program.services.library.relink(old, card.id)
        self._done_here.remember(self.program.services.study)
        self.rows.unmark()
        self.program.say(f"The card has its new text, and its history. {self.key_of('undo')} takes it back.")
        self.look_again()

    @tells_errors
    def action_undo(self) -> None:
        """Take back what was done here."""
        self.program.say(self._done_here.take_back(self.program.services.study))
        self.look_again()
