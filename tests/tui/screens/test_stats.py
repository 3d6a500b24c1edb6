"""The stats screen: pictures of what was studied, by deck and period, at any size."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from hashq.scheduling.model import Rating, State


@pytest.fixture
def studied(library, clock):
    """A fortnight of study of the small library, one evening left out."""
    services = library.services()
    study = services.study
    (hard,) = (card.id for card in services.library.cards() if "[/]" in card.question)
    start = clock.moment
    for day in range(14):
        clock.moment = start + timedelta(days=day, hours=day % 5)
        session = study.start() if day != 9 else None
        while session is not None and session.current is not None:
            forgotten = session.current.id == hard and study.memory(hard).state is State.REVIEW
            rating = Rating.AGAIN if forgotten else Rating.GOOD
            session, _ = study.rate(session, rating, duration_ms=5000)
            clock.moment += timedelta(seconds=30)
    services.close()
    return library


def told(desk, story, **opening):
    async def at_the_desk():
        async with desk.open("stats", **opening) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_pictures_fill_the_screen(studied, size):
    async def story(seat):
        seat.screen.query_one("VerticalScroll").styles.scrollbar_size_vertical = 0
        await seat.drawn()
        lines = seat.text.splitlines()
        assert max(map(len, lines)) <= size[0]
        if size[0] < 200:
            seat.assert_golden(f"stats-{size[0]}x{size[1]}")

    told(studied, story, size=size)


def test_an_empty_library_has_stats_too(desk):
    async def story(seat):
        assert "0 reviews on 0 days" in seat.text
        assert "No known card was asked" in seat.text

    told(desk, story, size=(60, 30))


def test_plain_characters_are_enough(studied):
    (studied.home / "config.toml").write_text("[screen]\nascii = true\n")

    async def story(seat):
        drawn = "\n".join(
            line for line in seat.text.splitlines() if "forgotten" not in line
        )  # questions are the notes' own
        assert drawn.isascii()

    told(studied, story, size=(80, 60))


def test_decks_and_periods_are_walked_through(studied):
    async def story(seat):
        whole = seat.screen._overview.reviews
        await seat.press("right", "right")
        assert "Vault › AWS" in seat.text.splitlines()[0]
        part = seat.screen._overview.reviews
        assert 0 < part < whole
        await seat.press("p")
        assert "90 days" in seat.text
        await seat.press("left", "left")
        assert seat.screen._overview.reviews == whole
        await seat.press("d", "a", "p", "p")
        assert "all decks · all the time" in seat.text

    told(studied, story)


def test_home_leads_there_and_back(studied):
    async def at_the_desk():
        async with studied.open() as seat:
            await seat.press("t")
            assert seat.screen.PLACE == "stats"
            await seat.press("q")
            assert seat.screen.PLACE == "home"

    asyncio.run(at_the_desk())


def test_hard_cards_are_shown_with_their_text_as_it_is(studied):
    async def story(seat):
        await seat.press("end")
        await seat.settle()
        assert "What does a group [/] with [red]two[/red] tags select?" in seat.text

    told(studied, story, size=(100, 80))


@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
def test_no_figure_touches_the_scroll_bar(studied, size):
    async def story(seat):
        pane = seat.screen.query_one("VerticalScroll")
        assert pane.show_vertical_scrollbar
        bar = pane.region.right - 1
        for y in range(pane.region.y, pane.region.bottom):
            line = seat.screen._compositor.render_strips()[y].text
            assert line[bar - 1] == " "

    told(studied, story, size=size)


def test_fitting_the_model_is_suggested_once_there_are_enough_reviews(studied, monkeypatch):
    async def story(seat):
        assert "hashq optimize" not in seat.text
        monkeypatch.setattr("hashq.study.optimizing.ENOUGH_REVIEWS", 1)
        await seat.press("p")
        assert "hashq optimize" in seat.text

    told(studied, story, size=(80, 40))


def test_a_deck_opened_by_its_last_part_has_the_settings_of_those_above(studied):
    (studied.home / "config.toml").write_text('[decks."Vault"]\ndesired_retention = 0.77\n')

    async def story(seat):
        assert "Vault › AWS" in seat.text.splitlines()[0]
        assert "you want 77 %" in seat.text
        await seat.press("left")
        assert "AWS" not in seat.text.splitlines()[0]

    told(studied, story, size=(80, 40), deck="aws")
