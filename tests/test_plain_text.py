"""Text from notes never drives the terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from hashq.plain_text import one_line, plain_text


def test_colour_sequences_vanish():
    assert plain_text("a\x1b[31mb\x1b[0m") == "ab"


def test_a_window_title_vanishes_with_its_text():
    assert plain_text("a\x1b]0;owned\x07b") == "ab"


def test_line_feeds_and_tabs_stay():
    assert plain_text("a\n\tb\r\nc") == "a\n\tb\nc"


def test_one_line_folds_white_space():
    assert one_line(" a\n  b\t c ") == "a b c"


@given(st.text(alphabet=st.characters(codec=None)))
def test_nothing_a_terminal_would_obey_is_left(text):
    left = plain_text(text)
    assert not [c for c in left if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]


@given(st.text())
def test_plain_text_is_already_plain(text):
    assert plain_text(plain_text(text)) == plain_text(text)
