"""The first card on a terminal against a bare Textual program, the answer's paint, memory against Anki's engine.

Run: HASHQ_ANKI_PYTHON=VENV/bin/python python tests/benchmarks/bench_screens.py [first] [answer] [memory]

Programs run on a terminal of their own and are timed from their start until the words are written to it.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench_import import ANKI_IMPORT
from measure import HASHQ, Measured, anki_python, environment, in_turns, process_seconds, report
from vault import write_csv, write_vault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROUNDS, ANSWERS, ROWS, COLUMNS = 15, 200, 30, 100
SETTINGS = "[study]\nnew_per_day = 9999\nreviews_per_day = 9999\n"

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello there")
Hello().run()
"""

STUDY = """
import asyncio, json, resource, sys, time
from functools import partial
from hashq.study.services import open_services
from hashq.tui.app import HashqApp
from hashq.tui.key_pace import KeyPace

async def study(cards):
    seconds = []
    app = HashqApp(partial(open_services, None), "home")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.3)
        app.open("review")
        await pilot.pause(0.3)
        for _ in range(cards):
            start = time.perf_counter()
            app.screen.action_reveal()
            await pilot._wait_for_screen()
            list(app.screen._compositor.render_strips())
            seconds.append(time.perf_counter() - start)
            app._pace = KeyPace()
            app.screen.action_easy()
            await pilot.pause()
    return [seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]

print(json.dumps(asyncio.run(study(int(sys.argv[1])))))
"""

ANKI_STUDY = """
import json, resource, sys
from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer
collection = Collection(sys.argv[1])
queued = collection.sched.get_queued_cards(fetch_limit=1)
for _ in range(10):
    top = queued.cards[0]
    card = collection.get_card(top.card.id)
    card.start_timer()
    card.question(), card.answer()
    collection.sched.answer_card(collection.sched.build_answer(card=card, states=top.states, rating=CardAnswer.GOOD))
    queued = collection.sched.get_queued_cards(fetch_limit=1)
collection.close()
print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
"""


def seconds_until(words: bytes, command: Sequence[str], env: Mapping[str, str]) -> float:
    """How long a program takes until it has written ``words`` to its terminal; it is ended then."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    shown = {**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    start = time.perf_counter()
    program = subprocess.Popen(command, env=shown, stdin=its, stdout=its, stderr=its, start_new_session=True)
    os.close(its)
    written = b""
    try:
        while words not in written:
            written += os.read(ours, 65536)
        return time.perf_counter() - start
    finally:
        program.kill()
        program.wait()
        os.close(ours)


def outcome(command: Sequence[str], env: Mapping[str, str]) -> list:
    """What one process printed."""
    return json.loads(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)


def first_card(env: Mapping[str, str]) -> None:
    """The first question on the terminal against one word by a bare Textual program."""
    hello = [sys.executable, "-c", HELLO]
    measured = in_turns(
        {
            "Textual: hello": lambda: seconds_until(b"hello there", hello, env),
            "hashq review": lambda: seconds_until(b"shows the answer", [*HASHQ, "review"], env),
        },
        ROUNDS,
    )
    report("First card painted", measured, "Textual: hello", {"hashq review": 1.3})


def answers(env: Mapping[str, str]) -> None:
    """From the key until the whole screen with the answer is painted."""
    seconds, _ = outcome([sys.executable, "-c", STUDY, str(ANSWERS)], env)
    painted = Measured("answer", tuple(seconds))
    print(
        f"\nAnswer painted, p95   {painted.p95 * 1000:.1f} ms   median {painted.median * 1000:.1f}   goal ≤ 33"
    )


def memory(folder: Path, env: Mapping[str, str]) -> None:
    """The most memory of the screens over 10,000 cards, and of Anki's engine over the same."""
    _, ours = outcome([sys.executable, "-c", STUDY, "50"], env)
    print(f"\nMost memory, 10,000 cards\n  hashq's screens {ours:14.1f} MB")
    anki = anki_python()
    if anki is None:
        return
    write_csv(folder / "cards.csv")
    collection = f"{folder}/c.anki2"
    process_seconds([anki, "-c", ANKI_IMPORT, collection, f"{folder}/cards.csv"], env)
    ankis = outcome([anki, "-c", ANKI_STUDY, collection], env)
    print(f"  Anki's engine   {ankis:14.1f} MB   hashq × {ours / ankis:.2f}  goal ≤ 0.75")


def main() -> None:
    wanted = sys.argv[1:] or ["first", "answer", "memory"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_vault(folder / "vault")
        env = environment(folder / "home")
        process_seconds([*HASHQ, "import", str(folder / "vault")], env)
        if "first" in wanted:
            first_card(env)
        (folder / "home" / "config.toml").write_text(SETTINGS, encoding="utf-8")
        if "answer" in wanted:
            answers(env)
        if "memory" in wanted:
            memory(folder, env)


if __name__ == "__main__":
    main()
