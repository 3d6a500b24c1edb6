"""What the sandbox costs on screen: a frame while time runs, and the way from a card into it.

Run with ``python tests/benchmarks/bench_lab.py``. Times are milliseconds.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from hashq.sandbox.shipped import shipped
from hashq.study.lab import read_scenario
from hashq.study.scenario_texts import ScenarioText
from hashq.study.services import open_services
from hashq.tui.app import HashqApp
from hashq.tui.screens.sandbox import SandboxScreen

FRAMES = 120


def services(home: Path):
    return lambda: open_services(home)


async def until(met, pause: float) -> None:
    """Wait, at most for a minute or so, until something holds."""
    for _ in range(100_000):
        if met():
            return
        await asyncio.sleep(pause)


async def frames(home: Path, instances: int, *, mapped: bool, size: tuple[int, int]) -> list[float]:
    """Every frame of a run watched: the clock moves, the panels are drawn, the screen is composed."""
    text = f"compare: [OneAtATime, HalfAtATime, AllAtOnce]\nfleet: {{instances: {instances}}}\nfail: ['#{instances // 2}']\n"
    app = HashqApp(services(home), "sandbox", scenario=read_scenario(text))
    times = []
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await until(lambda: len(app.screen.player.stage.tracks[0]) == instances, 0.05)
        screen = app.screen
        screen._mapped = mapped
        race = screen.player.stage.race
        for number in range(FRAMES):
            begun = perf_counter()
            screen.player.playhead = race.at_time(race.duration * number // FRAMES)
            screen.show_moment()
            screen._on_timer_update()
            times.append((perf_counter() - begun) * 1000)
    return times


async def closer(home: Path, instances: int) -> list[float]:
    """Every frame of the same run in the detail, with scripts that print."""
    scenario = read_scenario(
        shipped("validation-fails")
        .text.replace("instances: 4", f"instances: {instances}")
        .replace("OneAtATime", "HalfAtATime")
    )
    app = HashqApp(services(home), "sandbox", scenario=scenario)
    times = []
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        await until(lambda: len(app.screen.player.stage.tracks[0]) == instances, 0.05)
        app.screen.action_detail()
        await pilot.pause()
        screen = app.screen
        race = screen.player.stage.race
        for number in range(FRAMES):
            begun = perf_counter()
            screen.player.playhead = race.at_time(race.duration * number // FRAMES)
            screen.show_moment()
            screen._on_timer_update()
            times.append((perf_counter() - begun) * 1000)
    return times


async def opening(home: Path) -> list[float]:
    """From the key on a card to the screen that shows its race."""
    app = HashqApp(services(home), "home")
    times = []
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        first = shipped("three-configurations")
        for _ in range(8):
            begun = perf_counter()
            app.open("sandbox", scenario=ScenarioText(first.key, first.lesson, first.text))
            await until(lambda: isinstance(app.screen, SandboxScreen) and app.screen.query("RacePanel"), 0)
            await pilot.pause()
            times.append((perf_counter() - begun) * 1000)
            app.go_back()
            await pilot.pause()
    return times


def told(name: str, times: list[float]) -> str:
    ordered = sorted(times)
    return f"{name}: median {statistics.median(times):.1f}, p95 {ordered[int(len(ordered) * 0.95)]:.1f}, worst {ordered[-1]:.1f}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for instances, mapped, size in (
            (9, False, (80, 24)),
            (1000, False, (160, 50)),
            (1000, True, (160, 50)),
            (10_000, True, (160, 50)),
        ):
            kind = "map" if mapped else "lanes"
            times = asyncio.run(frames(home, instances, mapped=mapped, size=size))
            sys.stdout.write(told(f"frame, 3 x {instances} instances as {kind}", times) + "\n")
        for instances in (9, 1000):
            times = asyncio.run(closer(home, instances))
            sys.stdout.write(told(f"frame of the detail, {instances} instances", times) + "\n")
        times = asyncio.run(opening(home))
        sys.stdout.write(told("opening from a card, first included", times) + f"; first {times[0]:.1f}\n")


if __name__ == "__main__":
    main()
