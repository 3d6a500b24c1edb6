"""Where a card leads: to notes at once, to pages after asking."""

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
        await seat.press("enter")
        assert opened == []
        assert any("Press the key again" in message for message in seat.messages)
        await seat.press("enter")
        assert opened == ["https://docs.example.com/hooks"]

    told(library, "which order", story)


def test_a_card_leads_to_its_own_note(library):
    async def story(seat):
        await seat.press("enter")
        assert seat.screen.PLACE == "reader"

    told(library, "HTTPS", story)


def test_l_leads_there_from_the_review(library):
    async def at_the_desk():
        async with library.open("review") as seat:
            await seat.press("l")
            assert seat.screen.PLACE == "links"
            await seat.press("q")
            assert seat.screen.PLACE == "review"

    asyncio.run(at_the_desk())
