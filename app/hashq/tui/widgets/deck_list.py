"""The list of decks with their counts: a tree one can fold, drawn as one list.

Owns the drawing of rows and which deck is chosen and folded. Knows no service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message

from hashq.plain_text import one_line
from hashq.tui.deck_tree import DeckRow, deck_above, folded_to, unfolded
from hashq.tui.text import joined, padded
from hashq.tui.widgets.drawn_rows import DrawnRows

if TYPE_CHECKING:
    from hashq.tui.glyphs import Glyphs
    from hashq.tui.text import Run

COUNTS = (("new", "$ink", 6), ("learning", "$sun", 10), ("due", "$leaf", 6))
"""Heading, colour and width of the columns; zero is always faint."""
COUNTS_WIDTH = sum(width for _, _, width in COUNTS)

KEPT = "/"
"""Stands before a kept query, as the key that searches."""

INDENT = "  "
"""Stands before a name for every deck above it."""

MOST_ROWS = 200
"""Rows that a list begins with at most, where folding can keep it so short."""


class DeckList(DrawnRows):
    """The decks; one is always chosen when there are any."""

    DEFAULT_CSS = "DeckList { scrollbar-gutter: stable; }"  # so that counts stand under their heads with and without the bar

    class Opened(Message):
        """The chosen deck is to be studied."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._rows: tuple[DeckRow, ...] = ()
        self._shown: tuple[DeckRow, ...] = ()
        self._folded: frozenset[str] = frozenset()

    @property
    def chosen(self) -> DeckRow | None:
        """The row under the cursor; None in an empty list."""
        return self._shown[self._cursor] if self._shown else None

    def show(self, rows: tuple[DeckRow, ...]) -> None:
        """Show these rows; the choice stays on its deck. A very long list begins folded."""
        if not self._rows:
            self._folded = folded_to(rows, MOST_ROWS)
        self._rows = rows
        self._fold_rows()

    def fold(self) -> bool:
        """Close the chosen deck, or choose the one above; False when there is neither."""
        row = self.chosen
        if row is None or row.kept:
            return False
        if row.holds and row.deck not in self._folded:
            self._turn(row.deck)
            return True
        return self._choose(deck_above(row.deck))

    def unfold(self) -> bool:
        """Open the chosen deck; False when it is open or holds none."""
        row = self.chosen
        if row is None or row.deck not in self._folded:
            return False
        self._turn(row.deck)
        return True

    def row_clicked(self, row: int, x: int) -> None:
        """The triangle opens and closes a deck; a second click elsewhere studies it."""
        again = row == self._cursor
        super().row_clicked(row, x)
        its = self._shown[row]
        if its.holds and x == 1 + len(INDENT) * its.depth:
            self._turn(its.deck)
        elif again:
            self.post_message(self.Opened())

    def _turn(self, deck: str) -> None:
        """Close an open deck, open a closed one."""
        self._folded ^= {deck}
        self._fold_rows()

    def _choose(self, deck: str) -> bool:
        at = self._find(deck, kept=False)
        if at is not None:
            self.go(at)
        return at is not None

    def _find(self, name: str, *, kept: bool) -> int | None:
        """Where the deck of that name shows, or the query kept under it; None where it does not."""
        shown = enumerate(self._shown)
        return next((at for at, row in shown if row.deck == name and row.kept is kept), None)

    def _fold_rows(self) -> None:
        before = self.chosen
        self._shown = unfolded(self._rows, self._folded)
        here = None if before is None else self._find(before.deck, kept=before.kept)
        if here is None:
            here = next((at for at, row in enumerate(self._shown) if not row.kept), 0)
        self.set_length(len(self._shown), here)
        self.show_cursor()

    def row_line(self, row: int, width: int, *, chosen: bool) -> list[Run]:
        """A deck's name at its depth, and its counts."""
        its = self._shown[row]
        lead = f"{INDENT * its.depth}{self._mark(its)} "
        room = max(4, width - 1 - cell_len(lead) - COUNTS_WIDTH)
        return [
            (self._glyphs.pointer if chosen else " ", "$lamp"),
            (lead, "$faint"),
            (padded(one_line(its.label), room), "$strong" if its.waits else "$quiet"),
            *self._counts(its),
        ]

    @staticmethod
    def _counts(row: DeckRow) -> list[Run]:
        if not row.readable:
            return [(padded("cannot be read", COUNTS_WIDTH, right=True), "$ember")]
        return [
            (padded(f"{number:,}", across, right=True), colour if number else "$faint")
            for number, (_, colour, across) in zip((row.new, row.learning, row.review), COUNTS, strict=True)
        ]

    def _mark(self, row: DeckRow) -> str:
        if row.kept:
            return KEPT
        if row.holds:
            return self._glyphs.closed if row.deck in self._folded else self._glyphs.opened
        return " "


def column_heads() -> Content:
    """The headings over the counts, and the cell that the list keeps for its scroll bar."""
    heads = [Content.styled(padded(head, across, right=True), "$quiet") for head, _, across in COUNTS]
    return joined([*heads, " "])
