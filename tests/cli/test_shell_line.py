"""What stands on a shell's line before the cursor, and how text is put there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.cli.shell_line import put_in_bash, read_line

BREAKS = " \t\n\"'><=;|&(:"
NAMES = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1)


@pytest.mark.parametrize(
    ("line", "words", "typed"),
    [
        ("hashq ", ("hashq",), ""),
        ("hashq rev", ("hashq",), "rev"),
        ("hashq review AWS\\ EC", ("hashq", "review"), "AWS EC"),
        ("hashq review 'AWS EC2' --sh", ("hashq", "review", "AWS EC2"), "--sh"),
        ('hashq review "AWS E', ("hashq", "review"), "AWS E"),
        ('hashq review "" x', ("hashq", "review", ""), "x"),
    ],
)
def test_words_are_read_without_their_quotes(line, words, typed):
    read = read_line(line)
    assert (read.words, read.typed) == (words, typed)


@pytest.mark.parametrize(
    ("line", "head"),
    [("cards deck:AW", "deck:"), ("cards 'deck:AW", ""), ("cards --deck=AW", "--deck="), ("cards a\\:b", "")],
)
def test_what_bash_leaves_as_it_is_ends_at_its_last_break_or_the_open_quote(line, head):
    assert read_line(line, BREAKS).head == head


@given(NAMES, st.sampled_from(["", "'", '"']))
def test_text_put_in_bash_is_read_as_that_text(text, quote):
    line = f"hashq review {quote}"
    put = put_in_bash(text, read_line(line, BREAKS))
    assert read_line(f"{line}{put}{quote} ").words[-1] == text


def test_what_bash_would_run_or_fill_in_is_put_as_text():
    assert put_in_bash("$HOME `id` !x", read_line("hashq review ")) == "\\$HOME\\ \\`id\\`\\ \\!x"
