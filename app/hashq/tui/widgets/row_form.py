"""A form of rows: one row a setting, changed with the arrow keys, by writing digits, or with the mouse.

Owns the drawing and the keys of the rows. What is set is a ``Sheet``; what its rows say is its caller's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from hashq.tui.forms import Sheet
from hashq.tui.text import hanging, joined, padded, shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.binding import BindingType
    from textual.events import Click, Key
    from textual.geometry import Size

    from hashq.tui.forms import Chip, Shown
    from hashq.tui.glyphs import Glyphs

POINTER = 2
"""Cells before a label."""
ARROW = 2
"""Cells on each side of a value."""
BOX = 4
"""Cells of a chip's box."""
CHIP_GAP = 3
LEAST_VALUE = 8
S = TypeVar("S", bound=Sheet)


class RowForm(Widget, Generic[S], can_focus=True):
    """The rows."""

    DEFAULT_CSS = "RowForm { height: auto; width: 1fr; max-width: 100; text-wrap: nowrap; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Row above", show=False),
        Binding("down", "move(1)", "Row below", show=False),
        Binding("backspace", "erase", "Erase", show=False),
    ]

    class Changed(Message):
        """Something is set differently, or the cursor moved."""

    class NoNumber(Message):
        """A digit was pressed where no number stands."""

    def __init__(
        self,
        glyphs: Glyphs,
        sheet: S,
        words: Callable[[S], Sequence[Shown]],
        label: int = 13,
        column: int = 0,
    ) -> None:
        """``words`` says what the rows of a sheet show, in their order. ``label`` is the width of the labels in
        cells, ``column`` that of values whose notes stand in one column; 0: each note stands beside its value.
        """
        super().__init__()
        self._glyphs = glyphs
        self._words = words
        self._label = label
        self._column = column
        self._said: tuple[S, Sequence[Shown]] | None = None
        """What the rows of a sheet show, kept while it is the one that shows."""
        self.sheet = sheet
        """Everything as it is set."""

    def change(self, sheet: S) -> bool:
        """Show ``sheet``; whether it differs from what was shown."""
        if sheet == self.sheet:
            return False
        self.sheet = sheet
        self.refresh(layout=True)
        self.post_message(self.Changed())
        return True

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.change(self.sheet.moved(step))

    def action_erase(self) -> None:
        """Take the last digit away."""
        self.change(self.sheet.erased())

    def on_key(self, event: Key) -> None:
        """Digits are written into the number under the cursor."""
        if event.character is not None and event.character.isascii() and event.character.isdigit():
            event.stop()
            if self.sheet.takes_digits:
                self.change(self.sheet.typed(event.character))
            else:
                self.post_message(self.NoNumber())

    @property
    def cursor_lines(self) -> tuple[int, int]:
        """The first line of the row under the cursor, and how many it takes."""
        return self._lines_of(self._at)

    def _lines_of(self, at: int) -> tuple[int, int]:
        lines = [number for number, (each, _) in enumerate(self._lines()) if each == at]
        return (lines[0], len(lines)) if lines else (0, 1)

    @property
    def _at(self) -> int:
        """The place of the row under the cursor, from 0."""
        return list(self.sheet.rows).index(self.sheet.row)

    @property
    def _shown(self) -> Sequence[Shown]:
        if self._said is None or self._said[0] is not self.sheet:
            self._said = (self.sheet, self._words(self.sheet))
        return self._said[1]

    # The mouse

    async def on_click(self, event: Click) -> None:
        """A click on a row moves the cursor there; on the one it is on, it changes the value under the mouse."""
        offset = event.get_content_offset(self)
        lines = list(self._lines())
        if offset is None or offset.y >= len(lines):
            return
        at, sheet = lines[offset.y][0], self.sheet
        if at != self._at:
            self.change(sheet.moved(at - self._at))
            return
        row = self._shown[at]
        if row.chips:
            chip = self._chip_at(row.chips, offset.y - self._lines_of(at)[0], offset.x)
            if chip is not None:
                self.change(sheet.on_chip(chip).toggled())
        else:
            self.change(sheet.changed(-1 if offset.x < POINTER + self._label + ARROW else 1))

    def _chip_at(self, chips: Sequence[Chip], line: int, x: int) -> int | None:
        """Which chip stands in that line of its row at that column; None between them."""
        at = 0
        for number, row in enumerate(in_rows(chips, self._room - ARROW)):
            left = POINTER + self._label + ARROW
            for chip in row:
                right = left + BOX + len(chip.name)
                if number == line and left <= x < right:
                    return at
                left, at = right + CHIP_GAP, at + 1
        return None

    # Drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One line a row, more for chips and complaints."""
        return len(list(self._lines(width)))

    def render(self) -> Content:
        """The rows for the present width."""
        return joined([line for _, line in self._lines()], "\n")

    @property
    def _room(self) -> int:
        return self.content_size.width - self._label - POINTER

    def _lines(self, width: int | None = None) -> Iterator[tuple[int, Content]]:
        """Every line, with the place of its row."""
        across = width or self.content_size.width
        cursor = self._at
        for at, row in enumerate(self._shown):
            here = at == cursor
            pointer = Content.styled(f"{self._glyphs.pointer} " if here else "  ", "$lamp")
            name = padded(("  " if row.deep else "") + row.label, self._label)
            label = Content.styled(name, "$strong" if here else "$quiet")
            for number, value in enumerate(self._value(row, across - self._label - POINTER, here=here)):
                lead = joined((pointer, label)) if not number else Content(" " * (self._label + POINTER))
                line = joined((lead, value))
                if here:
                    line = line.pad_right(max(0, across - line.cell_length)).stylize("on $band")
                yield at, line

    def _value(self, row: Shown, width: int, *, here: bool) -> Iterator[Content]:
        if row.chips:
            for chips in in_rows(row.chips, width - ARROW):
                yield joined(("  ", joined([_chip(chip) for chip in chips], " " * CHIP_GAP)))
        else:
            yield self._single(row, width, here=here)
        if row.complaint:
            mark = Content.styled(f"  {self._glyphs.wrong} ", "bold $ember")
            yield from hanging(mark, shown(row.complaint, "$ember"), width)

    def _single(self, row: Shown, width: int, *, here: bool) -> Content:
        left, right = ("< ", " >") if here and row.arrows else ("  ", "  ")
        # A note that leaves the value too little room is cut before the value is.
        room = max(LEAST_VALUE, width - 2 * ARROW - (len(row.note) + 2 if row.note else 0))
        value = shown_line(
            row.value, "bold $strong" if here else "$text", width=min(max(room, len(row.value)), width - 4)
        )
        line = joined((Content.styled(left, "$lamp"), value, Content.styled(right, "$lamp")))
        line = line.pad_right(max(0, self._column + 2 * ARROW - line.cell_length))
        left_over = width - line.cell_length - 1
        if not row.note or left_over < 2:
            return line
        return joined((line, " ", shown_line(row.note, "$quiet", width=left_over)))


def _chip(chip: Chip) -> Content:
    style = "bold underline $strong" if chip.here else "$text" if chip.wanted else "$quiet"
    box = Content.styled("[x] " if chip.wanted else "[ ] ", "$lamp" if chip.wanted else "$quiet")
    return joined((box, Content.styled(chip.name, style)))


def in_rows(chips: Sequence[Chip], width: int) -> list[list[Chip]]:
    """The chips side by side in as many lines as they need."""
    rows: list[list[Chip]] = [[]]
    for chip in chips:
        taken = sum(BOX + len(one.name) + CHIP_GAP for one in rows[-1])
        if rows[-1] and taken + BOX + len(chip.name) > width:
            rows.append([])
        rows[-1].append(chip)
    return rows
