"""Reading AppSpecs: a usual one, the largest that is read, and bombs, which must be refused in under 0.1 s.

Run: python tests/benchmarks/bench_appspec.py
"""

from __future__ import annotations

import statistics
import time

from hashq.bounded_yaml import Limits
from hashq.sandbox.appspec import parse_appspec

HEAD = "version: 0.0\nos: linux\n"
USUAL = (
    HEAD + "files:\n  - source: /\n    destination: /srv/app\nhooks:\n  AfterInstall:\n    - location: a.sh\n"
)
GOAL = 0.1


def bomb(levels: int = 12, width: int = 9) -> str:
    lines = [f"k0: &k0 [{', '.join('x' * width)}]"]
    lines += [f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines)


def largest() -> str:
    entry = "  - source: web/file\n    destination: /srv/app/folder\n"
    return HEAD + "files:\n" + entry * ((Limits().nodes - 10) // 5)


TEXTS = {
    "usual": USUAL,
    "largest that is read": largest(),
    "bomb of aliases": bomb(),
    "200,000 brackets": "[" * 200_000,
    "100,000 dashes": "- " * 100_000,
    "1.5 MB": "a: 1\n" * 300_000,
}


def main() -> None:
    for name, text in TEXTS.items():
        seconds = []
        for _ in range(9):
            began = time.perf_counter()
            parse_appspec(text)
            seconds.append(time.perf_counter() - began)
        median = statistics.median(seconds)
        verdict = "" if name == "largest that is read" else ("  ok" if median < GOAL else "  TOO SLOW")
        print(f"{name:24} {median * 1000:9.2f} ms{verdict}")


if __name__ == "__main__":
    main()
