"""Nothing a person can call stands undocumented."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashq.cli.main import COMMANDS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
TABLE = [line for line in README.splitlines() if line.startswith("| `hashq")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert any(line.startswith((f"| `hashq {command} ", f"| `hashq {command}`")) for line in TABLE)


def test_the_readme_names_no_command_that_is_not_there():
    named = {
        line.removeprefix("| `hashq").split("`")[0].split()[0]
        for line in TABLE
        if not line.startswith("| `hashq`")
    }
    assert named <= set(COMMANDS)
