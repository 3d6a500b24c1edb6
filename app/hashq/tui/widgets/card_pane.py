"""One card: its question, the author's options, and the answer, revealed whole or step by step.

Owns how far the answer is revealed. Knows no session and no rating.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from hashq.study.card_scenarios import answer_beside_run, played_in
from hashq.tui.markdown.inline import link_style
from hashq.tui.markdown.layout import Look
from hashq.tui.markdown.reading import phrase
from hashq.tui.text import EMPTY, joined, shown_line
from hashq.tui.widgets.card_text import CardText
from hashq.tui.widgets.picture_book import PictureBook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from hashq.study.views import CardView
    from hashq.tui.app import HashqApp
    from hashq.tui.glyphs import Glyphs
    from hashq.tui.pictures import Canvas
    from hashq.tui.widgets.live_run import LiveRun


class CardPane(VerticalScroll):
    """The card; scrolls where it is long."""

    DEFAULT_CSS = """
    CardPane {
        height: 1fr;
        padding: 1 3 0 3;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;

        #question { max-width: 100; color: $strong; text-style: bold; }
        #options { max-width: 100; height: auto; margin: 1 0 0 2; }
        #rule { max-width: 100; height: 1; margin: 1 0; color: $faint; }
        #answer { max-width: 100; }
        #waiting { height: auto; color: $quiet; }
        #references { max-width: 100; height: auto; margin: 1 0 0 0; color: $quiet; }
        #watch { height: auto; margin: 1 0 0 0; }
        #watch.-under-references { margin: 0; }
    }
    """

    class PicturesDrawn(Message):
        """Pictures of ``book`` can be shown."""

        def __init__(self, book: PictureBook) -> None:
            super().__init__()
            self.book = book

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._book: PictureBook | None = None
        self._card: CardView | None = None
        self._revealed: int | None = 0
        look = Look(glyphs)
        self._question = CardText(look, id="question")
        self._options = Static(id="options")
        self._waiting = Static(id="waiting")
        self._answer = CardText(look, id="answer")
        self._watch = Static(id="watch")
        self._references = Static(id="references")
        self._run: LiveRun | None = None
        self._watch_words = EMPTY

    @property
    def whole(self) -> bool:
        """Whether the whole answer shows."""
        return self._revealed is None

    @property
    def steps(self) -> int:
        """How many items and rows of the answer can be revealed one by one."""
        return self._answer.steps

    def compose(self) -> ComposeResult:
        """Question above, answer below a rule."""
        yield self._question
        yield self._options
        yield Static(self._glyphs.line * 300, id="rule", markup=False)
        yield self._waiting
        yield self._answer
        yield self._references
        yield self._watch

    def ask(self, card: CardView, waiting: Content, canvas: Canvas | None, watch: Content = EMPTY) -> None:
        """Show the question alone; ``waiting`` stands in the answer's place. Pictures are drawn on ``canvas``.

        ``watch`` stands under the whole answer and its references: what the sandbox can show of it, empty when nothing. A
        run in the card says so itself.
        """
        self._card = card
        self._watch_words = watch if played_in(card) is None else EMPTY
        self._watch.update(self._watch_words)
        self._revealed = 0
        self._book = PictureBook(card.images, self._glyphs, canvas)
        look = Look(self._glyphs, picture=self._book.lines)
        self._question.show(card.question, look)
        self._answer.show(answer_beside_run(card), look)
        self._drop_run()
        self._waiting.update(waiting)
        self._references.update(references(card, self._glyphs))
        self._show_parts()
        self.scroll_home(animate=False)
        if card.images and canvas is not None:
            self.call_after_refresh(self._prepare_pictures)

    def _prepare_pictures(self) -> None:
        """Draw the answer's pictures while the person thinks, and those that could not be drawn at this width yet."""
        book, width = self._book, self._question.content_size.width
        if book is None:
            return
        for picture in self._answer.pictures:
            book.want(picture, width)
        if book.waiting:
            self._draw_pictures(book)

    @work(thread=True, exit_on_error=False, group="pictures")
    def _draw_pictures(self, book: PictureBook) -> None:
        book.draw_wanted()
        self.post_message(self.PicturesDrawn(book))

    @on(PicturesDrawn)
    def show_pictures(self, message: PicturesDrawn) -> None:
        """Draw the card again with its pictures, unless another card came meanwhile."""
        if message.book is self._book:
            self._question.redraw()
            self._answer.redraw()
            self.call_after_refresh(self._prepare_pictures)

    def on_resize(self) -> None:
        """Another width needs other drawings."""
        self.call_after_refresh(self._prepare_pictures)

    def reveal(self, *, follow: bool = True) -> None:
        """Show the whole answer; ``follow``: bring what is new of it into sight, else the question stays there."""
        self._show_up_to(None, follow=follow)
        self._show_run()
        self.call_after_refresh(self._prepare_pictures)

    def wake(self) -> None:
        """Go on with the card's run after another screen covered it."""
        if self._run is not None:
            self._run.wake()

    def _drop_run(self) -> None:
        if self._run is not None:
            self._run.remove()
            self._run = None

    def _show_run(self) -> None:
        """Play the card's ``sandbox`` block below the answer."""
        scenario = None if self._card is None else played_in(self._card)
        if scenario is None or self._run is not None:
            return
        from hashq.tui.widgets.live_run import LiveRun  # noqa: PLC0415 - few cards have such a block

        settings = cast("HashqApp", self.app).services.settings
        self._run = LiveRun(scenario, self._glyphs, still=settings.screen.reduced_motion)
        self.mount(self._run, after=self._answer)

    def reveal_next(self) -> int:
        """Show one more item or row; how many now show. After the last, the answer is whole."""
        shown_steps = (self._revealed or 0) + 1
        if shown_steps >= self.steps:
            self.reveal()
            return self.steps
        self._show_up_to(shown_steps)
        return shown_steps

    def _show_up_to(self, step: int | None, *, follow: bool = True) -> None:
        begun = self._revealed != 0
        self._revealed = step
        if begun:
            first, height = self._answer.first_change(step)
        else:
            self._answer.reveal(step)
            first, height = 0, self.size.height // 2
        self._show_parts()
        if follow:
            self.call_after_refresh(self._bring_into_sight, first, height)

    def _bring_into_sight(self, first: int, height: int) -> None:
        """Scroll as little as shows ``height`` lines of the answer from line ``first`` on."""
        answer = self._answer.virtual_region
        region = Region(answer.x, answer.y + first, 1, min(height, answer.height - first))
        self.scroll_to_region(region, animate=False, immediate=True)

    def _show_parts(self) -> None:
        begun = self._revealed != 0
        self._waiting.display = not begun
        self._answer.display = begun
        self._watch.display = self.whole and bool(self._watch_words)
        self._references.display = self.whole and bool(self._card and self._card.see)
        self._watch.set_class(self._references.display, "-under-references")
        self._options.display = bool(self._card and self._card.options)
        if self._card is not None:
            self._options.update(joined(list(self._option_lines(self._card)), "\n"))

    def _option_lines(self, card: CardView) -> Iterator[Content]:
        for option in card.options:
            right = self.whole and option.label in card.key
            mark = Content.styled(f"{self._glyphs.right} ", "$leaf") if right else Content("  ")
            text = phrase(option.text).stylize("bold $leaf") if right else phrase(option.text)
            yield joined((mark, shown_line(f"{option.label})", "$lamp"), " ", text))


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
