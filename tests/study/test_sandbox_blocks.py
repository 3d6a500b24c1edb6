"""Sandbox blocks in notes are found where they are, and what is wrong in them is told with its line."""

from __future__ import annotations

import pytest

from hashq.study.sandbox_blocks import sandbox_blocks, sandbox_problems

GOOD = "#Q What happens?\nAnswer: Watch.\n```sandbox\nfleet: {instances: 3}\n```\n"
BAD = "#Q What happens?\nAnswer: Watch.\n```sandbox\nname: x\nfleet: [\n```\n"


@pytest.fixture
def services(opened):
    """Over an empty library."""
    return opened()


def test_a_block_that_is_right_has_no_problems():
    assert sandbox_problems(GOOD, "n.md") == ()


def test_a_block_that_does_not_parse_is_an_error_at_its_line():
    problems = sandbox_problems(BAD, "n.md")
    assert {problem.severity.value for problem in problems} == {"error"}
    assert all(4 <= problem.line <= 6 and problem.path == "n.md" for problem in problems)
    assert problems


def test_an_unknown_key_is_told_at_its_line_whatever_the_line_endings():
    text = GOOD.replace("fleet:", "flet:").replace("\n", "\r\n")
    assert {problem.line for problem in sandbox_problems(text, "n.md")} == {4}


def test_a_block_in_a_quote_or_list_is_read_without_its_indentation():
    (block,) = sandbox_blocks("> ```sandbox\n> a: 1\n> b: 2\n> ```\n")
    assert block.text.startswith("a: 1\n")
    assert (block.first_line, block.indentation) == (2, 2)


def test_a_block_shown_inside_another_fence_is_only_text():
    assert list(sandbox_blocks("````markdown\n```sandbox\nflet: 1\n```\n````\n")) == []


def test_a_fence_that_is_never_closed_is_no_block():
    assert list(sandbox_blocks("```sandbox\na: 1\n")) == []


def test_an_import_tells_them_and_keeps_the_card(services, tmp_path):
    path = tmp_path / "n.md"
    path.write_text(BAD)
    report = services.library.import_paths([path])
    assert report.new == 1
    assert "error" in {problem.severity.value for problem in report.problems}
    assert services.library.problems() == list(report.problems)
