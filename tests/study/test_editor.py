"""The person's editor opens at the card's line."""

from __future__ import annotations

import sys

import pytest

from hashq.errors import HashqError
from hashq.study.editor import editor_command, run_editor


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+7", "a b.md"]),
        ("nano -w", ["nano", "-w", "+7", "a b.md"]),
        ("code", ["code", "--wait", "--goto", "a b.md:7"]),
        ("hx", ["hx", "a b.md:7"]),
        ("subl", ["subl", "--wait", "a b.md:7"]),
        ("zed --wait", ["zed", "--wait", "a b.md:7"]),
        ("'/opt/my editor/vi'", ["/opt/my editor/vi", "+7", "a b.md"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(editor, command):
    assert editor_command("a b.md", 7, editor=editor, environment={}) == command


def test_a_programs_whole_path_needs_no_quotes_for_its_blanks(tmp_path):
    program = tmp_path / "My Editor"
    program.write_text("")
    assert editor_command("n", 3, editor=str(program), environment={}) == [str(program), "+3", "n"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_an_editor_that_was_killed_is_told_by_its_signal():
    with pytest.raises(HashqError, match="was ended by signal 9"):
        run_editor(["sh", "-c", "kill -9 $$"], "n")


def test_the_setting_wins_over_visual_and_visual_over_editor():
    environment = {"VISUAL": "kak", "EDITOR": "ed"}
    assert editor_command("n", 1, editor="vim", environment=environment)[0] == "vim"
    assert editor_command("n", 1, editor="", environment=environment)[0] == "kak"
    assert editor_command("n", 1, editor="", environment={"EDITOR": "ed"})[0] == "ed"


def test_an_editor_that_cannot_be_read_is_told():
    with pytest.raises(HashqError, match="cannot be read"):
        editor_command("n", 1, editor="vim '", environment={})


def test_a_setting_that_waits_is_not_told_to_wait_twice():
    assert editor_command("n", 2, editor="code --wait", environment={}) == ["code", "--wait", "--goto", "n:2"]


def test_without_any_editor_there_is_no_command():
    assert editor_command("n", 1, editor=" ", environment={}) is None
