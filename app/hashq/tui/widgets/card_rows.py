"""A list of cards of any length: only the rows that are seen are read and drawn.

Owns the marks and the window of cards that is kept. Knows no query and no deed: it is handed numbers, and asks the desk
for the cards behind those that are seen.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from textual.message import Message

from hashq.tui.card_line import card_line
from hashq.tui.widgets.drawn_rows import DrawnRows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hashq.study.desk import Desk, Listing
    from hashq.study.views import CardView
    from hashq.tui.glyphs import Glyphs
    from hashq.tui.text import Run

WINDOW = 64
"""Cards read together."""
WINDOWS_KEPT = 12


class CardRows(DrawnRows):
    """The list; one card is chosen whenever there is any."""

    class Chosen(Message):
        """Another card is chosen, or none."""

    class WholeWanted(Message):
        """Rows are looked at that a list's first cards do not reach."""

    def __init__(self, glyphs: Glyphs, desk: Callable[[], Desk]) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._desk = desk
        self._now: datetime | None = None
        self._numbers = array("q")
        self._whole = True
        self._windows: dict[int, dict[int, CardView]] = {}
        self._marked: set[int] = set()

    # What is shown

    @property
    def known(self) -> int:
        """Cards of the list that were found by now."""
        return len(self._numbers)

    @property
    def marked(self) -> int:
        """How many cards are marked."""
        return len(self._marked)

    @property
    def card(self) -> CardView | None:
        """The chosen card; None in an empty list."""
        return self._card_at(self._cursor)

    @property
    def acted_on(self) -> list[int]:
        """The numbers of the marked cards, in the list's order; where none is marked, that of the chosen one."""
        if self._marked:
            listed = [number for number in self._numbers if number in self._marked]
            return [*listed, *sorted(self._marked.difference(listed))]
        return [self._numbers[self._cursor]] if self._cursor < len(self._numbers) else []

    def show(self, listing: Listing, now: datetime, *, stay: bool = False) -> None:
        """Show a list from its top, or where the chosen card now is if it is to ``stay`` chosen; marks stay."""
        self._now = now
        chosen = self._numbers[self._cursor] if stay and self._cursor < len(self._numbers) else -1
        self._take(listing)
        at = listing.numbers.index(chosen) if chosen in listing.numbers else 0
        known = len(listing.numbers)
        # A list whose length is not known yet is shown as long as the last one: laying out the screen anew takes long.
        self._resize(known if listing.whole else max(known, self._length), at)
        if at:
            self.show_cursor()
        else:
            self.scroll_to(y=0, animate=False)

    def extend(self, listing: Listing) -> None:
        """Show the rest of the same list; cursor and place stay."""
        self._take(listing)
        self._resize(len(listing.numbers), self._cursor)

    def expect(self, length: int) -> None:
        """The list will be this long once it is whole."""
        if not self._whole:
            self._resize(max(length, len(self._numbers)), self._cursor)

    def read_again(self, now: datetime) -> None:
        """Cards changed: read those that show anew."""
        self._now = now
        self._windows.clear()
        self.redraw()
        self.post_message(self.Chosen())

    def _take(self, listing: Listing) -> None:
        self._numbers, self._whole = listing.numbers, listing.whole
        self._windows.clear()

    def _resize(self, length: int, cursor: int) -> None:
        self.set_length(length, cursor)
        self.post_message(self.Chosen())

    # Marks

    def mark(self) -> None:
        """Mark the chosen card, or take its mark away, and go on to the next."""
        if self._cursor < len(self._numbers):
            self._marked ^= {self._numbers[self._cursor]}
            self.action_move(1)
            self.redraw()

    def mark_all(self) -> None:
        """Mark every card of the list, or none when all are."""
        if not self._whole:
            self.post_message(self.WholeWanted())
        here = set(self._numbers)
        self._marked = self._marked - here if here <= self._marked else self._marked | here
        self.redraw()

    def unmark(self) -> None:
        """Take every mark away."""
        self._marked.clear()
        self.redraw()

    # Moving

    def action_last(self) -> None:
        """To the end."""
        if not self._whole:
            self.post_message(self.WholeWanted())
        super().action_last()

    def cursor_moved(self) -> None:
        """Tell it."""
        self.post_message(self.Chosen())

    def row_clicked(self, row: int, x: int) -> None:
        """A second click on a card marks it."""
        if row == self._cursor:
            self.mark()
        else:
            super().row_clicked(row, x)

    # Reading and drawing

    def _card_at(self, row: int) -> CardView | None:
        if row >= len(self._numbers):
            if row < self._length:
                self.post_message(self.WholeWanted())
            return None
        number = self._numbers[row]
        window = row // WINDOW
        if window not in self._windows:
            self._read_window(window)
        return self._windows[window].get(number)

    def _read_window(self, window: int) -> None:
        while len(self._windows) >= WINDOWS_KEPT:
            del self._windows[next(iter(self._windows))]
        numbers: Sequence[int] = self._numbers[window * WINDOW : (window + 1) * WINDOW]
        cards = self._desk().cards(numbers)
        self._windows[window] = dict(zip(numbers, cards, strict=False)) if len(cards) == len(numbers) else {}

    def row_line(self, row: int, width: int, *, chosen: bool) -> list[Run] | None:
        """A card's line; None when the list does not reach it yet."""
        card = self._card_at(row)
        if card is None or self._now is None:
            return None
        marked = self._numbers[row] in self._marked
        return card_line(card, width, self._glyphs, self._now, chosen=chosen, marked=marked)
