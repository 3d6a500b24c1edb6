"""The list of decks with their counts: a tree one can fold, drawn as one list.

Owns the drawing of rows and which deck is chosen and folded. Knows no service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from hashq.tui.deck_tree import DeckRow, deck_above, folded_to, unfolded
from hashq.tui.text import joined, padded, shown_line
from hashq.tui.widgets.pointer_list import PointerList

if TYPE_CHECKING:
    from textual.events import Resize

    from hashq.tui.glyphs import Glyphs

COUNTS = (("new", "$ink", 6), ("learning", "$sun", 10), ("due", "$leaf", 6))
"""Heading, colour and width of the columns; zero is always faint."""
COUNTS_WIDTH = sum(width for _, _, width in COUNTS)

KEPT = "/"
"""Stands before a kept query, as the key that searches."""

MOST_ROWS = 200
"""Rows that a list begins with at most, where folding can keep it so short."""


class DeckList(PointerList):
    """The decks; one is always chosen when there are any."""

    class NoneToSelect(Message):
        """Enter was pressed on an empty list."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._rows: tuple[DeckRow, ...] = ()
        self._shown: tuple[DeckRow, ...] = ()
        self._folded: frozenset[str] = frozenset()
        self._drawn_width = 0

    @property
    def chosen(self) -> DeckRow | None:
        """The row under the cursor; None in an empty list."""
        if self.highlighted is None or self.highlighted >= len(self._shown):
            return None
        return self._shown[self.highlighted]

    def show(self, rows: tuple[DeckRow, ...]) -> None:
        """Show these rows; the choice stays on its deck. A very long list begins folded."""
        if not self._rows:
            self._folded = folded_to(rows, MOST_ROWS)
        self._rows = rows
        self._redraw()

    def fold(self) -> bool:
        """Close the chosen deck, or choose the one above; False when there is neither."""
        row = self.chosen
        if row is None or row.kept:
            return False
        if row.holds and row.deck not in self._folded:
            self._folded |= {row.deck}
            self._redraw()
            return True
        return self._choose(deck_above(row.deck))

    def unfold(self) -> bool:
        """Open the chosen deck; False when it is open or holds none."""
        row = self.chosen
        if row is None or row.deck not in self._folded:
            return False
        self._folded -= {row.deck}
        self._redraw()
        return True

    def action_select(self) -> None:
        """Enter: select the chosen deck; in an empty list, tell that there is none."""
        if self.chosen is None:
            self.post_message(self.NoneToSelect())
        else:
            super().action_select()

    def on_resize(self, event: Resize) -> None:
        """Draw the rows for the new width."""
        if event.size.width and self.scrollable_content_region.width != self._drawn_width:
            self._redraw()

    def _choose(self, deck: str) -> bool:
        for at, row in enumerate(self._shown):
            if row.deck == deck and not row.kept:
                self.highlighted = at
                return True
        return False

    def _redraw(self) -> None:
        before = self.chosen
        self._shown = unfolded(self._rows, self._folded)
        self._drawn_width = self.scrollable_content_region.width
        width = self._drawn_width or 40
        places = {(row.kept, row.deck): at for at, row in enumerate(self._shown)}
        first = next((at for at, row in enumerate(self._shown) if not row.kept), 0)
        chosen = places.get((before.kept, before.deck), first) if before else first
        self.show_rows([self._row(row, width) for row in self._shown], chosen if places else None)

    def _row(self, row: DeckRow, width: int) -> Content:
        mark = KEPT if row.kept else " "
        if row.holds:
            mark = self._glyphs.closed if row.deck in self._folded else self._glyphs.opened
        lead = f"{'  ' * row.depth}{mark} "
        room = max(4, width - len(lead) - COUNTS_WIDTH - 2)
        name = shown_line(row.label, "$strong" if row.waits else "$quiet", width=room)
        counts = (row.new, row.learning, row.review)
        return joined(
            (
                Content.styled(lead, "$faint"),
                name.pad_right(room - name.cell_length),
                *(
                    Content.styled(padded(f"{number:,}", across, right=True), colour if number else "$faint")
                    for number, (_, colour, across) in zip(counts, COUNTS, strict=True)
                ),
            )
        )


def column_heads() -> Content:
    """The headings over the counts."""
    return joined([Content.styled(padded(head, across, right=True), "$quiet") for head, _, across in COUNTS])
