"""The lot: five things on the top level, a licence and dotfiles; nothing else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALLOWED = {"pyproject.toml", "README.md", "LICENSE", "cards", "app", "tests"}


def test_nothing_else_stands_on_the_top_level():
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    tops = {name.split("/")[0] for name in listed.splitlines()}
    assert {top for top in tops if not top.startswith(".")} - ALLOWED == set()
