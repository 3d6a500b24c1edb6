"""Where a card leads: note's cards at once, pages after asking, nothing else."""

from __future__ import annotations

import asyncio

import pytest


@pytest.fixture
def opened(monkeypatch):
    addresses = []
    monkeypatch.setattr("hashq.tui.app.HashqApp.open_url", lambda _, url, **__: addresses.append(url))
    return addresses


def told(desk, question, story):
    services = desk.services()
    (card,) = (card.id for card in services.library.cards() if question in card.question)
    services.close()

    async def at_the_desk():
        async with desk.open("links", card=card) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


def test_a_page_is_asked_about_before_it_opens(library, opened):
    async def story(seat):
        await seat.press("down", "enter")
        assert opened == []
        assert any("Press enter again" in message for message in seat.messages)
        await seat.press("enter")
        assert opened == ["https://docs.example.com/hooks"]

    told(library, "which order", story)


def test_a_note_leads_to_its_cards(library, opened):
    async def story(seat):
        await seat.press("down", "enter")
        assert seat.screen.PLACE == "browse"
        assert opened == []

    told(library, "What does a group", story)


def test_a_card_that_leads_nowhere_says_so(library):
    async def story(seat):
        await seat.press("space")
        assert any("leads nowhere" in message for message in seat.messages)

    told(library, "HTTPS", story)


def test_l_leads_there_from_the_review(library):
    async def at_the_desk():
        async with library.open("review") as seat:
            await seat.press("l")
            assert seat.screen.PLACE == "links"
            await seat.press("q")
            assert seat.screen.PLACE == "review"

    asyncio.run(at_the_desk())
