"""What the table of actions promises, the screens keep: bindings, help and palette all follow it."""

from __future__ import annotations

import asyncio
import importlib

import pytest

from hashq.tui import screens
from hashq.tui.actions import DEFAULT_KEYS
from hashq.tui.app import HashqApp
from hashq.tui.keys import EVERYWHERE
from hashq.tui.palette import ActionCommands
from hashq.tui.screens.help import HelpScreen, key_lines


def owner(screen: str) -> type:
    if screen == EVERYWHERE:
        return HashqApp
    return getattr(importlib.import_module(f"hashq.tui.screens.{screen}"), screens.SCREENS[screen])


@pytest.mark.parametrize("action", DEFAULT_KEYS.actions, ids=lambda action: action.id)
def test_every_action_can_be_done_on_its_screen(action):
    assert callable(getattr(owner(action.screen), f"action_{action.name}", None))


@pytest.mark.parametrize("screen", list(screens.SCREENS))
def test_help_lists_every_key_of_the_screen_and_those_that_work_everywhere(screen):
    shown = " ".join(" ".join(line.plain for line in key_lines(DEFAULT_KEYS.on(screen), 80)).split())
    for action in DEFAULT_KEYS.on(screen):
        assert action.help in shown
        assert f" {action.label} " in shown


def test_the_question_mark_opens_the_keys_and_closes_them(library):
    async def at_the_desk():
        async with library.open("review") as seat:
            await seat.press("question_mark")
            assert isinstance(seat.screen, HelpScreen)
            seat.assert_golden("keys-review-80x24")
            await seat.press("question_mark")
            assert not isinstance(seat.screen, HelpScreen)

    asyncio.run(at_the_desk())


def test_the_palette_finds_an_action_by_its_words_and_does_it(library):
    async def at_the_desk():
        async with library.open("review") as seat:
            commands = ActionCommands(seat.screen)
            (best, *_) = sorted([hit async for hit in commands.search("flag")], reverse=True)
            await best.command()
            await seat.settle()
            assert seat.app.services.library.card(seat.screen._card.id).flag == 1
            offered = {hit.text async for hit in commands.discover()}
            assert {"flag", "suspend", "theme"} <= offered

    asyncio.run(at_the_desk())


def test_the_palette_opens_with_its_key(library):
    async def at_the_desk():
        async with library.open("home") as seat:
            await seat.press("ctrl+p")
            await seat.settle()
            assert "study  enter" in seat.text.lower()

    asyncio.run(at_the_desk())


def test_remapped_keys_work_and_the_old_ones_do_not(library):
    with (library.home / "config.toml").open("a") as settings:
        settings.write('[keys]\n"review.reveal" = ["x"]\n')

    async def at_the_desk():
        async with library.open("review") as seat:
            await seat.press("space")
            assert "x shows the answer" in seat.text
            await seat.press("x")
            assert "1 again" in seat.text

    asyncio.run(at_the_desk())


def test_the_next_theme_is_kept_for_the_next_time(library):
    async def at_the_desk():
        async with library.open("home") as seat:
            assert seat.app.theme == "dark"
            await seat.press("ctrl+t")
            assert seat.app.theme == "light"
        async with library.open("home") as seat:
            assert seat.app.theme == "light"

    asyncio.run(at_the_desk())
