"""Tables, lists and fences of a card's text as data."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashq.notes.structure import Fence, Item, ListBlock, Table, fences, lists, tables


def test_a_table_has_its_header_its_rows_and_its_caption() -> None:
    text = "Before\n\n| Name | Use |\n| :-- | --: |\n| S3 | objects |\n| EBS | blocks |\n\n**Table**. Stores"
    assert tables(text) == (
        Table(("Name", "Use"), (("S3", "objects"), ("EBS", "blocks")), 3, "Table. Stores"),
    )


def test_a_table_needs_no_outer_pipes() -> None:
    assert tables("a | b\n--|--\n1 | 2") == (Table(("a", "b"), (("1", "2"),), 1),)


def test_a_caption_glued_under_a_table_is_no_row() -> None:
    (table,) = tables("| a | b |\n|---|---|\n| 1 | 2 |\nTable. Things | more")
    assert table.rows == (("1", "2"),)
    assert table.caption == "Table. Things | more"


def test_a_caption_may_stand_above_its_table() -> None:
    assert tables("Table. Things\n| a |\n|---|\n| 1 |")[0].caption == "Table. Things"


def test_escaped_pipes_and_pipes_in_code_are_text_of_a_cell() -> None:
    (table,) = tables("| a | b |\n|---|---|\n| [[S3\\|x]] | `a | b` |")
    assert table.rows == (("[[S3|x]]", "`a | b`"),)


def test_short_rows_are_filled_long_rows_cut_and_empty_rows_dropped() -> None:
    (table,) = tables("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n|   |   |")
    assert table.rows == (("1", ""), ("1", "2"))


def test_a_table_in_a_quote_is_a_table() -> None:
    assert tables("> | a |\n> |---|\n> | 1 |")[0].rows == (("1",),)


def test_a_table_in_a_fence_is_code() -> None:
    assert tables("```\n| a |\n|---|\n| 1 |\n```") == ()


def test_a_list_has_its_order_its_intro_and_its_items() -> None:
    text = "These are\nthe steps:\n\n1. stop\n2. install\n3) start"
    items = (Item("stop"), Item("install"), Item("start"))
    assert lists(text) == (ListBlock(True, items, "These are\nthe steps:", 4),)


def test_a_list_nests_three_deep_by_blanks_or_tabs() -> None:
    nested = (Item("a", (Item("b", (Item("c"), Item("d"))),)), Item("e"))
    assert lists("- a\n  - b\n    - c\n    - d\n- e")[0].items == nested
    assert lists("- a\n\t- b\n\t\t- c\n\t\t- d\n- e")[0].items == nested
    assert lists("1. a\n  - b\n      * c\n      * d\n2. e")[0].items == nested


def test_text_below_an_item_belongs_to_it() -> None:
    (block,) = lists("- a\n  more\nlazy\n\n  a paragraph\n\n- b\n\nAfter")
    assert block.items == (Item("a\nmore\nlazy\na paragraph"), Item("b"))


def test_a_sentence_at_the_margin_under_a_list_is_not_of_its_last_item() -> None:
    (block,) = lists("- oars\n- sails\nBoth move a boat.\nSlowly.")
    assert block.items == (Item("oars"), Item("sails"))


def test_a_bold_label_between_two_lists_ends_the_first() -> None:
    first, second = lists("- oars\n- sails\n**By road**\n- wheels")
    assert first.items == (Item("oars"), Item("sails"))
    assert (second.items, second.intro) == ((Item("wheels"),), "**By road**")


def test_a_remark_between_two_steps_stays_with_the_step_above() -> None:
    (block,) = lists("1. Cast off\nMind the rope.\n2. Row")
    assert block.items == (Item("Cast off\nMind the rope."), Item("Row"))


def test_blank_lines_between_items_do_not_divide_a_list() -> None:
    assert lists("- a\n\n\n- b") == (ListBlock(False, (Item("a"), Item("b")), "", 1),)


def test_numbers_behind_bullets_begin_another_list() -> None:
    first, second = lists("Intro\n- a\n1. b")
    assert (first.ordered, first.intro, second.ordered, second.intro) == (False, "Intro", True, "")


def test_a_rule_and_a_star_in_prose_are_no_items() -> None:
    assert lists("* * *\n*emphasis* here\n-5 degrees\n2024. was good") == (
        ListBlock(True, (Item("was good"),), "* * *\n*emphasis* here\n-5 degrees", 4),
    )


def test_a_list_in_a_fence_is_code() -> None:
    assert lists("```\n- a\n```") == ()


def test_a_caption_under_a_list_is_no_part_of_its_last_item() -> None:
    assert lists("- a\nFig. The list")[0].items == (Item("a"),)


def test_a_task_is_an_item_without_its_box() -> None:
    assert lists("- [x] a\n- [ ] b")[0].items == (Item("a"), Item("b"))


def test_a_fence_has_its_info_and_its_text() -> None:
    text = "x\n```sandbox\ncompare: [a]\n  fleet: 3\n```\n~~~\ny\n~~~"
    assert fences(text) == (Fence("sandbox", "compare: [a]\n  fleet: 3", 2), Fence("", "y", 6))


def test_an_indented_fence_loses_the_indentation_of_its_rails() -> None:
    assert fences("  ```yaml\n  a:\n    b\n  ```") == (Fence("yaml", "a:\n  b", 1),)


def test_an_unclosed_fence_runs_to_the_end() -> None:
    assert fences("```\na\nb") == (Fence("", "a\nb", 1),)


PIECES = st.sampled_from(
    [
        "- a",
        "  - b",
        "\t1. c",
        "| a | b |",
        "|---|---|",
        "```",
        "~~~ x",
        "> - q",
        "",
        "text",
        "Fig. x",
        "* * *",
        "|",
    ]
)


@given(st.lists(PIECES, max_size=14).map("\n".join))
def test_no_text_makes_it_raise_and_no_item_is_empty(text: str) -> None:
    assert all(item.text for block in lists(text) for item in block.items)
    assert all(len(row) == len(table.header) for table in tables(text) for row in table.rows)
    assert all(1 <= fence.line <= len(text.split("\n")) for fence in fences(text))
