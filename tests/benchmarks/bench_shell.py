"""``hashq --version`` and ``hashq due`` against ``python -c pass``, as whole processes.

Run: python tests/benchmarks/bench_shell.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from measure import HASHQ, NOTHING, environment, in_turns, process_seconds, report
from vault import write_vault


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder) / "home")
        write_vault(Path(folder) / "vault")
        process_seconds([*HASHQ, "import", f"{folder}/vault"], env)
        measured = in_turns(
            {
                "python -c pass": lambda: process_seconds(NOTHING, env),
                "hashq --version": lambda: process_seconds([*HASHQ, "--version"], env),
                "hashq due": lambda: process_seconds([*HASHQ, "due"], env),
                "hashq import (nothing changed)": lambda: process_seconds([*HASHQ, "import"], env),
            },
            rounds=25,
        )
    goals = {"hashq --version": 4.5, "hashq due": 6, "hashq import (nothing changed)": 6}
    report("Shell commands, library of 10,000 cards", measured, "python -c pass", goals)


if __name__ == "__main__":
    main()
