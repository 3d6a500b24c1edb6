"""A data folder that may only be read: a clear message from every command, and nothing lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

NOBODY = 65534

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of another kind")


@pytest.fixture
def read_only(hashq, cards, home):
    """The library's folder as someone sees it who may not write there; its path."""
    for arguments in (("due",), ("rate", cards[0], "good"), ("undo",), ("stats",), ("cards",), ("backup",)):
        hashq(*arguments)  # loads every module before the rights to read them may be gone
    hashq("rate", cards[0], "good")
    folder = Path(tempfile.mkdtemp())
    copy = folder / "home"
    shutil.copytree(home, copy)
    for path in (folder, copy, *copy.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)  # root may write anywhere
    yield copy
    os.seteuid(was)
    for path in (folder, copy):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("command", ["rate", "undo", "backup"])
def test_what_writes_says_that_it_cannot(hashq, cards, read_only, command):
    before = (read_only / "hashq.db").read_bytes()
    arguments = [cards[0], "good"] if command == "rate" else []
    ran = hashq("--home", str(read_only), command, *arguments)
    assert ran.code == 4
    assert ran.out == ""
    assert str(read_only) in ran.err
    assert "--home" in ran.err
    assert (read_only / "hashq.db").read_bytes() == before


@pytest.mark.parametrize("command", ["due", "stats", "cards"])
def test_what_only_reads_still_answers(hashq, cards, read_only, command):
    ran = hashq("--home", str(read_only), command)
    assert ran.code == 0
    assert "hashq:" not in ran.err
    assert ran.out
