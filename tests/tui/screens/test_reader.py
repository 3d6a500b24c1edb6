"""Reading a note: its text with what it embeds, links by number and by list, and back."""

from __future__ import annotations

import asyncio

import pytest

HUB = """---
tags: [hidden]
---
# Deployments

A group has [[Tags|tags]], see [the guide](https://docs.example.com/guide).

| Hook | When |
|---|---|
| AfterInstall | see [[Tags#Groups]] |

![[Tags#Groups]]

![[missing.png]]
Fig. A bundle
"""
TAGS = "# Kinds\nKey and value.\n# Groups\nUp to three groups, as in [[Hub]].\n"
CARD = "#Q What finds instances?\nAnswer: [[Tags]] [red]do[/red]\n"


@pytest.fixture
def hub(desk, tmp_path, monkeypatch):
    """A desk over three notes that link to each other, and the path of the first."""
    addresses = []
    monkeypatch.setattr("hashq.tui.app.HashqApp.open_url", lambda _, url, **__: addresses.append(url))
    folder = tmp_path / "Vault"
    folder.mkdir()
    for name, text in (("Hub", HUB), ("Tags", TAGS), ("Card", CARD)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    desk.import_notes(folder)
    return desk, str(folder / "Hub.md"), addresses


def told(desk, story, screen="reader", **opening):
    async def at_the_desk():
        async with desk.open(screen, **opening) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


def test_a_note_is_read_and_its_links_are_followed_by_number(hub):
    desk, path, addresses = hub

    async def story(seat):
        seat.assert_golden("reader-80x24")
        await seat.press("2")
        assert addresses == []
        await seat.press("2")
        assert addresses == ["https://docs.example.com/guide"]
        await seat.press("3")
        assert seat.screen.PLACE == "reader"
        assert "1 card linking here" in seat.text.splitlines()[0]
        await seat.press("tab", "down", "down", "enter")
        assert seat.screen.PLACE == "info"
        await seat.press("q", "b")
        assert seat.screen.PLACE == "browse"
        assert "What finds instances?" in seat.text

    told(desk, story, path=path)


def test_the_list_of_a_card_leads_to_the_reader_and_to_its_notes_cards(hub):
    desk, _, _ = hub
    services = desk.services()
    (card,) = services.library.cards()
    services.close()

    async def story(seat):
        await seat.press("enter")
        assert seat.screen.PLACE == "reader"
        assert "Key and value." in seat.text
        await seat.press("q", "c")
        assert seat.screen.PLACE == "browse"

    told(desk, story, screen="links", card=card.id)


def test_a_path_that_is_no_note_of_the_library_is_not_read(hub):
    desk, path, _ = hub

    async def at_the_desk():
        async with desk.open("home") as seat:
            seat.app.open("reader", path=path + "/../../../etc/passwd")
            await seat.settle()
            assert seat.screen.PLACE == "home"
            assert any("not in the library" in message for message in seat.messages)

    asyncio.run(at_the_desk())
