"""Lists whose chosen row is marked with a pointer beside its colour, so that it is seen without colours too."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

if TYPE_CHECKING:
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
