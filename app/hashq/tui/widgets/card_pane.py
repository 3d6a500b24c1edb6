"""One card: its question, the author's options, and the answer, revealed whole or step by step.

Owns how far the answer is revealed. Knows no session and no rating.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.tui.markdown.inline import link_style
from hashq.tui.markdown.layout import Look
from hashq.tui.text import EMPTY, joined, shown, shown_line
from hashq.tui.widgets.card_text import CardText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from hashq.study.views import CardView
    from hashq.tui.glyphs import Glyphs


class CardPane(VerticalScroll):
    """The card; scrolls where it is long."""

    DEFAULT_CSS = """
    CardPane {
        height: 1fr;
        padding: 1 3 0 3;
        scrollbar-size-vertical: 1;

        #question { max-width: 100; color: $strong; text-style: bold; }
        #options { max-width: 100; height: auto; margin: 1 0 0 2; }
        #rule { max-width: 100; height: 1; margin: 1 0; color: $faint; }
        #answer { max-width: 100; }
        #waiting { height: auto; color: $quiet; }
        #references { max-width: 100; height: auto; margin: 1 0 0 0; color: $quiet; }
    }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._card: CardView | None = None
        self._revealed: int | None = 0

    @property
    def whole(self) -> bool:
        """Whether the whole answer shows."""
        return self._revealed is None

    @property
    def steps(self) -> int:
        """How many items and rows of the answer can be revealed one by one."""
        return self.query_one("#answer", CardText).steps

    def compose(self) -> ComposeResult:
        """Question above, answer below a rule."""
        look = Look(self._glyphs)
        yield CardText(look, id="question")
        yield Static(id="options")
        yield Static(self._glyphs.line * 300, id="rule", markup=False)
        yield Static(id="waiting")
        yield CardText(look, id="answer")
        yield Static(id="references")

    def ask(self, card: CardView, waiting: Content, look: Look) -> None:
        """Show the question alone; ``waiting`` stands in the answer's place."""
        self._card = card
        self._revealed = 0
        self.query_one("#question", CardText).show(card.question, look)
        self.query_one("#answer", CardText).show(card.answer, look)
        self.query_one("#waiting", Static).update(waiting)
        self.query_one("#references", Static).update(references(card, self._glyphs))
        self._show_parts()
        self.scroll_home(animate=False)

    def look_again(self, look: Look) -> None:
        """Draw the same card in another look, such as once its pictures are read."""
        for part in ("#question", "#answer"):
            self.query_one(part, CardText).redraw_with(look)
        self.query_one("#answer", CardText).reveal(self._revealed)

    def reveal(self) -> None:
        """Show the whole answer."""
        self._revealed = None
        self.query_one("#answer", CardText).reveal(None)
        self._show_parts()

    def reveal_next(self) -> int:
        """Show one more item or row; how many now show. After the last, the answer is whole."""
        shown_steps = (self._revealed or 0) + 1
        if shown_steps >= self.steps:
            self.reveal()
            return self.steps
        self._revealed = shown_steps
        self.query_one("#answer", CardText).reveal(shown_steps)
        self._show_parts()
        return shown_steps

    def _show_parts(self) -> None:
        begun = self._revealed != 0
        self.query_one("#waiting").display = not begun
        self.query_one("#answer").display = begun
        self.query_one("#references").display = self.whole and bool(self._card and self._card.see)
        options = self.query_one("#options", Static)
        options.display = bool(self._card and self._card.options)
        if self._card is not None:
            options.update(joined(list(self._options(self._card)), "\n"))

    def _options(self, card: CardView) -> Iterator[Content]:
        for option in card.options:
            right = self.whole and option.label in card.key
            mark = Content.styled(f"{self._glyphs.right} ", "$leaf") if right else Content("  ")
            style = "bold $leaf" if right else ""
            yield joined((mark, shown_line(f"{option.label})", "$lamp"), " ", shown(option.text, style)))


def references(card: CardView, glyphs: Glyphs) -> Content:
    """What the author points to; links to the web can be opened by the terminal."""
    if not card.see:
        return EMPTY
    lines = [
        joined(
            (
                Content.styled("See ", "$quiet"),
                shown_line(see.label or see.target, link_style(see.target) if see.target else ""),
                Content.styled(f" {glyphs.away}", "$quiet") if see.target.startswith("http") else "",
            )
        )
        for see in card.see
    ]
    return joined(lines, "\n")
