"""What a card looks like at a width, whole and step by step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.tui.glyphs import ASCII
from hashq.tui.markdown.blocks import count_steps, pictures_in
from hashq.tui.markdown.layout import Look, lines
from hashq.tui.markdown.reading import phrase, read

COMPONENTS = """
| Name | Meaning |
| ---- | ------- |
| Application | A name that groups revisions and deployment groups |
| Deployment group | Tagged instances |
Table. Components
"""


def plain(markdown: str, width: int = 40, look: Look | None = None) -> list[str]:
    return [line.plain.rstrip() for line in lines(read(markdown), width, look or Look())]


def test_a_table_fits_the_width_and_wraps_inside_its_columns():
    assert plain(COMPONENTS) == [
        "Name             │ Meaning",
        "─────────────────┼──────────────────────",
        "Application      │ A name that groups",
        "                 │ revisions and",
        "                 │ deployment groups",
        "Deployment group │ Tagged instances",
        "Table. Components",
    ]


def test_a_caption_under_a_table_is_no_row():
    assert count_steps(read(COMPONENTS)) == 2


def test_where_columns_would_be_too_narrow_rows_become_records():
    shown = plain("| a | b | c | d |\n|-|-|-|-|\n" + "| one two three four five |" * 1 + " x | y | z |", 20)
    assert "a: one two three" in shown


def test_lists_nest_three_deep():
    assert plain("- one\n  - two\n    - three\n") == ["• one", "  ◦ two", "    ▪ three"]


def test_a_sentence_at_the_margin_under_a_list_is_drawn_at_the_margin():
    assert plain("- oars\n- sails\n**By road**\nOn wheels.") == [
        "• oars",
        "• sails",
        "",
        "By road",
        "On wheels.",
    ]
    assert plain("- a boat with\noars") == ["• a boat with", "  oars"]


def test_numbered_lists_keep_their_numbers():
    assert plain("3. three\n4. four\n") == ["3. three", "4. four"]


def test_what_a_marker_pen_went_over_shows_without_its_signs():
    (marked,) = lines(read("It keeps ==the *last* `key`== only"), 40, Look())
    assert marked.plain.rstrip() == "It keeps the last key only"
    assert [
        marked.plain[span.start : span.end] for span in marked.spans if "underline" in str(span.style)
    ] == ["the last key"]


@pytest.mark.parametrize(
    "text", ["if a==b and c==d", "a == b == c", "====", "`==code==`", "==open", "== x =="]
)
def test_signs_of_equality_stay(text):
    assert plain(text) == [text.strip("`")]


def test_what_html_says_of_a_phrase_is_drawn_and_its_signs_are_not():
    assert plain("one<br>two<BR/>three") == ["one", "two", "three"]
    assert plain('a <mark style="background: #F00">warm</mark> <u>sea</u>') == ["a warm sea"]
    assert plain("x<sup>2</sup> and H<sub>2</sub>O") == ["x² and H₂O"]
    (marked,) = lines(read("a <mark>warm</mark> sea"), 40, Look())
    assert [
        marked.plain[span.start : span.end] for span in marked.spans if "underline" in str(span.style)
    ] == ["warm"]


def test_a_break_in_a_cell_breaks_its_line():
    assert plain("| Boat | Moves by |\n|---|---|\n| Dinghy | oars<br>a sail |") == [
        "Boat   │ Moves by",
        "───────┼─────────",
        "Dinghy │ oars",
        "       │ a sail",
    ]


@pytest.mark.parametrize(
    "text", ["a < b and c > d", "<div role=x>", "`<br>`", "<mark>open", "List<String>", "<sup>2", "<br-x>"]
)
def test_other_angle_brackets_stay(text):
    assert plain(text) == [text.strip("`")]


def test_line_breaks_in_notes_are_kept():
    assert plain("first\nsecond") == ["first", "second"]


def test_a_wiki_link_shows_its_label():
    assert plain("an [[SG | Security group]] and [[IAM#Roles]]") == ["an Security group and IAM › Roles"]


def test_square_brackets_are_only_text():
    assert plain("[/] [red]x[/red] [deployment-group]") == ["[/] [red]x[/red] [deployment-group]"]


def test_escape_sequences_leave_no_trace_even_when_written_as_entities():
    assert "\x1b" not in "".join(plain("a\x1b[31mb &#27;[32m c &#x9b;33m"))


def test_html_beyond_phrases_is_only_text():
    assert plain("<b>bold</b> <!-- x --> <script>y()</script>") == ["bold <!-- x --> <script>y()</script>"]


def test_a_line_over_dashes_is_no_heading():
    assert plain("text\n---\nmore")[0] == "text"


def test_a_missing_picture_is_a_framed_caption():
    assert plain("![[flow.png|384]]\nFig. The flow") == [
        "╭────────────╮",
        "│ ▣ flow.png │",
        "╰────────────╯",
        "Fig. The flow",
    ]


def test_an_embed_is_a_picture_with_its_width():
    (picture,) = pictures_in(read("- a\n  ![[X.png | 300]]"))
    assert (picture.target, picture.width) == ("X.png", 300)


def test_code_keeps_its_lines_behind_a_wall():
    assert plain("```yaml\nversion: 0.0\nos: linux\n```") == ["│ version: 0.0", "│ os: linux"]


def test_in_ascii_nothing_but_ascii_is_drawn():
    drawn = "\n".join(plain(COMPONENTS + "\n- a\n\n> q\n\n![[x.png]]\n", look=Look(glyphs=ASCII)))
    assert drawn.isascii()


def test_steps_are_revealed_one_by_one_and_hidden_ones_keep_their_place():
    shown = plain("Types:\n1. in place\n2. blue green\n\nAnd so on.", look=Look(revealed=1))
    assert shown == ["Types:", "1. in place", "2. ···"]


def test_what_follows_the_last_step_comes_with_it():
    assert plain("1. in place\n\nAnd so on.", look=Look(revealed=1))[-1] == "And so on."


PIECES = [
    *"ab  \n\n|-*_`[]()!#>~\\:1.&;<=\t",
    "![[x.png|9]]",
    "[[n|l]]",
    "\x1b[1m",
    "界",
    "| a | b |\n|-|-|\n",
]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(max_examples=80)
@given(MARKDOWN, st.integers(12, 60))
def test_any_text_is_drawn_within_the_width(markdown, width):
    for line in lines(read(markdown), width, Look()):
        assert line.cell_length <= width
        assert "\n" not in line.plain


@settings(max_examples=80)
@given(MARKDOWN)
def test_revealing_every_step_shows_what_showing_all_shows(markdown):
    blocks = read(markdown)
    everything = [line.plain for line in lines(blocks, 40, Look())]
    assert [line.plain for line in lines(blocks, 40, Look(revealed=count_steps(blocks)))] == everything


def test_an_option_is_one_run_of_text_with_its_emphasis_and_code_read():
    assert (
        phrase("1. `HOST_COUNT` of **two**, see [[Hosts | hosts]] [/]").plain
        == "1. HOST_COUNT of two, see hosts [/]"
    )
