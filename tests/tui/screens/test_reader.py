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


@pytest.mark.parametrize(
    ("heading", "first_line"),
    [
        ("What Tags mean, in short", "What Tags¹ mean: in short"),
        ("^lead", "Led to by its own id. ^lead"),
        (
            "A title so long that it takes two lines of a narrow terminal and is not drawn as one",
            "A title so long",
        ),
        ("Nowhere", "Nowhere is no heading here."),
    ],
)
def test_a_link_to_a_part_of_a_note_opens_it_there(hub, tmp_path, heading, first_line):
    desk, _, _ = hub
    filler = "Between.\n\n" * 40
    long = tmp_path / "Vault" / "Long.md"
    long.write_text(
        "Nowhere is no heading here.\n\n" + filler + "## What [[Tags]] mean: *in short*\n" + filler
        + "## A title so long that it takes two lines of a narrow terminal and is not drawn as one\n" + filler
        + "- one\n- Led to by its own id. ^lead\n- three\n\n" + filler,
        encoding="utf-8",
    )  # fmt: skip
    desk.import_notes(long.parent)

    async def story(seat):
        await seat.settle()
        top = next(line for line in seat.text.splitlines()[1:] if line.strip())
        assert first_line in top

    told(desk, story, path=str(long), heading=heading)


def test_a_card_that_links_here_is_listed_as_it_is_read(hub, tmp_path):
    desk, path, _ = hub
    note = tmp_path / "Vault" / "Card.md"
    note.write_text("#Q Is [[Hub|this]] ==the== hub?\nAnswer: Yes.\n", encoding="utf-8")
    desk.import_notes(note.parent)

    async def story(seat):
        assert "Is this the hub?" in seat.text

    told(desk, story, path=path)


def test_the_cards_of_a_notes_other_names_are_browsed_too(hub, tmp_path):
    desk, path, _ = hub
    (tmp_path / "Vault" / "Hub.md").write_text("---\naliases: [Centre]\n---\n" + "Hub.\n", encoding="utf-8")
    (tmp_path / "Vault" / "Card.md").write_text(
        "#Q By its name? [[Hub]]\nAnswer: 1\n\n#Q By its alias? [[Centre]]\nAnswer: 2\n", encoding="utf-8"
    )
    desk.import_notes(tmp_path / "Vault")

    async def story(seat):
        await seat.press("b")
        assert seat.screen.PLACE == "browse"
        assert "By its name?" in seat.text
        assert "By its alias?" in seat.text

    told(desk, story, path=path)
