"""On terminals that show ASCII only: where the ellipsis of cut texts, and the crumb of links, follow the glyph set.

Texts are cut in many places, some of them inside Textual, and always with the typographic ellipsis; a link to a heading is
read before any glyph set is known. On its way to the terminal every line passes here. Owns these substitutions, cell for
cell, and knows no screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from hashq.tui.glyphs import ASCII, TYPOGRAPHIC

if TYPE_CHECKING:
    from textual.color import Color


_PLAIN = str.maketrans({TYPOGRAPHIC.ellipsis: ASCII.ellipsis, TYPOGRAPHIC.crumb: ASCII.crumb})


class PlainEnds(LineFilter):
    """Ends cut texts with the ellipsis of the ASCII set; so it does with one that a note holds, for it takes one cell too."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The same cells in the same styles."""
        return [segment if segment.text.isascii() else _plain(segment) for segment in segments]


def _plain(segment: Segment) -> Segment:
    text, style, control = segment
    return Segment(text.translate(_PLAIN), style, control)


PLAIN_ENDS = PlainEnds()
"""The one there is: Textual remembers what became of a line by its filter."""
