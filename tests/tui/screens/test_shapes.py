"""Other sessions, chosen from home."""

from __future__ import annotations

import asyncio
from datetime import timedelta


def told(desk, story, **opening):
    async def at_the_desk():
        async with desk.open("home", **opening) as seat:
            await seat.press("o")
            await seat.settle()
            await story(seat)

    asyncio.run(at_the_desk())


def test_the_shapes_are_listed_with_their_counts(library):
    async def story(seat):
        seat.assert_golden("shapes-80x40")

    told(library, story, size=(80, 40))


def test_a_crammed_card_is_graded_without_intervals_and_nothing_is_stored(library):
    async def story(seat):
        await seat.press("end", "enter")
        assert seat.screen.PLACE == "review"
        await seat.press("space")
        assert "1 again" in seat.text
        assert "<1 m" not in seat.text
        assert "nothing is recorded" in seat.text
        await seat.press("3")
        assert "1 of 6" in seat.text
        await seat.press("u")
        assert "0 of 6" in seat.text
        assert seat.reviews == 0

    told(library, story)


def test_a_time_box_says_until_when(library):
    async def story(seat):
        await seat.press("enter")
        clock = seat.app.services.clock
        ends = clock.now() + timedelta(minutes=15)
        assert f"until {ends + clock.utc_offset(ends):%H:%M}" in seat.text

    told(library, story)


def test_the_end_of_cramming_says_that_nothing_was_recorded(library):
    async def story(seat):
        await seat.press("end", "enter", *(["space", "3"] * 6))
        assert seat.screen.PLACE == "summary"
        assert "6 reviews" in seat.text
        assert "none of them recorded" in seat.text

    told(library, story)


def test_an_empty_session_says_so(library):
    async def story(seat):
        await seat.press("end", "up", "enter")
        assert seat.screen.PLACE == "shapes"
        assert any("No card" in message for message in seat.messages)

    told(library, story)


def test_going_on_after_cramming_crams_and_records_nothing(library):
    async def story(seat):
        await seat.press("end", "enter", *(["space", "3"] * 6), "space", "space", "3")
        assert "nothing is recorded" in seat.text
        assert seat.reviews == 0

    told(library, story)
