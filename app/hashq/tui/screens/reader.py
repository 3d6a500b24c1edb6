"""A note's text, with the notes and pictures it embeds; below it where it leads, and the cards that link to it.

Owns the numbers beside the links and what is chosen. What a page is, ``study.notebook`` says; how it looks, ``tui.markdown``.
"""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hashq.errors import HashqError
from hashq.tui.glyphs import ASCII
from hashq.tui.leads import Follower, card_line, lead_line
from hashq.tui.markdown.layout import Look
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import shown_line
from hashq.tui.widgets.card_text import CardText
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.marked_list import MarkedList
from hashq.tui.widgets.picture_book import PictureBook
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.study.import_report import ImportReport
    from hashq.study.notebook import Page
    from hashq.study.scenario_texts import ScenarioText
    from hashq.study.views import CardView
    from hashq.tui.keys import Action

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class ReaderScreen(HashqScreen):
    """The note."""

    PLACE = "reader"
    CSS_PATH = "reader.tcss"

    class PicturesDrawn(Message):
        """The pictures asked for can be shown."""

    def __init__(self, path: str, heading: str = "") -> None:
        """Read the note at ``path``, from ``heading`` on."""
        super().__init__()
        self._path = path
        self._heading = heading
        self._page: Page | None = None
        self._cards: list[CardView] = []
        self._book: PictureBook | None = None

    def compose(self) -> ComposeResult:
        """The text above, where it leads below."""
        yield TopLine()
        with VerticalScroll():
            yield CardText(Look(self.program.glyphs))
        yield MarkedList(self.program.glyphs)
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the note; back, with the reason, where it cannot be read."""
        self._follower = Follower(self.program)
        notebook = self.program.services.notebook
        try:
            self._page = notebook.page(self._path)
            self._cards = notebook.linking_to(self._path)
        except HashqError as problem:
            self.program.give_up(problem)
            return
        self._show(self._page)
        self.refresh_keys()
        self.query_one(VerticalScroll).focus()

    def _show(self, page: Page) -> None:
        facts = f"{count(len(page.leads), 'link')}  {self.program.glyphs.dot}  {count(len(self._cards), 'card')} linking here"
        self.query_one(TopLine).show(shown_line(page.title, "bold $lamp"), Content.styled(facts, "$quiet"))
        self._book = PictureBook(page.images, self.program.glyphs, self.program.canvas)
        look = Look(self.program.glyphs, picture=self._book.lines)
        self.query_one(CardText).show(numbered(page, ascii_only=self.program.glyphs is ASCII), look)
        leads = [Option(lead_line(lead, self.program, at)) for at, lead in enumerate(page.leads, 1)]
        cards = [Option(card_line(card, self.program)) for card in self._cards]
        listing = self.query_one(OptionList)
        listing.set_options([*leads, *cards])
        listing.display = bool(leads or cards)
        self.call_after_refresh(self._begin)

    def notes_were_read(self, report: ImportReport) -> None:  # noqa: ARG002 - the note is read as it is now
        """Show what the note says now, from where one was; what showed stays where it is gone."""
        try:
            self._page = self.program.services.notebook.page(self._path)
        except HashqError:
            return
        self._cards = self.program.services.notebook.linking_to(self._path)
        self._heading = ""
        self._show(self._page)

    def _begin(self) -> None:
        if self._page is not None and self._heading:
            at = self._drawn_at(self._page, self._page.line_of(self._heading) or 0)
            self.query_one(VerticalScroll).scroll_to(y=at, animate=False)
        self._prepare_pictures()

    def _drawn_at(self, page: Page, line: int) -> int:
        """Where on the screen's text the page's ``line`` is drawn: below all that stands above it."""
        source = numbered(page, ascii_only=self.program.glyphs is ASCII).split("\n")
        text = self.query_one(CardText)
        return max(0, text.height_of("\n".join(source[: line + 1])) - text.height_of(source[line]))

    def _prepare_pictures(self) -> None:
        text, book = self.query_one(CardText), self._book
        if book is None:
            return
        for picture in text.pictures:
            book.want(picture, text.content_size.width)
        if book.waiting:
            self._draw_pictures(book)

    @work(thread=True, exit_on_error=False, group="pictures")
    def _draw_pictures(self, book: PictureBook) -> None:
        book.draw_wanted()
        self.post_message(self.PicturesDrawn())

    @on(PicturesDrawn)
    def show_pictures(self) -> None:
        """Draw the note again with its pictures."""
        self.query_one(CardText).redraw()

    def on_resize(self) -> None:
        """Another width needs other drawings."""
        self.call_after_refresh(self._prepare_pictures)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click follows."""
        self._follow(event.option_index)

    def action_follow(self) -> None:
        """From the text to the links."""
        self.query_one(OptionList).focus()

    def _link(self, number: int) -> None:
        """Follow the link of this number."""
        if self._page is not None and number <= len(self._page.leads):
            self._follow(number - 1)

    action_link_1 = partialmethod(_link, 1)
    action_link_2 = partialmethod(_link, 2)
    action_link_3 = partialmethod(_link, 3)
    action_link_4 = partialmethod(_link, 4)
    action_link_5 = partialmethod(_link, 5)
    action_link_6 = partialmethod(_link, 6)
    action_link_7 = partialmethod(_link, 7)
    action_link_8 = partialmethod(_link, 8)
    action_link_9 = partialmethod(_link, 9)

    def _follow(self, at: int) -> None:
        if self._page is None:
            return
        if at < len(self._page.leads):
            self._follower.follow(self._page.leads[at])
        else:
            self.program.open("info", card=self._cards[at - len(self._page.leads)].id)

    def action_cards(self) -> None:
        """Show the cards of the note, or of the chosen link's."""
        listing, path = self.query_one(OptionList), self._path
        at = listing.highlighted
        if listing.has_focus and self._page is not None and at is not None and at < len(self._page.leads):
            path = self._page.leads[at].path or path
        self._follower.cards(path)

    def action_back_links(self) -> None:
        """Browse the cards that link here."""
        self._follower.linking_cards(self._path)

    def _watchable(self) -> ScenarioText | None:
        """The scenario of the note's first ``sandbox`` block; None when it has none."""
        from hashq.study.card_scenarios import block_in  # noqa: PLC0415 - loads the sandbox

        return (
            None
            if self._page is None
            else block_in("\n".join(self._page.lines), self._path, "the note's own")
        )

    def actions(self) -> list[Action]:
        """What the footer offers; watching only where the note has something to watch."""
        offered, watchable = super().actions(), self._watchable() is not None
        return [action for action in offered if watchable or action.id != "reader.sandbox"]

    def action_sandbox(self) -> None:
        """Watch the note's first ``sandbox`` block."""
        found = self._watchable()
        if found is None:
            self.program.say("This note has no sandbox block to watch.")
        else:
            self.program.open("sandbox", scenario=found)

    def action_down(self) -> None:
        """Scroll on."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)


def numbered(page: Page, *, ascii_only: bool) -> str:
    """The page's Markdown with each link's number behind it."""
    lines = list(page.lines)
    for mark in reversed(page.marks):
        number = str(mark.lead + 1)
        sign = f"({number})" if ascii_only else number.translate(_RAISED)
        line = lines[mark.line]
        lines[mark.line] = line[: mark.column] + sign + line[mark.column :]
    return "\n".join(lines)
