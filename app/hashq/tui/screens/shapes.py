"""Sessions of other shapes to choose from, for one deck or all.

Owns the list and its words. What each shape shows is scheduling's. Counting ten sessions takes long in a large library, so
a thread does it while the list is there already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hashq.errors import HashqError
from hashq.scheduling.plans import Order, Plan, Shape
from hashq.tui import screens
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import joined, padded, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.marked_list import MarkedList
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count, deck_path

if TYPE_CHECKING:
    from textual.app import ComposeResult

CHOICES: tuple[tuple[str, str, Plan], ...] = (
    ("Fifteen minutes", "What waits, until a quarter of an hour is over.", Plan(minutes=15)),
    ("Hardest first", "What waits, the cards you find most difficult first.", Plan(order=Order.HARDEST)),
    ("Easiest first", "What waits, the easy ones first.", Plan(order=Order.EASIEST)),
    ("New only", "Cards never studied, within the day's limit.", Plan(Shape.NEW)),
    ("Catch up in 3 days", "A share of the backlog each day, the most overdue first.", Plan(spread_days=3)),
    ("Catch up in 7 days", "A share of the backlog each day, the most overdue first.", Plan(spread_days=7)),
    ("A day ahead", "What is due tomorrow too: before a day off.", Plan(Shape.AHEAD, ahead_days=1)),
    ("A week ahead", "What is due within seven days too.", Plan(Shape.AHEAD, ahead_days=7)),
    ("Forgotten today", "What you rated again today, once more. No due date moves.", Plan(Shape.FORGOTTEN)),
    ("Cram", "Every card, due or not. Nothing is recorded, no due date moves.", Plan(Shape.CRAM)),
)
NAME_WIDTH = 22


class ShapesScreen(HashqScreen):
    """The list, with how many cards each would show."""

    PLACE: ClassVar[str] = "shapes"
    CSS_PATH = "shapes.tcss"

    def __init__(self, deck: str | None = None) -> None:
        """Choose for ``deck`` and its sub-decks; None: for all."""
        super().__init__()
        self._deck = deck
        self._counts: tuple[int | None, ...] = (None,) * len(CHOICES)

    def compose(self) -> ComposeResult:
        """The list."""
        yield TopLine()
        yield MarkedList(self.program.glyphs)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        glyphs = self.program.glyphs
        deck = deck_path(self._deck, glyphs.crumb) if self._deck else "all decks"
        self.query_one(TopLine).show(
            Content.styled("Other sessions", "bold $lamp"), shown_line(deck, "$quiet")
        )
        self._fill()
        self.query_one(OptionList).focus()
        self.refresh_keys()

    def on_screen_resume(self) -> None:
        """What the sessions would show may have changed."""
        self._count_them()

    @work(thread=True, exclusive=True, exit_on_error=False, group="changes")
    def _count_them(self) -> None:
        try:
            services = self.program.open_services()
            try:
                found = [services.study.start(self._deck, plan).counts().total for _, _, plan in CHOICES]
            finally:
                services.close()
        except HashqError as problem:
            self.app.call_from_thread(self.program.tell, problem)
            found = [0] * len(CHOICES)
        self.app.call_from_thread(self._tell_counts, tuple(found))

    def _tell_counts(self, counts: tuple[int, ...]) -> None:
        self._counts = counts
        self._fill()

    def _fill(self) -> None:
        choices = self.query_one(OptionList)
        at = choices.highlighted or 0
        each = zip(CHOICES, self._counts, strict=True)
        choices.set_options([_option(name, words, number) for (name, words, _), number in each])
        choices.highlighted = at

    @on(OptionList.OptionSelected)
    def chosen(self) -> None:
        """Enter or a click begins."""
        self.action_begin()

    def action_begin(self) -> None:
        """Begin the chosen session."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        if self._counts[at] == 0:
            self.program.say("No card is in this session now.")
        else:
            _, _, plan = CHOICES[at]
            self.app.switch_screen(screens.make("review", deck=self._deck, plan=plan))


def _option(name: str, words: str, number: int | None) -> Option:
    """A shape with how many cards it would show; None: that is not known yet."""
    empty = number == 0
    return Option(
        joined(
            (
                Content.styled(padded(name, NAME_WIDTH), "$quiet" if empty else "bold $strong"),
                Content.styled(
                    "" if number is None else count(number, "card"), "$quiet" if empty else "$leaf"
                ),
                Content.styled(f"\n  {words}\n", "$quiet"),
            )
        )
    )
