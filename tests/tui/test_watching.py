"""Notes that change while the program runs."""

from __future__ import annotations

import asyncio

import pytest

from hashq.tui.watching import NoteWatch


@pytest.fixture
def watch(library):
    return NoteWatch(library.services)


def rewrite(vault, answer: str) -> None:
    (vault / "Networking.md").write_text(f"#Q Which port does HTTPS use?\nAnswer: {answer}\n")


def test_nothing_is_read_while_nothing_changes(watch):
    assert (watch.look(), watch.look()) == (None, None)


def test_a_change_is_read_once_it_stands_still(watch, vault):
    rewrite(vault, "It is 443")
    assert watch.look() is None
    report = watch.look()
    assert [change.question for change in report.changes] == ["Which port does HTTPS use?"]
    assert watch.look() is None


def test_a_note_that_came_and_one_that_went_are_read(watch, vault):
    (vault / "New.md").write_text("#Q Who wrote the Aeneid, and when?\nAnswer: Virgil, before 19 BC.\n")
    (vault / "Networking.md").unlink()
    watch.look()
    assert sorted(change.change for change in watch.look().changes) == ["new", "retired"]


def test_a_list_on_the_screen_follows_its_notes(library, vault):
    async def use() -> None:
        async with library.open("browse", query="ssh") as seat:
            (vault / "New.md").write_text("#Q Which port does SSH use?\nAnswer: 22\n")
            for _ in range(2):
                seat.app._look_at_notes()
                await seat.app.workers.wait_for_complete()
            await seat.pilot.pause(0.2)
            await seat.settle()
            assert "Which port does SSH use?" in seat.text
            assert "1 new" in seat.messages[-1]

    asyncio.run(use())


def test_no_note_is_read_while_a_card_is_recalled(library, vault):
    async def use() -> None:
        async with library.open("review") as seat:
            rewrite(vault, "It is 443")
            for _ in range(2):
                seat.app._look_at_notes()
                await seat.settle()
            assert seat.app.services.library.cards("It is 443") == []

    asyncio.run(use())
