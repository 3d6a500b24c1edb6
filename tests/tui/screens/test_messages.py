"""Messages: one at a time, over the line that says where one is, never over a rail of time or the keys."""

from __future__ import annotations

import asyncio

import pytest
from textual.widgets._toast import Toast

from hashq.errors import HashqError
from hashq.tui.app import ERROR_SEEN
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.scrubber import Scrubber

SCREENS = ["home", "review", "browse", "sandbox", "quiz", "stats", "settings"]


async def toasts(seat):
    await seat.settle()
    return [toast.region for toast in seat.screen.query(Toast)]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_a_message_stands_on_the_first_line(library, screen, size):
    async def at_the_desk():
        async with library.open(screen, size=size, messages=True) as seat:
            seat.app.say("Nothing was lost.")
            (region,) = await toasts(seat)
            assert (region.x, region.y, region.height) == (0, 0, 1)
            assert "Nothing was lost." in seat.text.splitlines()[0]

    asyncio.run(at_the_desk())


def test_the_latest_message_takes_the_place_of_the_one_before(library):
    async def at_the_desk():
        async with library.open("home", messages=True) as seat:
            for number in range(5):
                seat.app.say(f"Message {number}")
            (region,) = await toasts(seat)
            assert region.y == 0
            assert seat.messages == ["Message 4"]

    asyncio.run(at_the_desk())


def test_a_long_error_covers_neither_the_rail_nor_the_keys(library):
    problem = HashqError("it is so " * 20, place="here", remedy="do otherwise " * 10)

    async def at_the_desk():
        async with library.open("sandbox", messages=True) as seat:
            await seat.press("d")
            seat.app.tell(problem)
            (region,) = await toasts(seat)
            for below in (*seat.screen.query(Scrubber), *seat.screen.query(KeyBar)):
                assert region.intersection(below.region).area == 0

    asyncio.run(at_the_desk())


def test_an_error_that_was_seen_goes_with_the_next_key(library):
    async def at_the_desk():
        async with library.open("home", messages=True) as seat:
            seat.app.tell(HashqError("it is so", place="here", remedy="do otherwise"))
            await seat.press("down")
            assert len(seat.messages) == 1  # nobody reads so fast
            (error,) = seat.app._notifications
            error.raised_at -= ERROR_SEEN
            await seat.press("down")
            assert seat.messages == []

    asyncio.run(at_the_desk())


def test_a_message_leaves_no_piece_of_the_line_below_it(library):
    async def at_the_desk():
        async with library.open("stats", messages=True) as seat:
            seat.app.say("Done.")
            (region,) = await toasts(seat)
            assert region.width == 80
            assert seat.text.splitlines()[0].strip("▌ ") == "Done."

    asyncio.run(at_the_desk())
