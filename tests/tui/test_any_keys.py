"""Whatever is pressed, clicked and resized, in whatever order, the program goes on."""

from __future__ import annotations

import asyncio
import os
import random
from typing import TYPE_CHECKING

import pytest

from hashq.tui.actions import DEFAULT_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = os.environ.get("HASHQ_LAWS") == "whole"
SEEDS, STEPS = (range(4), 150) if WHOLE else (range(1), 60)

KEYS = sorted(
    {key for action in DEFAULT_KEYS.actions for key in action.keys}
    | {*"abcdefghijklmnopqrstuvwxyz0123456789-<>:", "up", "down", "left", "right", "home", "end", "pageup"}
    | {"pagedown", "tab", "shift+tab", "backspace", "delete", "enter"}
)
WIDTHS, HEIGHTS = (1, 10, 20, 40, 80, 120, 250), (1, 2, 6, 12, 24, 40, 80)
LEAVING = {"q", "escape", "ctrl+q", "ctrl+c"}


def deeds(seed: int) -> Iterator[tuple[str, object]]:
    """What a child at the keyboard does: keys mostly, a way back now and then, clicks, and windows pulled about."""
    chance = random.Random(seed)
    for _ in range(STEPS):
        lot = chance.random()
        if lot < 0.05:
            yield "size", (chance.choice(WIDTHS), chance.choice(HEIGHTS))
        elif lot < 0.08:
            yield "click", (chance.random(), chance.random())
        else:
            yield "key", "escape" if lot < 0.14 else chance.choice(KEYS)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_a_person_does_ends_the_program(library, monkeypatch, seed):
    for tool in ("EDITOR", "VISUAL", "BROWSER"):
        monkeypatch.setenv(tool, "true")

    to_do = deeds(seed)

    async def at_the_desk():
        async with library.open("home") as seat:
            for kind, what in to_do:
                if kind == "size":
                    await seat.pilot.resize_terminal(*what)
                elif kind == "click":
                    across, down = what
                    size = seat.screen.size
                    await seat.pilot.click(offset=(int(across * size.width), int(down * size.height)))
                elif what not in LEAVING or getattr(seat.screen, "PLACE", "") != "home":
                    await seat.pilot.press(what)
                assert not seat.app.crash
                if seat.app.return_code is not None:
                    return True  # left through the palette
        return False

    while asyncio.run(at_the_desk()):
        pass


@pytest.mark.parametrize("size", [(1, 1), (80, 1), (1, 24)])
@pytest.mark.parametrize("key", ["c", "ctrl+p"])
def test_a_list_without_any_room_can_be_paged(library, size, key):
    async def at_the_desk():
        async with library.open("home", size=size) as seat:
            await seat.press(key, "pageup", "pagedown")
            assert not seat.app.crash

    asyncio.run(at_the_desk())
