"""No room grows too big: files, classes and functions stay within what a person can hold in mind."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "app" / "hashq"
FILES = sorted(PACKAGE.rglob("*.py"))
ROOMS = {
    str(folder.relative_to(PACKAGE)): [file for file in FILES if file.parent == folder]
    for folder in {file.parent for file in FILES}
}
MOST_LINES = {"file": 400, "class": 250, "function": 60}


def length(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_long(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and length(node) > MOST_LINES["class"]:
            found.append(f"class {node.name}: {length(node)} lines")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > MOST_LINES["function"]:
            found.append(f"function {node.name}: {length(node)} lines")
    return found


def told(text: str) -> list[str]:
    """What is wrong with a file that holds ``text``."""
    tree, lines = ast.parse(text), text.count("\n")
    found = too_long(tree)
    if lines > MOST_LINES["file"]:
        found.append(f"{lines} lines")
    if tree.body and not ast.get_docstring(tree):
        found.append("does not say what it owns")
    return found


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_file_and_all_in_it_are_within_bounds_and_modules_say_what_they_own(room):
    told_of = {file.name: told(file.read_text(encoding="utf-8")) for file in ROOMS[room]}
    assert {name: wrong for name, wrong in told_of.items() if wrong} == {}


def test_the_rooms_are_all_there_is():
    assert sum(len(files) for files in ROOMS.values()) == len(FILES) > 300


def test_the_measure_sees_what_is_too_long_and_says_nothing():
    assert told("def f():\n" + "    x = 1\n" * 61) == ["function f: 62 lines", "does not say what it owns"]
    assert told('"""Owns a class."""\n\nclass C:\n' + "    x = 1\n" * 250) == ["class C: 251 lines"]
    assert told('"""Owns lines."""\n' + "# why\n" * 400) == ["401 lines"]
    assert told("") == []
