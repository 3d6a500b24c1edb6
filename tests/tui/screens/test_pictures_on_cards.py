"""Cards with pictures."""

from __future__ import annotations

import asyncio

from PIL import Image


def show(desk, story, **opening):
    async def at_the_desk():
        async with desk.open("review", **opening) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


def with_picture(desk, vault, content=None):
    note = vault / "Networking.md"
    note.write_text(
        "#Q What does a packet look like?\nAnswer: So.\n![[packet.png|64]]\nFig. A packet\n", encoding="utf-8"
    )
    if content is None:
        Image.new("RGB", (64, 32), "black").save(vault / "packet.png")
    else:
        (vault / "packet.png").write_bytes(content)
    desk.import_notes(vault)


def test_a_picture_is_drawn_where_it_stands_with_its_caption_below(desk, vault):
    with_picture(desk, vault)

    async def story(seat):
        await seat.settle()
        await seat.press("space")
        await seat.settle()
        await seat.settle()
        shown = [line.strip() for line in seat.text.splitlines()]
        assert "packet.png" not in seat.text
        at = shown.index("Fig. A packet")
        assert shown[at - 4 : at - 2] == ["So.", ""]

    show(desk, story, deck="Networking")


def test_a_broken_picture_is_a_frame_that_says_so(desk, vault):
    with_picture(desk, vault, b"not a picture")

    async def story(seat):
        await seat.press("space")
        await seat.settle()
        await seat.settle()
        assert "packet.png · cannot be read" in seat.text

    show(desk, story, deck="Networking")


def test_where_pictures_are_switched_off_their_frame_shows(desk, vault):
    with_picture(desk, vault)
    with (desk.home / "config.toml").open("a") as settings:
        settings.write('[screen]\nimages = "off"\n')

    async def story(seat):
        await seat.press("space")
        await seat.settle()
        assert "▣ packet.png" in seat.text

    show(desk, story, deck="Networking")
