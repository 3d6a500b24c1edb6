"""Runs the command line in this process, on a data folder of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from hashq.cli.main import run

NOTE = """\
#Q What is a revision?
Answer:
What is deployed.
---
#Q What is a deployment group?
Answer:
The instances it goes to.
---
#Q What is an empty one?
"""


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def hashq(home, capsys):
    """Runs one command."""

    def hashq(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(arguments)
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return hashq


@pytest.fixture
def cards(hashq, tmp_path) -> list[str]:
    """The ids of two cards, imported from a note; a third has no answer."""
    note = tmp_path / "notes" / "deploy.md"
    note.parent.mkdir()
    note.write_text(NOTE)
    hashq("import", str(note))
    return [card["id"] for card in hashq("cards", "--json").json if card["answer"]]
