"""The detail of one deployment as a person uses it: events by keys and mouse, output to scroll, instances to change."""

from __future__ import annotations

import asyncio

import pytest

from hashq.sandbox.shipped import shipped
from hashq.study.lab import read_scenario
from hashq.tui.actions import DEFAULT_KEYS
from hashq.tui.race.ink import plain
from hashq.tui.screens.sandbox_detail import DetailScreen
from hashq.tui.widgets.line_list import LineList
from hashq.tui.widgets.race_panel import RacePanel

SIZES = [(80, 24), (100, 30), (120, 40), (160, 50)]


def look_closer(desk, do, size=(80, 24), key="script-times-out"):
    """Open the detail at the end of a shipped scenario and let ``do`` use it."""

    async def at_the_desk():
        async with desk.open("sandbox", size=size, scenario=read_scenario(shipped(key).text)) as seat:
            await seat.press("9", "d")
            await seat.settle()
            assert isinstance(seat.screen, DetailScreen)
            await do(seat)

    asyncio.run(at_the_desk())


def event(seat) -> str:
    """The event that is looked at: the first word of its pane."""
    (first, *_) = seat.screen.query_one("#hook", LineList)._lines
    return first[0][0].strip()


def said(seat) -> list[object]:
    """Every message that shows; the same words said again are another message."""
    return [note.identity for note in seat.app._notifications]


def pane(seat) -> str:
    """All that the pane of that event shows."""
    lines = seat.screen.query_one("#hook", LineList)._lines
    return " ".join("".join(plain(line) for line in lines).split())


@pytest.mark.parametrize("size", SIZES)
def test_a_failed_event_shows_what_its_script_printed_and_the_diagnostics(desk, size):
    async def do(seat):
        assert event(seat) == "ApplicationStart"
        assert "stderr waiting for port 8080" in seat.text
        assert "ScriptTimedOut" in seat.text
        assert "scriptName scripts/start.sh" in seat.text
        assert "idle since 02:10: 51 polls" in " ".join(seat.text.split())
        assert "Unhealthy" in seat.text
        assert "healthy 3 of 4" in seat.text

    look_closer(desk, do, size)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_where_it_can_wrap(desk, size):
    async def do(seat):
        for _ in range(3):
            assert "…" not in seat.text
            await seat.press("left")

    look_closer(desk, do, size, "broken-application-stop")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_detail_looks_as_stored(desk, size):
    async def do(seat):
        seat.assert_golden(f"sandbox-detail-{size[0]}x{size[1]}")

    look_closer(desk, do, size)


def test_arrows_and_letters_choose_an_event_and_tell_where_there_is_none(desk):
    async def do(seat):
        await seat.press("k")
        assert event(seat) == "AfterInstall"
        assert "stdout wrote" in pane(seat)
        await seat.press("up")
        assert event(seat) == "Install"
        await seat.press("down", "j", "j")
        assert event(seat) == "ValidateService"
        await seat.press("j")
        assert "This is the last event." in seat.messages
        for _ in range(7):
            await seat.press("up")
        assert event(seat) == "ApplicationStop"
        assert "This is the first event." in seat.messages

    look_closer(desk, do)


def test_an_event_that_was_picked_stays_and_the_present_one_goes_with_time(desk):
    async def do(seat):
        await seat.press("0", "right", "right", "right", "right", "right")
        began = event(seat)
        assert began == "ApplicationStop"
        await seat.press("j")
        picked = event(seat)
        await seat.press("9")
        assert event(seat) == picked
        while event(seat) != "ApplicationStart":
            await seat.press("j")
        await seat.press("0", *["right"] * 5)
        assert event(seat) == "ApplicationStop"

    look_closer(desk, do)


def test_what_does_not_fit_is_scrolled_by_keys_and_wheel(desk):
    async def do(seat):
        pane = seat.screen.query_one("#hook", LineList)
        assert "00:35 agent" not in seat.text
        await seat.press("b", "pageup", "b")
        assert "Nothing was written before." in seat.messages
        assert "00:35 agent" in seat.text
        top = seat.text
        pane.post_message(LineList.Turned(pane, 1))
        await seat.settle()
        assert seat.text != top
        await seat.press("f", "pagedown", "f", "f")
        assert "Nothing more is written." in seat.messages
        assert "PutHostCommandComplete 02:10" in seat.text

    look_closer(desk, do)


def test_another_instance_is_chosen_by_key_and_its_own_event_shows(desk):
    async def do(seat):
        await seat.press("n")
        assert seat.screen.player.chosen == "i-2"
        assert event(seat) == "ValidateService"
        await seat.press("p", "p")
        assert seat.screen.player.chosen == "i-1"
        assert "There is no further instance." in seat.messages

    look_closer(desk, do)


def test_the_mouse_chooses_events_and_instances(desk):
    async def do(seat):
        first = seat.screen._detail.first
        await seat.pilot.click("#target", offset=(5, first))
        await seat.settle()
        assert event(seat) == "ApplicationStop"
        await seat.pilot.click(RacePanel, offset=(5, 3))
        await seat.settle()
        assert seat.screen.player.chosen == "i-3"
        assert event(seat) == "ValidateService"

    look_closer(desk, do, (120, 40))


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_no_key_does_nothing_silently(desk, size):
    actions = [
        each for each in DEFAULT_KEYS.actions if each.screen == "sandbox_detail" and each.name != "leave"
    ]

    async def do(seat):
        for key in [key for action in actions for key in action.keys] + ["tab"]:
            before = (said(seat), seat.text)
            await seat.press(key)
            assert (said(seat), seat.text) != before, key
            seat.screen.player.playing = False

    look_closer(desk, do, size)


def test_ascii_terminals_get_ascii_only(desk):
    (desk.home / "config.toml").write_text("[screen]\nascii = true\n")

    async def do(seat):
        assert seat.text.isascii()

    look_closer(desk, do, (120, 40))


@pytest.mark.parametrize("key", ["lambda-canary", "blue-green", "silent-agent", "never-starts", "ecs-linear"])
def test_every_kind_of_run_can_be_looked_at_from_its_beginning_to_its_end(desk, key):
    async def do(seat):
        await seat.press("0")
        for _ in range(6):
            await seat.press(".")
            assert seat.screen.player.chosen in seat.text

    look_closer(desk, do, (100, 30), key)
