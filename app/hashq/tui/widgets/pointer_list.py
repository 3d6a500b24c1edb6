"""Lists whose chosen row is marked with a pointer beside its colour, so that it is seen without colours too."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hashq.tui.text import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.tui.glyphs import Glyphs


class MarkedList(OptionList):
    """A list of options, of one line or several, whose first cell is left free for the pointer."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"marked-list--pointer"}
    DEFAULT_CSS = """
    MarkedList {
        & > .marked-list--pointer { color: $lamp; }
        & > .option-list--option { padding: 0 0 0 2; }
    }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(markup=False)
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """The line, with the pointer in front where it belongs to the chosen option."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        style = None if first is None else first.style
        here = style is not None and self.highlighted is not None
        if (
            style is None
            or not here
            or style.meta.get("option") != self.highlighted
            or not strip.text.strip()
        ):
            return strip
        tone = style + self.get_component_rich_style("marked-list--pointer", partial=True)
        return Strip.join([Strip([Segment(self._glyphs.pointer, tone)], 1), strip.crop(1)])


class PointerList(OptionList):
    """A list of rows; each has a column for the pointer in front."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(markup=False)
        self._glyphs = glyphs
        self._contents: tuple[Content, ...] = ()

    def show_rows(self, rows: Sequence[Content], chosen: int | None) -> None:
        """Show ``rows`` with the one at ``chosen`` under the pointer."""
        self._contents = tuple(rows)
        self.set_options([Option(self._marked(at, chosen=at == chosen)) for at in range(len(self._contents))])
        self.highlighted = chosen

    def watch_highlighted(self, before: int | None, now: int | None) -> None:  # type: ignore[override]  # Textual passes both
        """Move the pointer along."""
        for at in (before, now):
            if at is not None and at < min(len(self._contents), self.option_count):
                self.replace_option_prompt_at_index(at, self._marked(at, chosen=at == now))
        super().watch_highlighted(now)

    def _marked(self, at: int, *, chosen: bool) -> Content:
        pointer = Content.styled(self._glyphs.pointer, "$lamp") if chosen else Content(" ")
        return joined((pointer, self._contents[at]))
