"""The form before a quiz: one row a setting, changed with the arrow keys, or by writing digits.

Owns the drawing and the keys of the rows; what each does to the values stands in ``tui.quiz.setup``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from hashq.tui.quiz.feedback import KIND_NAMES
from hashq.tui.quiz.setup import ALL_KINDS, Mode, Row, Setup
from hashq.tui.text import joined, padded, shown_line
from hashq.tui.wording import count, deck_path, lasted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType
    from textual.events import Click, Key
    from textual.geometry import Size

    from hashq.tui.glyphs import Glyphs

LABEL = 13


class SetupForm(Widget, can_focus=True):
    """The rows."""

    DEFAULT_CSS = "SetupForm { height: auto; width: 1fr; max-width: 100; text-wrap: nowrap; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Row above", show=False),
        Binding("down", "move(1)", "Row below", show=False),
        Binding("backspace", "erase", "Erase", show=False),
    ]

    class Changed(Message):
        """Something is set differently, or the cursor moved."""

    def __init__(self, glyphs: Glyphs, setup: Setup) -> None:
        super().__init__()
        self._glyphs = glyphs
        self.setup = setup
        """Everything as it is set."""

    def change(self, setup: Setup) -> bool:
        """Show ``setup``; whether it differs from what was shown."""
        if setup == self.setup:
            return False
        self.setup = setup
        self.refresh(layout=True)
        self.post_message(self.Changed())
        return True

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.change(self.setup.moved(step))

    def action_erase(self) -> None:
        """Take the last digit away."""
        self.change(self.setup.erased())

    def on_key(self, event: Key) -> None:
        """Digits are written into the number under the cursor."""
        if event.character is not None and event.character.isascii() and event.character.isdigit():
            event.stop()
            self.change(self.setup.typed(event.character))

    async def on_click(self, event: Click) -> None:
        """A click on a row moves the cursor there; on the one it is on, it changes the value."""
        offset = event.get_content_offset(self)
        lines = list(self._lines())
        if offset is None or offset.y >= len(lines):
            return
        row = lines[offset.y][0]
        if row is self.setup.row:
            self.change(self.setup.changed(1))
        else:
            rows = self.setup.rows
            self.change(self.setup.moved(rows.index(row) - rows.index(self.setup.row)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One line a row, more for the kinds."""
        return len(list(self._lines(width)))

    def render(self) -> Content:
        """The rows for the present width."""
        return joined([line for _, line in self._lines()], "\n")

    def _lines(self, width: int | None = None) -> Iterator[tuple[Row, Content]]:
        across = width or self.content_size.width
        for row in self.setup.rows:
            here = row is self.setup.row
            pointer = Content.styled(f"{self._glyphs.pointer} " if here else "  ", "$lamp")
            label = Content.styled(padded(row, LABEL), "$strong" if here else "$quiet")
            for number, value in enumerate(self._value(row, across - LABEL - 2)):
                lead = joined((pointer, label)) if not number else Content(" " * (LABEL + 2))
                line = joined((lead, value))
                if here:
                    line = line.pad_right(max(0, across - line.cell_length)).stylize("on $band")
                yield row, line

    def _value(self, row: Row, width: int) -> list[Content]:
        if row is Row.KINDS:
            return in_rows(list(self._kinds()), width - 2)
        words, note = self._words(row)
        arrows = row is self.setup.row
        left, right = ("< ", " >") if arrows else ("  ", "  ")
        room = max(8, width - 4 - len(note) - 2)
        value = shown_line(words, "bold $strong" if arrows else "$text", width=room)
        return [
            joined(
                (
                    Content.styled(left, "$lamp"),
                    value,
                    Content.styled(right, "$lamp"),
                    Content.styled(f" {note}" if note else "", "$quiet"),
                )
            )
        ]

    def _words(self, row: Row) -> tuple[str, str]:
        """The value of a row in words, and a note beside it."""
        setup = self.setup
        match row:
            case Row.MODE:
                return setup.mode, _mode_note(setup)
            case Row.DECK:
                if setup.deck in setup.queries:
                    return setup.deck, "a query"
                return deck_path(setup.deck, self._glyphs.crumb) or "all decks", ""
            case Row.COUNT:
                return str(setup.count), ""
            case Row.MINUTES:
                return str(setup.minutes or "none"), "" if setup.minutes else "no time limit"
            case Row.MARK:
                return str(setup.mark), "of 1,000"
            case Row.SEED:
                return (
                    ("another quiz each time", "")
                    if setup.seed is None
                    else (str(setup.seed), "the same quiz again")
                )
            case Row.FEEDING:
                return setup.feed, ""
            case _:
                return self._date_words()

    def _date_words(self) -> tuple[str, str]:
        day = self.setup.exam_day
        if day is None:
            return "none set", ""
        return f"{day:%a} {day.day} {day:%b %Y}", f"in {count((day - self.setup.today).days, 'day')}"

    def _kinds(self) -> Iterator[Content]:
        for kind in ALL_KINDS:
            chosen = kind in self.setup.kinds
            here = self.setup.row is Row.KINDS and kind is self.setup.kind
            name = KIND_NAMES[kind]
            style = "bold underline $strong" if here else "$text" if chosen else "$quiet"
            box = Content.styled("[x] " if chosen else "[ ] ", "$lamp" if chosen else "$quiet")
            yield joined((box, Content.styled(name, style)))


def _mode_note(setup: Setup) -> str:
    """What a mode means, in a few words."""
    if setup.mode is Mode.PRACTICE:
        return "judged at once"
    if setup.mode is Mode.EXAM:
        return "judged at the end"
    rules = setup.rules
    return f"{rules.count} in {lasted(rules.seconds or 0)}, {rules.pass_mark} passes"


def in_rows(chips: Sequence[Content], width: int) -> list[Content]:
    """The chips side by side in as many lines as they need, indented like the values above and below."""
    rows: list[list[Content]] = [[]]
    for chip in chips:
        taken = sum(one.cell_length + 3 for one in rows[-1])
        if rows[-1] and taken + chip.cell_length > width:
            rows.append([])
        rows[-1].append(chip)
    return [joined(("  ", joined(row, "   "))) for row in rows]
