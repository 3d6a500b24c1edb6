"""Keys that arrive faster than the screens can follow, as over a slow line: each goes where the one before it led."""

from __future__ import annotations

import asyncio

import pytest
from textual.events import Key
from textual.widgets import Input, TextArea

from hashq.tui.widgets.ask_line import AskLine
from hashq.tui.widgets.card_rows import CardRows

NAMED = {"/": "slash", "\n": "enter", " ": "space", "@": "at"}


def burst(desk, keys: str, story, screen: str = "home", **opening) -> None:
    """All ``keys`` at once, then ``story``."""

    async def use() -> None:
        async with desk.open(screen, **opening) as seat:
            for sign in keys:
                seat.app.post_message(Key(NAMED.get(sign, sign), None if sign == "\n" else sign))
            await seat.pilot.pause(0.3)
            await seat.settle()
            story(seat)

    asyncio.run(use())


def done(seat) -> int:
    return seat.app.services.database.value("SELECT count(*) FROM actions")


@pytest.mark.parametrize(("screen", "keys"), [("home", "/detR@"), ("home", "b/detR@"), ("browse", "/detR@")])
def test_letters_behind_a_slash_are_a_query_and_no_deeds(library, screen, keys):
    def story(seat):
        assert seat.screen.PLACE == "browse"
        assert seat.screen.query_one("#query", Input).value == "detR@"
        assert done(seat) == 0

    burst(library, keys, story, screen)


def test_an_answer_is_typed_where_it_is_asked_for(library):
    def story(seat):
        assert seat.screen.query_one(AskLine).value == "edited@"
        assert done(seat) == 0

    burst(library, "tedited@", story, "browse")


def test_behind_a_query_keys_are_for_the_list_again(library):
    def story(seat):
        assert seat.screen.query_one("#query", Input).value == "task"
        assert seat.screen.query_one(CardRows).marked == 1
        assert done(seat) == 1

    burst(library, "/task\n @", story, "browse")


def test_the_built_in_editor_gets_what_is_typed_behind_the_key_that_opens_it(library):
    def story(seat):
        assert seat.screen.query_one(TextArea).text.startswith("Rd@")
        assert done(seat) == 0

    burst(library, "eRd@", story, "browse")


def test_a_card_is_graded_by_the_key_behind_the_one_that_shows_its_answer(library):
    def story(seat):
        assert seat.app.services.database.value("SELECT count(*) FROM reviews") == 1

    burst(library, " 3", story, "review")
