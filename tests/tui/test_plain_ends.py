"""What reaches a terminal that shows ASCII only."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color

from hashq.tui.plain_ends import PLAIN_ENDS


def test_cut_texts_and_links_to_headings_end_in_ascii_cell_for_cell():
    (cut, plain) = PLAIN_ENDS.apply([Segment("IAM › Ro…"), Segment("as it was")], Color(0, 0, 0))
    assert (cut.text, plain.text) == ("IAM > Ro~", "as it was")
