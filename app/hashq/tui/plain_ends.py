"""Where a text is cut, on terminals that show ASCII only: the one place where the ellipsis follows the glyph set.

Texts are cut in many places, some of them inside Textual, and always with the typographic ellipsis. On its way to the terminal
every line passes here. Owns that one substitution, cell for cell, and knows no screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from hashq.tui.glyphs import ASCII, TYPOGRAPHIC

if TYPE_CHECKING:
    from textual.color import Color


class PlainEnds(LineFilter):
    """Ends cut texts with the ellipsis of the ASCII set; so it does one that a note holds, for it takes one cell too."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The same cells in the same styles."""
        return [_plain(segment) if TYPOGRAPHIC.ellipsis in segment.text else segment for segment in segments]


def _plain(segment: Segment) -> Segment:
    text, style, control = segment
    return Segment(text.replace(TYPOGRAPHIC.ellipsis, ASCII.ellipsis), style, control)


PLAIN_ENDS = PlainEnds()
"""The one there is: Textual remembers what became of a line by its filter."""
