"""The built-in editor, as a person uses it from a card."""

from __future__ import annotations

import asyncio

from textual.widgets import TextArea

from hashq.scheduling.model import Rating


def run(library, steps, screen="browse", **opening) -> None:
    async def use() -> None:
        async with library.open(screen, **opening) as seat:
            await steps(seat)

    asyncio.run(use())


def test_a_card_is_edited_at_its_line_and_keeps_its_history(library, vault):
    note = vault / "AWS" / "ECS.md"
    note.write_bytes(note.read_bytes().replace(b"\n", b"\r\n"))

    async def steps(seat):
        (card,) = seat.app.services.library.cards("task")
        seat.app.services.study.rate_card(card.id, Rating.GOOD)
        await seat.press("e")
        area = seat.screen.query_one(TextArea)
        assert area.cursor_location == (0, 0)
        await seat.press("down", "end", "space", "O", "k", ".", "ctrl+s")
        await seat.rest()
        changed = seat.app.services.library.card(card.id)
        assert changed.answer == "Traffic between two task sets. Ok."
        assert changed.reviews == 1
        assert "Ok." in seat.text
        assert b"sets. Ok.\r\n" in note.read_bytes()

    run(library, steps, query="task")


def test_changes_are_dropped_only_when_asked_twice(library, vault):
    before = (vault / "AWS" / "ECS.md").read_bytes()

    async def steps(seat):
        await seat.press("e", "x", "escape")
        assert isinstance(seat.screen.focused, TextArea)
        assert "There are changes" in seat.messages[-1]
        await seat.press("escape")
        assert seat.screen.PLACE == "browse"

    run(library, steps, query="task")
    assert (vault / "AWS" / "ECS.md").read_bytes() == before


def test_what_was_typed_stays_when_it_cannot_be_written(library, vault):
    async def steps(seat):
        await seat.press("e", "x")
        (vault / "AWS" / "ECS.md").write_text("#Q Other?\nAnswer: Yes.\n")
        await seat.press("ctrl+s")
        assert "another program" in seat.messages[-1]
        assert seat.screen.query_one(TextArea).text.startswith("x#Q")

    run(library, steps, query="task")


def test_a_card_that_goes_from_its_note_goes_from_the_session(library, vault):
    async def steps(seat):
        (card,) = seat.app.services.library.cards("HTTPS")
        await seat.press("e", "ctrl+a", "delete", "ctrl+s")
        await seat.settle()
        assert seat.app.services.library.card(card.id).retired
        assert seat.screen.PLACE == "summary"

    run(library, steps, screen="review", deck="Networking")


def test_a_note_that_is_gone_is_told_and_nothing_opens(library, vault):
    remove = (vault / "AWS" / "ECS.md").unlink

    async def steps(seat):
        remove()
        await seat.press("e")
        assert "not there any more" in seat.messages[-1]
        assert seat.screen.PLACE == "browse"

    run(library, steps, query="task")
