"""Home: the decks and today at a glance."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from hashq.problems import Problem, Severity
from hashq.scheduling.model import Rating
from hashq.tui.glyphs import TYPOGRAPHIC
from hashq.tui.screens.importing import ImportScreen
from hashq.tui.screens.problems import problem_text
from hashq.tui.screens.review import ReviewScreen
from hashq.tui.widgets.today import Today, TodayBox


def told(desk, story, **opening):
    async def at_the_desk():
        async with desk.open("home", **opening) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_decks_and_today(library, size):
    async def story(seat):
        seat.assert_golden(f"home-{size[0]}x{size[1]}")

    told(library, story, size=size)


def test_an_empty_library_says_how_to_begin(desk):
    async def story(seat):
        seat.assert_golden("home-empty-80x24")
        await seat.press("enter")
        assert any("Press i" in message for message in seat.messages)

    told(desk, story)


def test_the_shipped_deck_is_there_on_the_first_run(desk, vault, monkeypatch):
    monkeypatch.setattr("hashq.paths.shipped_decks", lambda: vault)

    async def story(seat):
        assert "AWS" in seat.text
        assert "Your own notes" in seat.text

    told(desk, story)


def test_enter_studies_the_chosen_deck(library):
    async def story(seat):
        await seat.press("down", "down", "enter")
        assert isinstance(seat.screen, ReviewScreen)
        assert "CodeDeploy" in seat.text

    told(library, story)


@pytest.fixture
def keeping(library):
    """The library with two kept queries, one of which cannot be read."""
    with (library.home / "config.toml").open("a", encoding="utf-8") as settings:
        settings.write('[queries]\n"AWS/weak" = "deck:CodeDeploy is:new"\nwrong = "is:dew"\n')
    return library


def test_kept_queries_stand_above_the_decks_with_what_waits_in_them(keeping):
    async def story(seat):
        seat.assert_golden("home-kept-80x24")
        await seat.press("left")  # folds the first deck, which was chosen, and hides no query
        assert "AWS/weak" in seat.text

    told(keeping, story)


def test_a_kept_query_is_studied_and_quizzed_like_a_deck(keeping):
    async def story(seat):
        await seat.press("home", "enter")
        assert seat.screen.PLACE == "review"
        assert "0 of 4" in seat.text
        await seat.press("space", "4", "q")
        assert "AWS/weak" in seat.text
        await seat.press("x")
        assert "AWS/weak" in seat.text

    told(keeping, story)


def test_a_kept_query_that_cannot_be_read_says_so_in_place_of_its_counts(keeping):
    async def story(seat):
        assert "cannot be read" in next(line for line in seat.text.splitlines() if "wrong" in line)

    told(keeping, story)


def test_a_kept_query_that_cannot_be_read_is_told_with_its_place(keeping):
    async def story(seat):
        await seat.press("home", "down", "enter")
        assert seat.screen.PLACE == "home"
        assert any("is:dew is not known" in message for message in seat.messages)

    told(keeping, story)


def test_a_deck_of_the_settings_that_is_not_there_is_told(library):
    with (library.home / "config.toml").open("a", encoding="utf-8") as settings:
        settings.write('[decks."AWS"]\nnew_per_day = 1\n')

    async def story(seat):
        (told_once,) = seat.messages
        assert told_once.startswith('config.toml: [decks."AWS"]: there is no deck of this name')

    told(library, story)


def test_a_kept_query_by_a_decks_name_is_told_and_left_out(library):
    with (library.home / "config.toml").open("a", encoding="utf-8") as settings:
        settings.write('[queries]\n"Vault/AWS" = "is:new"\n')

    async def story(seat):
        assert "/ Vault/AWS" not in seat.text
        (told_once,) = seat.messages
        assert told_once.startswith('config.toml: [queries] "Vault/AWS": a deck has this name')

    told(library, story)


def test_decks_fold_and_unfold(library):
    async def story(seat):
        await seat.press("down", "left")
        assert "ECS" not in seat.text
        await seat.press("right")
        assert "ECS" in seat.text

    told(library, story)


def test_counts_follow_what_was_studied(library):
    async def story(seat):
        assert "6 cards" in seat.text
        await seat.press("enter", "space", "4", "q")
        assert "5 cards" in seat.text

    told(library, story)


def test_i_opens_the_import(library):
    async def story(seat):
        await seat.press("i")
        assert isinstance(seat.screen, ImportScreen)

    told(library, story)


def test_a_click_chooses_a_deck_and_a_second_one_studies_it(library):
    async def story(seat):
        await seat.pilot.click("DeckList", offset=(8, 3))
        assert seat.screen.PLACE == "home"
        assert "▌   " in next(line for line in seat.text.splitlines() if "ECS" in line)
        await seat.pilot.click("DeckList", offset=(8, 3))
        await seat.settle()
        assert seat.screen.PLACE == "review"
        assert "ECS" in seat.text

    told(library, story)


def test_a_click_on_its_triangle_closes_a_deck_and_opens_it(library):
    async def story(seat):
        for shown in (False, True):
            await seat.pilot.click("DeckList", offset=(3, 1))
            await seat.settle()
            assert ("ECS" in seat.text) is shown
            assert "Networking" in seat.text

    told(library, story)


def test_a_click_on_the_footer_does_what_the_key_does(library):
    async def story(seat):
        line = seat.text.splitlines()[-1]
        await seat.pilot.click("KeyBar", offset=(line.index("import"), 0))
        await seat.settle()
        assert isinstance(seat.screen, ImportScreen)

    told(library, story)


def test_problems_are_counted_and_listed(library):
    async def story(seat):
        assert "1 problem (p)" in seat.text
        await seat.press("p")
        seat.assert_golden("problems-80x24")

    told(library, story)


def test_notes_that_changed_are_counted_and_read_on_request(library, vault):
    (vault / "Networking.md").write_text("#Q Which port does HTTPS use?\nAnswer: 443/tcp\n", encoding="utf-8")
    (vault / "DNS.md").write_text(
        "#Q What is an A record?\nAnswer: A name's IPv4 address.\n", encoding="utf-8"
    )

    async def story(seat):
        assert "2 notes changed (r)" in seat.text
        await seat.press("r")
        await seat.settle()
        assert "changed (r)" not in seat.text
        assert "7 cards" in seat.text
        assert any("1 new" in message for message in seat.messages)

    told(library, story)


def test_in_a_tiny_terminal_the_decks_have_all_the_room(library):
    async def story(seat):
        assert "Networking       1" in seat.text
        assert "Today" not in seat.text

    told(library, story, size=(40, 12))


def test_the_share_remembered_shows_once_known_cards_were_asked(library, clock):
    services = library.services()
    card = services.library.cards()[0].id
    services.study.rate_card(card, Rating.EASY)
    clock.pass_(days=30)
    services.study.rate_card(card, Rating.GOOD)
    services.close()

    async def story(seat):
        assert "remembered 100 %" in seat.text

    told(library, story)


def test_decks_that_share_the_days_new_cards_say_so(library):
    with (library.home / "config.toml").open("a", encoding="utf-8") as settings:
        settings.write("new_per_day = 3\n")

    async def story(seat):
        assert "decks share 3 new a day" in seat.text

    told(library, story)


def test_with_new_cards_enough_for_all_decks_nothing_is_shared(library):
    async def story(seat):
        assert "decks share" not in seat.text

    told(library, story)


def test_every_strange_deck_of_the_settings_is_told_and_stands_as_long_as_an_error(library):
    with (library.home / "config.toml").open("a", encoding="utf-8") as settings:
        settings.write('[decks."AWS"]\nnew_per_day = 1\n[decks."Elsewhere"]\nnew_per_day = 1\n')

    async def story(seat):
        (message,) = seat.app._notifications
        assert '"AWS"' in message.message
        assert '"Elsewhere"' in message.message
        assert (message.severity, message.timeout) == ("warning", 10)

    told(library, story)


def test_where_there_is_room_each_day_of_the_week_has_its_name_and_figure():
    box = TodayBox(TYPOGRAPHIC)
    box.show(Today(week=(5, 0, 10), first_day=date(2030, 1, 7)))
    assert "next 3 days" in box.render().plain
    assert "Mon" not in box.render().plain
    lines = "\n".join(each.plain for each in box.week_lines(42)).splitlines()
    assert lines[2:5] == ["5     0     10    ", "▅▅▅   ▁▁▁   ███   ", "Mon   Tue   Wed   "]


def test_a_day_of_very_many_cards_keeps_to_its_column():
    box = TodayBox(TYPOGRAPHIC)
    box.show(Today(week=(22_583, 717), first_day=date(2030, 1, 7)))
    assert "23k   717   " in "\n".join(each.plain for each in box.week_lines(42))


@pytest.mark.parametrize(
    ("width", "line"), [(40, "remembered 90 %  (you ask for 85 %)"), (30, "remembered 90 %  (aim 85 %)")]
)
def test_what_is_remembered_stands_on_one_line(width, line):
    box = TodayBox(TYPOGRAPHIC)
    box.show(Today(remembered=0.9, wanted=0.85))
    assert box.remembered_line(width).plain == line


def test_a_long_problem_goes_on_under_itself():
    problem = Problem("Notes.md", 4, 0, "no-answer", Severity.WARNING, "words " * 20, "remedy " * 20)
    lines = problem_text(problem, "Notes.md", 60).plain.splitlines()
    assert lines[0].startswith("warning Notes.md:4 words")
    assert lines[1].startswith(" " * len("warning ") + "words")
    assert all(line.startswith("  remedy") for line in lines if "remedy" in line)
    assert all(len(line.rstrip()) <= 60 for line in lines)
