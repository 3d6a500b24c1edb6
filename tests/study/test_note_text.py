"""What is not edited stays as it is, byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.study.note_text import NotEditableError, read_text

LINE = st.text(st.characters(exclude_categories=["Cs", "Co"], exclude_characters="\r\n"), max_size=6)
ENDING = st.sampled_from(["\n", "\r\n", "\r"])
FILES = st.builds(
    lambda mark, lines, last: mark + ("".join(map("".join, lines)) + last).encode(),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.lists(st.tuples(LINE, ENDING), max_size=8),
    LINE,
)
NUMBERED_FILES = st.builds(
    lambda mark, lines, last: (
        mark + "".join([f"{n}{line}{end}" for n, (line, end) in enumerate(lines)] + [last]).encode()
    ),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.lists(st.tuples(LINE, ENDING), max_size=8),
    st.sampled_from(["", "last"]),
)
"""No two lines alike: which of two like lines an editor took away, nobody can tell from what is left."""
TYPED = st.lists(st.text("ab #", max_size=4), min_size=0, max_size=3)


@given(FILES)
def test_a_note_saved_without_a_change_is_the_same_file(data):
    text = read_text(data)
    assert text.edited(text.shown) == data


@given(FILES)
def test_an_editor_sees_plain_lines_only(data):
    text = read_text(data)
    assert "\n".join(text.shown.splitlines()) in {text.shown, text.shown.removesuffix("\n")}
    assert not any(ord(character) < 32 and character not in "\n\t" for character in text.shown)


@given(NUMBERED_FILES, st.data())
def test_every_byte_before_and_after_the_edited_lines_stays(data, drawn):
    text = read_text(data)
    lines = text.shown.split("\n")
    start = drawn.draw(st.integers(0, len(lines)))
    end = drawn.draw(st.integers(start, len(lines)))
    typed = drawn.draw(TYPED)
    after = text.edited("\n".join([*lines[:start], *typed, *lines[end:]]))
    whole = [line + ending for line, ending in zip(text.lines, (*text.endings, ""), strict=True)]
    kept_above = plain("".join(whole[:start]))
    kept_below = plain("".join(whole[end:]))
    # The last line above a cut that takes the rest of the file away keeps its text, and loses the ending it has no use for.
    assert after.startswith(text.mark + kept_above.rstrip(b"\r\n"))
    assert after.endswith(kept_below)


def plain(text: str) -> bytes:
    return "".join(chr(ord(c) - 0xF0000) if ord(c) >= 0xF0000 else c for c in text).encode()


@pytest.mark.parametrize(
    ("before", "shown", "after"),
    [
        (b"a\r\nb\nc", "a\nB\nc", b"a\r\nB\nc"),
        (b"a\r\nb\nc", "a\nx\nb\nc", b"a\r\nx\r\nb\nc"),
        (b"a\r\nb\r\n", "a\nb\nc\n", b"a\r\nb\r\nc\r\n"),
        (b"a\rb", "a\nb\nc", b"a\rb\rc"),
        (b"a", "a\nb", b"a\nb"),
        (b"a\r\n", "a", b"a"),
        (b"\xef\xbb\xbfa\n", "b\n", b"\xef\xbb\xbfb\n"),
        (b"a\x0cb\x1b[1m\n", "x\n", b"x\n"),
        (b"", "a", b"a"),
    ],
)
def test_an_edit_is_written_with_the_files_own_line_endings(before, shown, after):
    assert read_text(before).edited(shown) == after


@pytest.mark.parametrize("data", [b"\xff\xfea\x00", "\U000f0001".encode()])
def test_what_could_not_be_put_back_exactly_is_not_edited(data):
    with pytest.raises(NotEditableError):
        read_text(data)
