"""Cards longer than the screen: what a key uncovers is in sight without scrolling by hand."""

from __future__ import annotations

import asyncio

import pytest

LIST = "#Q Which are they?\n" + "".join(f"- item number {at}\n" for at in range(40))
QUESTION = f"#Q {'A very long question, ' * 90}is it not?\nAnswer: It is.\n"


def told(library, vault, note, story, size=(80, 24)):
    """Run ``story`` with a person who studies this ``note``."""
    (vault / "Long.md").write_text(note, encoding="utf-8")
    services = library.services()
    services.library.import_paths([vault])
    services.close()

    async def at_the_desk():
        async with library.open("review", deck="Long", size=size) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


def test_items_revealed_below_the_screen_come_into_sight(library, vault):
    async def story(seat):
        await seat.press(*"n" * 30)
        assert "item number 29" in seat.text
        assert "item number 30" not in seat.text
        await seat.press("space")
        assert "item number 30" in seat.text

    told(library, vault, LIST, story)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_an_answer_below_a_long_question_comes_into_sight(library, vault, size):
    async def story(seat):
        await seat.press("space")
        assert "It is." in seat.text

    told(library, vault, QUESTION, story, size)


def test_an_answer_that_begins_in_sight_moves_nothing(library, vault):
    async def story(seat):
        await seat.press("space")
        assert "Which are they?" in seat.text

    told(library, vault, LIST, story)
