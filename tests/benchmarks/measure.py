"""Measures side by side: the contestants take turns in one run, and medians are compared, since machines are noisy."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).parents[2]
NOTHING = [sys.executable, "-c", "pass"]
HASHQ = [sys.executable, "-m", "hashq"]


@dataclass(frozen=True)
class Measured:
    """One contestant's timings, in seconds."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * 0.95) - 1]


def anki_python() -> str | None:
    """The interpreter of a venv that has the ``anki`` package, named by HASHQ_ANKI_PYTHON."""
    return os.environ.get("HASHQ_ANKI_PYTHON")


def environment(home: Path) -> dict[str, str]:
    """What a measured process sees: its own data folder, this checkout's package, compiled once as an installed one is."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "HASHQ_HOME": str(home), "PYTHONPATH": str(ROOT / "app")}


def process_seconds(command: Sequence[str], env: Mapping[str, str]) -> float:
    """How long one whole process takes, start to end. Raises when it fails."""
    start = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def in_turns(contestants: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, Measured]:
    """Let each contestant run once a round, after one round that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds + 1):
        for name, run in contestants.items():
            took = run()
            if number:
                seconds[name].append(took)
    return {name: Measured(name, tuple(values)) for name, values in seconds.items()}


def report(title: str, measured: Mapping[str, Measured], against: str, goals: Mapping[str, float]) -> None:
    """Print one line a contestant: median, ratio to ``against``, and the goal where there is one."""
    print(f"\n{title}")
    base = measured[against].median
    for name, one in measured.items():
        goal = f"  goal ≤ {goals[name]:g}" if name in goals else ""
        print(f"  {name:<34} {one.median * 1000:9.1f} ms   × {one.median / base:6.2f}{goal}")
