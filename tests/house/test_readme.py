"""What the README promises is what is run."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_gates_begin_with_the_readmes_test_command():
    gates = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    command = next(line for line in gates.splitlines() if line.startswith("python3 -m venv"))
    assert command in README


def test_every_picture_and_link_of_the_readme_exists():
    targets = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)
    missing = [target for target in targets if not (ROOT / target.split("#")[0]).exists()]
    assert missing == []
