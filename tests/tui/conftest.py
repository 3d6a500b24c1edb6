"""A small library, a clock that stands still, and screens as text to compare with stored ones."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from hashq.study.services import open_services
from hashq.tui.app import HashqApp
from hashq.tui.key_pace import KeyPace

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.dom import DOMNode
    from textual.pilot import Pilot
    from textual.screen import Screen

    from hashq.study.services import Services

GOLDEN = Path(__file__).parent / "golden"
NOTES = {
    "AWS/CodeDeploy.md": """#Q What are the parts of an application in CodeDeploy?
| Part | What it is |
| ---- | ---------- |
| Application | A name that holds deployment groups and revisions |
| Deployment group | The instances a deployment goes to, found by their tags |
| Revision | What is deployed, with its AppSpec file |
Table. Parts of an application

#Q In which order do the hooks run?
Answer:
1. ApplicationStop
2. BeforeInstall
3. AfterInstall
See: [the hooks](https://docs.example.com/hooks)

#Q What does a group [/] with [red]two[/red] tags select?
Answer: Instances with **both** tags, see [[Tags | the note on tags]].

#Q How does an AppSpec file begin?
```yaml
version: 0.0
os: linux
```
![[flow.png]]
Fig. From bundle to hook
""",
    "AWS/ECS.md": "#Q What does a blue/green deployment on ECS shift?\nAnswer: Traffic between two task sets.\n",
    "Networking.md": "#Q Which port does HTTPS use?\nAnswer: 443\n",
}


AWAITED = {"notes", "pictures", "changes", "exams", "runs"}
"""Groups of workers that end by themselves and change what is shown."""


async def at_rest(*_: float) -> None:
    """Wait until nothing is left to do but what a clock or another thread may bring.

    Textual's own wait asks the processor's clock, 20 ms at a time, whether the process rests. The event loop knows.
    """
    ready = asyncio.get_running_loop()._ready
    while True:
        await asyncio.sleep(0)
        if not ready:
            return


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_processor():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.pilot.wait_for_idle", at_rest)
        patch.setattr("textual.app.wait_for_idle", at_rest)
        yield


def is_at_work(node: DOMNode) -> bool:
    """Whether it takes up a message and does not wait for the next one."""
    return node._running and not node._closing and not node._message_queue.ready_event._waiters


def is_to_be_drawn(screen: Screen) -> bool:
    """Whether the screen has yet to lay out, scroll, paint, or call what waits for a paint."""
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
        or screen.app._batch_count
    )


@dataclass
class StillClock:
    """A clock that moves when told."""

    moment: datetime = field(default_factory=lambda: datetime(2030, 1, 7, 12, tzinfo=UTC))

    def now(self) -> datetime:
        return self.moment

    def utc_offset(self, moment: datetime) -> timedelta:  # noqa: ARG002 - a clock takes it
        return timedelta(0)

    def pass_(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "Vault"
    for name, text in NOTES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


class Seat:
    """A person at the open program."""

    def __init__(self, app: HashqApp, pilot: Pilot) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self):
        return self.app.screen

    async def settle(self) -> None:
        """Wait until the program's own workers are done and everything is drawn."""
        await self.drawn()
        while ours := [worker for worker in self.app.workers if worker.group in AWAITED]:
            await self.app.workers.wait_for_complete(ours)
            await self.drawn()

    async def drawn(self) -> None:
        """Wait until all that was asked for is done and drawn, and all that drawing it asked for."""
        for _ in range(20):
            await at_rest()
            async with asyncio.timeout(60):
                while any(map(is_at_work, [self.app, *self.screen.walk_children(with_self=True)])):
                    await asyncio.sleep(0.001)  # for a thread that one of them waits for
                    await at_rest()
            if not is_to_be_drawn(self.screen):
                break
            self.screen._on_timer_update()

    async def rest(self) -> None:
        """Leave the keys alone until the screen has done all that it does a moment after the last of them."""
        await self.settle()
        soon = [timer._task for timer in self.screen._timers if timer._repeat == 0 and timer._task]
        if soon:
            await asyncio.wait(soon)
        await self.settle()

    async def until(self, shows: Callable[[], bool]) -> None:
        """Wait for what a thread does that goes on; a minute without it is a failure."""
        async with asyncio.timeout(60):
            while not shows():
                await asyncio.sleep(0.01)
                await self.drawn()

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each released before the next."""
        for key in keys:
            self.app._pace = KeyPace()
            await self.app._press_keys([key])
            await self.drawn()

    async def hold(self, key: str, seconds: float = 2.0, delay: float = 0.5, rate: float = 30.0) -> None:
        """Hold a key down: the events a terminal sends, at the times it sends them, without waiting for them."""
        start = self.app.key_pace.at if self.app.key_pace.key else 0.0
        for after in [0.0, *(delay + step / rate for step in range(int((seconds - delay) * rate)))]:
            event = Key(key, " " if key == "space" else key)
            event.time = start + 10 + after
            self.app.post_message(event)
        await self.settle()

    @property
    def text(self) -> str:
        """What the terminal shows, blank ends removed."""
        return "\n".join(strip.text.rstrip() for strip in self.screen._compositor.render_strips()) + "\n"

    @property
    def messages(self) -> list[str]:
        """Everything that was said and still shows."""
        return [note.message for note in self.app._notifications]

    @property
    def reviews(self) -> int:
        """Reviews stored."""
        return self.app.services.study.statistics().reviews

    def assert_golden(self, name: str) -> None:
        """The screen looks as stored; ``HASHQ_GOLDEN=write`` stores it."""
        shown, path = self.text, GOLDEN / f"{name}.txt"
        if os.environ.get("HASHQ_GOLDEN") == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_text(shown, encoding="utf-8")
        assert shown == path.read_text(encoding="utf-8")


class Desk:
    """Opens the program over one data folder."""

    def __init__(self, home: Path, clock: StillClock) -> None:
        self.home = home
        self.clock = clock

    def services(self) -> Services:
        return open_services(self.home, self.clock)

    def import_notes(self, path: Path) -> None:
        services = self.services()
        services.library.import_paths([path])
        services.close()

    @asynccontextmanager
    async def open(
        self, screen: str = "home", size: tuple[int, int] = (80, 24), *, messages: bool = False, **opening
    ):
        """``messages``: whether they are drawn too."""
        app = HashqApp(self.services, screen, **opening)
        try:
            async with app.run_test(size=size, notifications=messages) as pilot:
                seat = Seat(app, pilot)
                await seat.settle()
                yield seat
        finally:
            app.services.close()


@pytest.fixture(scope="session")
def desk_over() -> type[Desk]:
    """Opens the program over any data folder, for tests that keep one longer than a test lasts."""
    return Desk


@pytest.fixture
def desk(home: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    """The program over an empty library, with no shipped deck to join it."""
    for name in ("NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("hashq.paths.shipped_decks", lambda: tmp_path / "none")
    home.mkdir()
    # Fuzz follows a card's id, which is random: without it the same screens show the same intervals.
    (home / "config.toml").write_text("[study]\nfuzz = false\n", encoding="utf-8")
    return Desk(home, clock)


@pytest.fixture
def library(desk: Desk, vault: Path) -> Desk:
    """The program over the notes above."""
    desk.import_notes(vault)
    return desk
