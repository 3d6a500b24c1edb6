"""The stats screen over two years with 100,000 reviews: every period and a deck, from the key until all is drawn.

Run: python tests/benchmarks/bench_stats.py [HOME]; with a data folder HOME, over what is in there instead. The screen is
opened without a terminal; process time stands beside the wall's, for machines that are shared.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from long_log import write_log
from measure import ROOT, Measured, environment

from hashq.store.database import Database

RUN = """
import asyncio, json, time
from functools import partial
from hashq.study.services import open_services
from hashq.tui.app import HashqApp

ROUNDS = 9

async def periods():
    app = HashqApp(partial(open_services, None), "stats")
    took = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        screen = app.screen
        for deck in (None, *app.services.study.deck_tree_names()[1:2]):
            screen._deck = deck
            for _ in range(4 * ROUNDS):
                start, worked = time.perf_counter(), time.process_time()
                screen.action_period()
                await asyncio.sleep(0)
                while app._batch_count or not screen.is_current: await asyncio.sleep(0)
                await drawn(app)
                days = screen._overview.scope.days
                name = f"{'all decks' if deck is None else 'one deck'}, {days or 'all'} days"
                took.setdefault(name, []).append((time.perf_counter() - start, time.process_time() - worked))
                await pilot.pause(0.05)
    return took

async def drawn(app):
    # Laid out and painted: everything posted by now has been handled once this comes round.
    done = asyncio.Event()
    app.screen.call_after_refresh(done.set)
    await done.wait()

print(json.dumps(asyncio.run(periods())))
"""


def measure(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        env=environment(home),
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    for name, times in json.loads(done.stdout).items():
        wall, process = (Measured(name, tuple(column)) for column in zip(*times, strict=True))
        print(
            f"stats, {name:<22} {wall.median * 1000:7.1f} ms   process {process.median * 1000:7.1f} ms   goal < 100"
        )


def main() -> None:
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        database = Database(Path(name) / "hashq.db")
        write_log(database, datetime.now(UTC))
        database.close()
        measure(Path(name))


if __name__ == "__main__":
    main()
