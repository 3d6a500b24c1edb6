"""No room grows too big: files, classes and functions stay within what a person can hold in mind."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "app" / "hashq"
FILES = sorted(PACKAGE.rglob("*.py"))
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


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_file_and_all_in_it_are_within_bounds(file):
    text = file.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert lines <= MOST_LINES["file"], f"{lines} lines"
    assert too_long(ast.parse(text)) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_module_with_code_says_what_it_owns(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree)


def test_the_measure_sees_what_is_too_long():
    assert too_long(ast.parse("def f():\n" + "    x = 1\n" * 61)) == ["function f: 62 lines"]
