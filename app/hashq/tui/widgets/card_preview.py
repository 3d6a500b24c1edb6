"""A card as it stands, question and answer together, with its facts where there is room. For beside a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from hashq.tui.card_facts import marks, place, standing
from hashq.tui.text import EMPTY
from hashq.tui.widgets.card_pane import CardPane
from hashq.tui.widgets.facts import Facts

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.content import Content

    from hashq.study.views import CardView
    from hashq.tui.glyphs import Glyphs
    from hashq.tui.pictures import Canvas


class CardPreview(Vertical):
    """The card, its facts below it on wide screens."""

    DEFAULT_CSS = "CardPreview CardPane { padding: 0 3 0 3; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """Card above, facts below."""
        yield CardPane(self._glyphs)
        yield Facts()

    def show(self, card: CardView | None, now: datetime, canvas: Canvas | None, watch: Content) -> None:
        """Show ``card`` whole, nothing for None; ``watch`` says what the sandbox can show of it."""
        self.visible = card is not None
        if card is None:
            return
        pane = self.query_one(CardPane)
        pane.ask(card, EMPTY, canvas, watch)
        pane.reveal(follow=False)
        noted = marks(card, self._glyphs)
        facts = [*standing(card, now), *place(card)]
        self.query_one(Facts).show([("marks", noted), *facts] if noted else facts)
