"""The settings screen and the file say the same thing."""

from __future__ import annotations

import asyncio

import pytest
from textual.content import Content

from hashq.settings import read_settings
from hashq.tui.actions import DEFAULT_KEYS
from hashq.tui.widgets.top_line import TopLine


def told(desk, story, **opening):
    async def at_the_desk():
        async with desk.open("home", **opening) as seat:
            await seat.press("comma")
            await story(seat)

    asyncio.run(at_the_desk())


def settings(desk):
    return read_settings(desk.home / "config.toml")


async def go_to(seat, name, *, heading=""):
    """Choose the row called ``name``, the first under a heading that begins so."""
    screen = seat.screen
    at = next(
        at
        for at, row in enumerate(screen._options)
        if row is not None and row.name == name and row.heading.startswith(heading)
    )
    screen.query_one("OptionList").highlighted = at
    await seat.drawn()


async def type_value(seat, text):
    await seat.press("enter")
    seat.screen.query_one("Input").value = text
    await seat.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_every_setting_is_listed_with_its_value(library, size):
    async def story(seat):
        seat.screen.query_one(TopLine).show(Content("Settings"))  # the data folder has another name each time
        seat.screen.query_one("OptionList").styles.scrollbar_size_vertical = 0  # as long as there are actions
        await seat.drawn()
        seat.assert_golden(f"settings-{size[0]}x{size[1]}")

    told(library, story, size=size)


def test_a_switch_is_turned_and_stored(library):
    async def story(seat):
        await go_to(seat, "One sibling a day")
        await seat.press("enter")
        assert settings(library).study.bury_siblings is False
        await seat.press("space")
        assert settings(library).study.bury_siblings is True

    told(library, story)


def test_a_choice_goes_round_both_ways_and_holds_at_once(library):
    async def story(seat):
        await go_to(seat, "Theme")
        await seat.press("right")
        assert seat.app.theme == settings(library).screen.theme == "light"
        await seat.press("left", "left")
        assert seat.app.theme == settings(library).screen.theme == "terminal"

    told(library, story)


def test_a_number_is_typed_and_holds_at_once(library):
    async def story(seat):
        assert "6 cards" in seat.app.screen_stack[1].query_one("TodayBox").render().plain
        await go_to(seat, "New per day", heading="Study")
        await type_value(seat, "2")
        assert settings(library).study.new_per_day == 2
        await seat.press("q")
        assert "2 cards" in seat.text

    told(library, story)


def test_a_wrong_value_is_told_and_the_typing_goes_on(library):
    async def story(seat):
        await go_to(seat, "Desired retention", heading="Study")
        await type_value(seat, "2")
        assert any("2 is more than 0.99" in message for message in seat.messages)
        assert seat.screen.query_one("Input").has_focus
        await seat.press("escape")
        assert seat.screen.PLACE == "settings"
        assert settings(library).study.desired_retention == 0.9

    told(library, story)


def test_waiting_times_are_typed_with_blanks_between(library):
    async def story(seat):
        await go_to(seat, "Learning steps")
        await type_value(seat, "2m 1h")
        assert [step.total_seconds() for step in settings(library).study.learning_steps] == [120, 3600]

    told(library, story)


def test_a_change_goes_back_to_its_default_and_out_of_the_file(library):
    async def story(seat):
        await go_to(seat, "Vary intervals")
        assert "yours" in seat.text
        await seat.press("backspace")
        assert "fuzz" not in (library.home / "config.toml").read_text()

    told(library, story)


def test_comments_in_the_file_survive(library):
    file = library.home / "config.toml"
    file.write_text("# my own words\n[study]\nfuzz = false  # so that tests agree\n")

    async def story(seat):
        await go_to(seat, "One sibling a day")
        await seat.press("enter")

    told(library, story)
    assert "# my own words" in file.read_text()
    assert "# so that tests agree" in file.read_text()


def test_a_deck_gets_limits_of_its_own(library):
    async def story(seat):
        await seat.press("n")
        seat.screen.query_one("Input").value = "ecs"
        await seat.press("enter")
        assert seat.screen._chosen.place == ("decks", "Vault/AWS/ECS", "new_per_day")
        await type_value(seat, "0")
        assert settings(library).for_deck("Vault/AWS/ECS").new_per_day == 0

    told(library, story)


def test_a_deck_nobody_knows_is_told_with_near_ones(library):
    async def story(seat):
        await seat.press("n")
        seat.screen.query_one("Input").value = "EKS"
        await seat.press("enter")
        assert any("ECS" in message for message in seat.messages)

    told(library, story)


def test_a_key_is_remapped_and_works_at_once(library):
    async def story(seat):
        await go_to(seat, "import", heading="Keys home")
        await type_value(seat, "y ctrl+o")
        assert settings(library).keys["home.import"] == ("y", "ctrl+o")
        await seat.press("q", "y")
        assert seat.screen.PLACE == "importing"

    told(library, story)


def test_a_key_that_another_action_has_is_refused_with_its_name(library):
    async def story(seat):
        await go_to(seat, "import", heading="Keys home")
        await type_value(seat, "p")
        assert any("home.problems" in message for message in seat.messages)
        assert settings(library).keys == {}
        assert seat.app.keys == DEFAULT_KEYS

    told(library, story)


def test_a_remapped_key_goes_back_to_its_own(library):
    async def story(seat):
        await go_to(seat, "import", heading="Keys home")
        await type_value(seat, "y")
        await seat.press("backspace")
        assert seat.app.keys == DEFAULT_KEYS
        await seat.press("q", "i")
        assert seat.screen.PLACE == "importing"

    told(library, story)


def test_every_action_can_be_given_other_keys(library):
    async def story(seat):
        listed = {row.place[1] for row in seat.screen._rows if row.place[0] == "keys"}
        assert listed == {action.id for action in DEFAULT_KEYS.actions}

    told(library, story)


def test_kept_queries_are_listed_changed_and_taken_out(library):
    with (library.home / "config.toml").open("a", encoding="utf-8") as file:
        file.write('# mine\n[queries]\nweak = "rated:7:again"\n')

    async def story(seat):
        await go_to(seat, "weak", heading="Kept queries")
        assert '[queries] "weak"' in seat.text
        await type_value(seat, "is:dew")
        assert "is:dew is not known" in seat.messages[-1]
        await type_value(seat, "")
        assert settings(library).queries == {"weak": "rated:7:again"}
        seat.screen.query_one("Input").value = "deck:AWS prop:lapses>3"
        await seat.press("enter")
        assert settings(library).queries == {"weak": "deck:AWS prop:lapses>3"}
        await seat.press("backspace")
        assert settings(library).queries == {}
        assert seat.screen._chosen is not None
        assert "# mine" in (library.home / "config.toml").read_text(encoding="utf-8")

    told(library, story)


def test_what_is_wanted_is_said_once(library):
    async def story(seat):
        await go_to(seat, "Day begins at")
        await type_value(seat, "25:00")
        assert seat.messages == ['"25:00" is not a time of day such as "04:00".']

    told(library, story)
