"""What every screen shares: its name in the key table, its footer, and the way to its program.

Owns no content. A screen's keys, footer and help all follow the one table of actions.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.screen import Screen

from hashq.errors import HashqError
from hashq.tui.actions import DEFAULT_KEYS
from hashq.tui.keys import key_label
from hashq.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hashq.study.import_report import ImportReport
    from hashq.study.views import CardView
    from hashq.tui.app import HashqApp
    from hashq.tui.keys import Action

S = TypeVar("S", bound="HashqScreen")


class HashqScreen(Screen[None]):
    """A screen of the program."""

    PLACE: ClassVar[str] = ""
    """The screen's name in the table of actions."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Give a screen the keys the table has for it."""
        cls.BINDINGS = DEFAULT_KEYS.bindings(cls.PLACE)
        super().__init_subclass__(**kwargs)

    @property
    def program(self) -> HashqApp:
        """The running program, with its services and settings."""
        return cast("HashqApp", self.app)

    def actions(self) -> Iterable[Action]:
        """What the footer offers now, the most wanted first. The default: all the table has for this screen."""
        return (action for action in self.program.keys.on(self.PLACE) if action.footer)

    def key_of(self, name: str) -> str:
        """The key of one of this screen's actions, as this person has it."""
        return key_label(self.program.keys.find(f"{self.PLACE}.{name}").keys[0])

    def refresh_keys(self) -> None:
        """Show in the footer what is possible now."""
        self.query_one(KeyBar).show(tuple(self.actions()))

    def notes_were_read(self, report: ImportReport) -> None:
        """Notes that changed were read while this screen was open; ``report``: what came of it."""

    def on_row_form_no_number(self) -> None:
        """A digit was pressed on a row of a form where none can be written."""
        self.program.say("No number stands on this row; the arrow keys change it.")

    def action_leave(self) -> None:
        """Go back to where the person came from."""
        self.program.go_back()


class CardsScreen(HashqScreen):
    """A screen on which one of many cards is chosen."""

    @property
    def chosen_card(self) -> CardView | None:
        """The card; None where there is none."""
        raise NotImplementedError

    def action_info(self) -> None:
        """What is known of the card."""
        self._open_on("info")

    def action_links(self) -> None:
        """Where the card leads."""
        self._open_on("links")

    def _open_on(self, screen: str) -> None:
        card = self.card_here()
        if card is not None:
            self.program.open(screen, card=card.id)

    def card_here(self) -> CardView | None:
        """The chosen card; where there is none, that is told."""
        card = self.chosen_card
        if card is None:
            self.program.say("There is no card here.")
        return card


def tells_errors(method: Callable[[S], Any]) -> Callable[[S], None]:
    """An action whose :class:`HashqError` becomes a message instead of the program's end."""

    @wraps(method)
    def telling(screen: S) -> None:
        try:
            method(screen)
        except HashqError as problem:
            screen.program.tell(problem)

    return telling
