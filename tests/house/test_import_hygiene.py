"""What a command loads: quick ones stay quick because the dear modules are not there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from hashq.cli.main import COMMANDS

PROBE = """
import runpy, sys
sys.argv = ["hashq", *{arguments!r}]
try:
    runpy.run_module("hashq", run_name="__main__")
except SystemExit as end:
    assert end.code in (0, None), end.code
print("LOADED", *sorted({{name.partition(".")[0] for name in sys.modules}} | {{n for n in sys.modules if n.startswith("hashq")}}))
"""

NOTE = "#Q What is a revision?\nAnswer:\nWhat is deployed.\n"


def loaded(home, *arguments: str) -> set[str]:
    """The modules there after a command ran in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=list(arguments))],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "HASHQ_HOME": str(home)},
    )
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "revisions.md"
    path.write_text(NOTE)
    return str(path)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("due",),
        ("due", "--json"),
        ("import", "{note}"),
        ("import",),
        ("cards", "--json"),
        ("stats", "--json"),
        ("--help",),
    ],
    ids=" ".join,
)
def test_textual_is_loaded_by_screens_only(home, note, arguments):
    modules = loaded(home, *(argument.format(note=note) for argument in arguments))
    assert not modules & {"textual", "rich", "hashq.tui"}


def test_no_commands_own_module_loads_textual():
    names = [f"hashq.cli.commands.{module}" for module, _ in COMMANDS.values()]
    script = (
        f"import importlib, sys; [importlib.import_module(name) for name in {names!r}]; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"textual", "hashq.tui"}


def test_the_version_loads_nothing(home):
    assert not loaded(home, "--version") & {"click", "sqlite3", "dataclasses", "hashq.cli"}


@pytest.mark.parametrize("arguments", [("due",), ("due", "--json")], ids=" ".join)
def test_due_loads_what_counting_needs(home, note, arguments):
    loaded(home, "import", note)
    modules = loaded(home, *arguments)
    assert not modules & {"sqlite_utils", "yaml", "fsrs", "click", "platformdirs", "rapidfuzz", "markdown_it"}
    assert "sqlite3" in modules


def test_due_with_a_folder_named_loads_no_more_than_click(home, note):
    modules = loaded(home, "--home", str(home), "due")
    assert not modules & {"sqlite_utils", "yaml", "fsrs"}


def test_importing_again_what_has_not_changed_loads_no_reader_of_anything(home, note):
    loaded(home, "import", note)
    modules = loaded(home, "import")
    assert not modules & {"sqlite_utils", "yaml", "fsrs", "rapidfuzz", "markdown_it", "hashq.notes.parser"}


def test_importing_again_loads_neither_click_nor_what_makes_dataclasses(home, note):
    loaded(home, "import", note)
    assert not loaded(home, "import") & {"click", "dataclasses", "inspect"}


def test_a_review_loads_no_command_line_and_no_memory_model(home, note):
    loaded(home, "import", note)
    script = "from hashq.cli.plain import PLAIN; import hashq.tui.app, hashq.tui.screens.review, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {
        "click",
        "fsrs",
        "yaml",
        "tomllib",
        "sqlite_utils",
        "hashq.notes.parser",
    }
