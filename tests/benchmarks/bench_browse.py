"""The desk over 100,000 cards and 1,000,000 reviews: opening home, searching while typing, scrolling, memory.

Run: python tests/benchmarks/bench_browse.py [FOLDER]; a FOLDER keeps the made library for the next time. Screens are opened
without a terminal, each in a process of its own; a key counts until what it changed is drawn. Process time stands beside
the wall's, for machines that are shared.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from big_library import write_library
from measure import ROOT, Measured, environment

CARDS, REVIEWS_EACH = 100_000, 12
ROUNDS = 7
TYPED = ("what is", "what ba", "ma to", "is:due", "-ba me", "deck:area1 no")

RUN = """
import gc
gc.disable()  # as the program's entrance does
import asyncio, json, resource, sys, time
from functools import partial
from hashq.study.services import open_services
from hashq.tui.app import HashqApp

def clocks(since=(0, 0)):
    return time.perf_counter() - since[0], time.process_time() - since[1]

async def home():
    start = clocks()
    app = HashqApp(partial(open_services, None), "home")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        return [clocks(start)]

async def browse(typed):
    from hashq.tui.widgets.card_rows import CardRows
    keys, frames = [], []
    app = HashqApp(partial(open_services, None), "browse", searching=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        screen = app.screen
        field, rows = screen.query_one("#query"), screen.query_one(CardRows)
        for text in typed:
            for end in range(1, len(text) + 1):
                start = clocks()
                field.value = text[:end]
                await asyncio.sleep(0)
                while app._batch_count or not screen.is_current: await asyncio.sleep(0)
                [rows.render_line(y) for y in range(rows.size.height)]
                await wait_drawn(app)
                keys.append(clocks(start))
            await pilot.pause(0.3)
        field.value = ""
        await pilot.pause(0.5)
        rows.focus()
        rows.action_last()
        await pilot.pause(0.5)
        rows.action_first()
        for step in range(120):
            start = clocks()
            rows.action_page(1)
            [rows.render_line(y) for y in range(rows.size.height)]
            await wait_drawn(app)
            frames.append(clocks(start))
        return [keys, frames, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]

async def wait_drawn(app):
    # Everything posted by now has been handled once this comes round.
    done = asyncio.Event()
    app.call_later(done.set)
    await done.wait()

print(json.dumps(asyncio.run(home() if sys.argv[1] == "home" else browse(sys.argv[2:]))))
"""


def run(home: Path, *arguments: str) -> list:
    """What one process measured."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        env=environment(home),
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout)


def measure(folder: Path) -> None:
    big, empty = folder / "big", folder / "empty"
    empty.mkdir(exist_ok=True)
    if not (big / "hashq.db").exists():
        big.mkdir(exist_ok=True)
        write_library(big / "hashq.db", CARDS, REVIEWS_EACH, datetime.now(UTC).date())
    write_library(empty / "hashq.db", 0, 0, datetime.now(UTC).date()) if not any(empty.iterdir()) else None
    opened = {home.name: [] for home in (empty, big)}
    for _ in range(ROUNDS):
        for home in (empty, big):
            opened[home.name] += run(home, "home")
    goals = [one.median * 1.3 + 0.05 for one in both(opened["empty"])]
    tell("home, empty library", [one.median for one in both(opened["empty"])])
    tell(f"home, {CARDS:,} cards", [one.median for one in both(opened["big"])], goals)
    keys, frames, memory = run(big, "browse", *TYPED)
    for name, times, goal in (("search, a key", keys, 0.030), ("scroll, a screen", frames, 0.033)):
        tell(f"{name}, p95", [one.p95 for one in both(times)], [goal] * 2)
        tell(f"{name}, median", [one.median for one in both(times)])
    print(f"memory, most             {memory:8.1f} MB   goal < 250")


def both(times: list) -> list[Measured]:
    """The wall's times and the process's."""
    return [Measured("times", tuple(column)) for column in zip(*times, strict=True)]


def tell(name: str, told: list[float], goals: list[float] | None = None) -> None:
    wall, process = (seconds * 1000 for seconds in told)
    goal = f"   goal ≤ {goals[0] * 1000:.0f}, by process time {goals[1] * 1000:.0f}" if goals else ""
    print(f"{name:<24} {wall:8.1f} ms   process {process:8.1f} ms{goal}")


def main() -> None:
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name))


if __name__ == "__main__":
    main()
