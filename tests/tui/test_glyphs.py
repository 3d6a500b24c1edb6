"""Drawing characters, and bars made of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hashq.tui.glyphs import ASCII, TYPOGRAPHIC, glyphs_for, progress_bar, sparkline


def test_the_plain_set_is_ascii_and_as_wide_as_the_other():
    for field in ASCII._fields:
        plain, other = getattr(ASCII, field), getattr(TYPOGRAPHIC, field)
        assert plain.isascii()
        assert cell_len(plain) == cell_len(other)


def test_terminals_without_the_characters_get_the_plain_set():
    assert glyphs_for(ascii_only=True, encoding="utf-8", terminal="xterm") is ASCII
    assert glyphs_for(ascii_only=False, encoding="latin-1", terminal="xterm") is ASCII
    assert glyphs_for(ascii_only=False, encoding="utf-8", terminal="linux") is ASCII
    assert glyphs_for(ascii_only=False, encoding="UTF-8", terminal="xterm-256color") is TYPOGRAPHIC


def test_a_sparkline_has_its_highest_and_lowest_where_they_are():
    assert sparkline((0, 4, 8), TYPOGRAPHIC) == "▁▅█"
    assert sparkline((0, 0), TYPOGRAPHIC) == "▁▁"


@given(st.integers(0, 300), st.integers(1, 300), st.integers(1, 40))
def test_a_progress_bar_is_full_only_when_all_is_done(done, total, width):
    full, rest = progress_bar(done, total, width, TYPOGRAPHIC)
    assert len(full) + len(rest) == width
    assert (not rest) == (done >= total)
