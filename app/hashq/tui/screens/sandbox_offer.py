"""The way from a card into the sandbox: the key that every screen with a card offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hashq.tui.screens.common import CardsScreen
from hashq.tui.text import EMPTY, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.study.scenario_texts import ScenarioText
    from hashq.study.views import CardView
    from hashq.tui.keys import Action


class OffersSandbox(CardsScreen):
    """A screen with a card on it; its place has an action ``sandbox`` in the table."""

    _looked_up: tuple[CardView, ScenarioText | None] | None = None
    """The last card that was looked up, since a screen asks several times while it shows; None before the first."""

    def watchable(self) -> ScenarioText | None:
        """What the sandbox can show of the card; None when it knows nothing about it."""
        from hashq.study.card_scenarios import scenario_for  # noqa: PLC0415 - loads the sandbox

        card = self.chosen_card
        if card is None:
            return None
        if self._looked_up is None or self._looked_up[0] is not card:
            self._looked_up = (card, scenario_for(card))
        return self._looked_up[1]

    def actions(self) -> list[Action]:
        """What the footer offers; watching only where the sandbox knows what the card speaks of."""
        return self.where_watchable(super().actions())

    def where_watchable(self, actions: Iterable[Action]) -> list[Action]:
        """The actions, without watching where the sandbox knows nothing of the card."""
        watchable = self.watchable() is not None
        return [each for each in actions if watchable or each.id != f"{self.PLACE}.sandbox"]

    def watch_line(self) -> Content:
        """The quiet line under an answer that says what the sandbox can show of it; empty when nothing."""
        from hashq.study.card_scenarios import OWN  # noqa: PLC0415 - loads the sandbox

        found = self.watchable()
        if found is None:
            return EMPTY
        key = self.key_of("sandbox")
        what = "" if found.name == OWN else f": {found.name.replace('-', ' ')}"
        return joined(
            (
                Content.styled(f"{self.program.glyphs.closed} ", "$lamp"),
                Content.styled("watch it run (", "$quiet"),
                Content.styled(key, "bold $lamp"),
                Content.styled(f"){what}", "$quiet"),
            )
        )

    def action_sandbox(self) -> None:
        """Watch what the card speaks of."""
        found = self.watchable()
        if found is None:
            self.program.say("The sandbox knows nothing about what this card speaks of.")
        else:
            self.program.open("sandbox", scenario=found)
