"""The optimiser that the extra brings: loaded when asked for, and missed politely."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import hashq.scheduling
from hashq.errors import UsageError
from hashq.scheduling.fsrs_trainer import train
from hashq.scheduling.model import Rating

HISTORIES = [
    (
        (Rating.GOOD, 0),
        *((Rating.AGAIN if (card + day) % 3 == 0 else Rating.GOOD, 2) for day in range(length)),
    )
    for card in range(60)
    for length in range(1, 8)
]


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    with pytest.raises(UsageError, match=r"hashq\[optimize\]"):
        train(HISTORIES)


def test_a_person_who_forgets_often_gets_shorter_first_stabilities() -> None:
    pytest.importorskip("fsrs_rs_python")
    weights = train(HISTORIES)
    assert len(weights) == 21
    assert weights[2] < 2.3065


HEAVY = {"fsrs_memory", "optimize"}
"""The modules that load the memory model."""


def test_counting_and_ordering_load_neither_the_library_nor_the_optimiser() -> None:
    names = sorted(file.stem for file in Path(hashq.scheduling.__file__).parent.glob("[a-z]*.py"))
    modules = ", ".join(f"hashq.scheduling.{name}" for name in names if name not in HEAVY)
    code = (
        f"import sys, {modules}; print({{'fsrs', 'fsrs_rs_python', 'tomllib', 'tomlkit'}} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
