"""Finding, reading and parsing 10,000 cards in 200 files, against splitting the same files into lines.

Run: PYTHONPATH=app python tests/benchmarks/bench_notes.py
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from measure import in_turns, report
from vault import write_vault

from hashq.notes.reader import find_notes, read_note

CARDS = 10_000


def lines_alone(folder: Path) -> float:
    start = time.perf_counter()
    sum(len(path.read_text("utf-8").split("\n")) for path in folder.rglob("*.md"))
    return time.perf_counter() - start


def notes(folder: Path) -> float:
    start = time.perf_counter()
    read = [read_note(Path(file.path)).note for file in find_notes(folder).files]
    took = time.perf_counter() - start
    found = sum(len(note.cards) for note in read if note is not None)
    assert found == CARDS, found
    return took


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_vault(folder, cards=CARDS)
        contestants = {"lines alone": lambda: lines_alone(folder), "notes into cards": lambda: notes(folder)}
        report("10,000 cards in 200 files", in_turns(contestants, rounds=5), against="lines alone", goals={})


if __name__ == "__main__":
    main()
