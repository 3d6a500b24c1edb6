"""The desk over 100,000 cards and 1,000,000 reviews: opening home, searching while typing, scrolling, memory.

Run: python tests/benchmarks/bench_browse.py [FOLDER]; a FOLDER keeps the made library for the next time. Screens are opened
without a terminal, each in a process of its own; a key counts until what it changed is drawn.
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
TYPED = ("what is", "what ba", "ma to", "is:due", "-ba me", "deck:area1 no")

RUN = """
import asyncio, json, resource, sys, time
from functools import partial
from hashq.study.services import open_services
from hashq.tui.app import HashqApp

async def home():
    start = time.perf_counter()
    app = HashqApp(partial(open_services, None), "home")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        return [time.perf_counter() - start]

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
                start = time.perf_counter()
                field.value = text[:end]
                await asyncio.sleep(0)
                while app._batch_count or not screen.is_current: await asyncio.sleep(0)
                [rows.render_line(y) for y in range(rows.size.height)]
                await wait_drawn(app)
                keys.append(time.perf_counter() - start)
            await pilot.pause(0.3)
        field.value = ""
        await pilot.pause(0.5)
        rows.focus()
        rows.action_last()
        await pilot.pause(0.5)
        rows.action_first()
        for step in range(120):
            start = time.perf_counter()
            rows.action_page(1)
            [rows.render_line(y) for y in range(rows.size.height)]
            await wait_drawn(app)
            frames.append(time.perf_counter() - start)
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
    opened = {
        home.name: Measured(home.name, tuple(run(home, "home")[0] for _ in range(5))) for home in (empty, big)
    }
    goal = opened["empty"].median * 1.3 + 0.05
    print(f"home, empty library   {opened['empty'].median * 1000:8.1f} ms")
    print(f"home, {CARDS:,} cards   {opened['big'].median * 1000:8.1f} ms   goal ≤ {goal * 1000:.1f}")
    keys, frames, memory = run(big, "browse", *TYPED)
    typed, scrolled = Measured("keys", tuple(keys)), Measured("frames", tuple(frames))
    print(f"search, a key, p95    {typed.p95 * 1000:8.1f} ms   median {typed.median * 1000:.1f}   goal < 30")
    print(
        f"scroll, a screen, p95 {scrolled.p95 * 1000:8.1f} ms   median {scrolled.median * 1000:.1f}   goal < 33"
    )
    print(f"memory, most          {memory:8.1f} MB   goal < 250")


def main() -> None:
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name))


if __name__ == "__main__":
    main()
