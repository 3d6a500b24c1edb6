"""A list of cards of any length: only the rows that are seen are read and drawn.

Owns the cursor, the marks and the window of cards that is kept. Knows no query and no deed: it is handed numbers, and
asks the desk for the cards behind those that are seen.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from hashq.tui.card_line import card_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rich.style import Style as RichStyle
    from textual.events import Click, Resize

    from hashq.study.desk import Desk, Listing
    from hashq.study.views import CardView
    from hashq.tui.glyphs import Glyphs

WINDOW = 64
"""Cards read together."""
WINDOWS_KEPT = 12


class CardRows(ScrollView, can_focus=True):
    """The list; one card is chosen whenever there is any."""

    DEFAULT_CSS = """
    CardRows {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .card-rows--cursor { background: $block-cursor-blurred-background; }
        &:focus > .card-rows--cursor { background: $block-cursor-background; text-style: $block-cursor-text-style; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"card-rows--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

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
        self._length = 0
        self._cursor = 0
        self._windows: dict[int, dict[int, CardView]] = {}
        self._marked: set[int] = set()
        self._styles: dict[tuple[Style, str], RichStyle] = {}

    # What is shown

    @property
    def length(self) -> int:
        """Rows of the list, as far as known."""
        return self._length

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
        self._length = len(listing.numbers)
        self._cursor = listing.numbers.index(chosen) if chosen in listing.numbers else 0
        self._resized()
        if self._cursor:
            self._show_cursor()
        else:
            self.scroll_to(y=0, animate=False)

    def extend(self, listing: Listing) -> None:
        """Show the rest of the same list; cursor and place stay."""
        self._take(listing)
        self._length = len(listing.numbers)
        self._resized()

    def expect(self, length: int) -> None:
        """The list will be this long once it is whole."""
        if not self._whole:
            self._length = max(length, len(self._numbers))
            self._resized()

    def read_again(self, now: datetime) -> None:
        """Cards changed: read those that show anew."""
        self._now = now
        self._windows.clear()
        self.refresh()
        self.post_message(self.Chosen())

    def _take(self, listing: Listing) -> None:
        self._numbers, self._whole = listing.numbers, listing.whole
        self._windows.clear()

    def _resized(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._length)
        self.refresh()
        self.post_message(self.Chosen())

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(event.size.width, self._length)
        self._show_cursor()

    # Marks

    def mark(self) -> None:
        """Mark the chosen card, or take its mark away, and go on to the next."""
        if self._cursor < len(self._numbers):
            self._marked ^= {self._numbers[self._cursor]}
            self.action_move(1)
            self.refresh()

    def mark_all(self) -> None:
        """Mark every card of the list, or none when all are."""
        if not self._whole:
            self.post_message(self.WholeWanted())
        here = set(self._numbers)
        self._marked = self._marked - here if here <= self._marked else self._marked | here
        self.refresh()

    def unmark(self) -> None:
        """Take every mark away."""
        self._marked.clear()
        self.refresh()

    # Moving

    def action_move(self, rows: int) -> None:
        """So many rows down."""
        self._go(self._cursor + rows)

    def action_page(self, pages: int) -> None:
        """So many screens down."""
        self._go(self._cursor + pages * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """To the top."""
        self._go(0)

    def action_last(self) -> None:
        """To the end."""
        if not self._whole:
            self.post_message(self.WholeWanted())
        self._go(self._length - 1)

    def on_click(self, event: Click) -> None:
        """Choose the row under the pointer; once it is chosen, mark it."""
        at = event.get_content_offset(self)
        if at is None:
            return
        row = at.y + self.scroll_offset.y
        if row == self._cursor:
            self.mark()
        elif row < self._length:
            self._go(row)

    def _go(self, row: int) -> None:
        row = max(0, min(row, self._length - 1))
        if row != self._cursor:
            self._cursor = row
            self._show_cursor()
            self.refresh()
            self.post_message(self.Chosen())

    def _show_cursor(self) -> None:
        self.scroll_to_region(Region(0, self._cursor, 1, 1), animate=False, force=True)

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

    def render_line(self, y: int) -> Strip:
        """One row."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        card = self._card_at(row) if row < self._length else None
        if card is None or self._now is None:
            return Strip.blank(width, self.visual_style.rich_style)
        chosen = row == self._cursor
        base = self.get_visual_style("card-rows--cursor") if chosen else self.visual_style
        marked = self._numbers[row] in self._marked
        line = card_line(card, width, self._glyphs, self._now, chosen=chosen, marked=marked)
        return Strip([Segment(text, self._style(base, name)) for text, name in line]).adjust_cell_length(
            width, base.rich_style
        )

    def _style(self, base: Style, name: str) -> RichStyle:
        """A named style over that of the row. Making one takes longer than drawing a row with it, so they are kept."""
        found = self._styles.get((base, name))
        if found is None:
            own = Style.parse(name, self.app.theme_variables) if name else Style()
            found = self._styles[base, name] = (base + own).rich_style
        return found

    def notify_style_update(self) -> None:
        """The colours may be others now."""
        self._styles.clear()
        super().notify_style_update()
