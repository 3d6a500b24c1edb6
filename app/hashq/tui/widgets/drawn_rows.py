"""Lists of one line a row, of any length: a row is drawn when it is seen, straight from its texts and their styles.

Owns the cursor, its moving, and the drawing. Knows nothing of what the rows are about. An option list lays every row out
as content and keeps what it drew; that takes a hundred times as long, which shows where a screen is opened or scrolled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

if TYPE_CHECKING:
    from rich.style import Style as RichStyle
    from textual.events import Click, Leave, MouseMove, Resize

    from hashq.tui.text import Run

STRIPS_KEPT = 400
"""Drawn rows that are kept; some screens full."""


class DrawnRows(ScrollView, can_focus=True):
    """The list; one row is chosen whenever there is any."""

    DEFAULT_CSS = """
    DrawnRows {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .drawn-rows--hover { background: $block-hover-background; }
        & > .drawn-rows--cursor { background: $block-cursor-blurred-background; }
        &:focus > .drawn-rows--cursor { background: $block-cursor-background; text-style: $block-cursor-text-style; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"drawn-rows--cursor", "drawn-rows--hover"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    _hovered: reactive[int | None] = reactive(None)
    """The row under the mouse; None when it is elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._length = 0
        self._cursor = 0
        self._styles: dict[tuple[Style, str], RichStyle] = {}
        self._strips: dict[tuple[int, int, bool, Style], Strip] = {}

    # What the kinds of lists say

    def row_line(self, row: int, width: int, *, chosen: bool) -> list[Run] | None:
        """The runs of a row, ``width`` cells together; None when it is not known yet."""
        raise NotImplementedError

    def cursor_moved(self) -> None:
        """Another row is chosen."""

    def row_clicked(self, row: int, x: int) -> None:  # noqa: ARG002 - where in the row matters to some lists
        """A row was clicked, ``x`` cells from its beginning."""
        self.go(row)

    # Length and cursor

    def set_length(self, length: int, cursor: int) -> None:
        """The list has so many rows now, of which the one at ``cursor`` is chosen."""
        self._length = length
        self._cursor = max(0, min(cursor, length - 1))
        self.virtual_size = Size(self.scrollable_content_region.width, length)
        self.redraw()

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(event.size.width, self._length)
        self.show_cursor()

    def action_move(self, rows: int) -> None:
        """So many rows down."""
        self.go(self._cursor + rows)

    def action_page(self, pages: int) -> None:
        """So many screens down."""
        self.go(self._cursor + pages * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """To the top."""
        self.go(0)

    def action_last(self) -> None:
        """To the end."""
        self.go(self._length - 1)

    def go(self, row: int) -> None:
        """Choose the row at ``row``, or the nearest there is."""
        row = max(0, min(row, self._length - 1))
        if row != self._cursor:
            self._cursor = row
            self.show_cursor()
            self.refresh()
            self.cursor_moved()

    def show_cursor(self) -> None:
        """Scroll as far as it takes to see the chosen row."""
        self.scroll_to_region(Region(0, self._cursor, 1, 1), animate=False, force=True)

    # The mouse

    def on_click(self, event: Click) -> None:
        """What is under the pointer was clicked."""
        place = self._place_of(event)
        if place is not None:
            self.row_clicked(*place)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Mark the row under the pointer."""
        place = self._place_of(event)
        self._hovered = None if place is None else place[0]

    def on_leave(self, event: Leave) -> None:
        """The pointer is elsewhere."""
        if event.node is self:
            self._hovered = None

    def _place_of(self, event: Click | MouseMove) -> tuple[int, int] | None:
        """The row and the cell in it that an event happened at; None below the last row."""
        at = event.get_content_offset(self)
        if at is None or at.y + self.scroll_offset.y >= self._length:
            return None
        return at.y + self.scroll_offset.y, at.x

    # Drawing

    def redraw(self) -> None:
        """What rows say has changed."""
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row. Scrolling shows most rows again, so what was drawn is kept for a while."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if row >= self._length:
            return Strip.blank(width, self.visual_style.rich_style)
        chosen = row == self._cursor
        base = self._row_style(row, chosen=chosen)
        key = (row, width, chosen, base)
        strip = self._strips.get(key)
        if strip is None:
            line = self.row_line(row, width, chosen=chosen)
            if line is None:
                return Strip.blank(width, self.visual_style.rich_style)
            strip = self._drawn(line, width, base)
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            self._strips[key] = strip
        return strip

    def _drawn(self, line: list[Run], width: int, base: Style) -> Strip:
        segments = [Segment(text, self._style(base, name)) for text, name in line]
        return Strip(segments).adjust_cell_length(width, base.rich_style)

    def _row_style(self, row: int, *, chosen: bool) -> Style:
        if chosen:
            return self.get_visual_style("drawn-rows--cursor")
        return self.get_visual_style("drawn-rows--hover") if row == self._hovered else self.visual_style

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
        self._strips.clear()
        super().notify_style_update()
