"""Import: choose, see, then let it happen."""

from __future__ import annotations

import asyncio
from threading import Event
from time import sleep

import pytest
from textual.events import Paste

from hashq.errors import UsageError
from hashq.study.import_report import Progress
from hashq.study.library import Library


def told(desk, vault, monkeypatch, story, **opening):
    monkeypatch.chdir(vault)

    async def at_the_desk():
        async with desk.open("importing", **opening) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


def total(seat) -> int:
    return len(seat.app.services.library.cards())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_preview_shows_what_would_happen_and_stores_nothing(desk, vault, monkeypatch, size):
    async def story(seat):
        await seat.press("space")
        await seat.settle()
        assert "6 new" in seat.text
        assert "1 problem" in seat.text
        assert "CodeDeploy.md:24" in seat.text
        assert total(seat) == 0

    told(desk, vault, monkeypatch, story, size=size)


def test_what_was_seen_can_be_imported(desk, vault, monkeypatch):
    async def story(seat):
        await seat.press("space")
        await seat.settle()
        await seat.press("i")
        await seat.settle()
        assert "Done: 3 notes with 6 cards" in seat.text
        assert total(seat) == 6

    told(desk, vault, monkeypatch, story)


def test_nothing_is_imported_unseen(desk, vault, monkeypatch):
    async def story(seat):
        await seat.press("i")
        assert any("look at it first" in message for message in seat.messages)
        assert total(seat) == 0

    told(desk, vault, monkeypatch, story)


def test_a_path_can_be_typed(desk, vault, monkeypatch):
    async def story(seat):
        await seat.press("slash", *"Networking.md", "enter")
        await seat.settle()
        assert "1 new" in seat.text

    told(desk, vault, monkeypatch, story)


def test_a_path_that_is_not_there_is_told(desk, vault, monkeypatch):
    async def story(seat):
        await seat.press("slash", *"none.md", "enter")
        await seat.settle()
        assert "cannot be read" in seat.text

    told(desk, vault, monkeypatch, story)


def test_brackets_in_names_are_only_text(desk, vault, monkeypatch):
    (vault / "[red]x[b].md").write_text("#Q [/]?\nAnswer: [b]\n", encoding="utf-8")

    async def story(seat):
        assert "[red]x[b].md" in seat.text
        await seat.press("down", "down", "space")
        await seat.settle()
        assert "[red]x[b].md:1" in seat.text

    told(desk, vault, monkeypatch, story)


def test_back_leaves_the_path_first_and_then_the_screen(desk, vault, monkeypatch):
    async def story(seat):
        await seat.press("slash", "escape")
        assert seat.app.focused.__class__.__name__ == "NoteTree"
        await seat.press("q")
        assert seat.app._exit

    told(desk, vault, monkeypatch, story)


def test_a_run_can_be_stopped_and_says_so(desk, vault, monkeypatch):
    def endless(_library, _paths, *, cancelled, progress, **_wishes):
        progress(Progress(3, 10, str(vault / "Networking.md")))
        while not cancelled():
            sleep(0.005)
        raise UsageError("the import was stopped; nothing was changed")

    monkeypatch.setattr(Library, "import_paths", endless)

    async def story(seat):
        await seat.press("space")
        await seat.until(lambda: "3 of 10 notes" in seat.text)
        await seat.press("space")
        assert any("still going on" in message for message in seat.messages)
        await seat.press("q")
        await seat.settle()
        assert "stopped" in seat.text

    told(desk, vault, monkeypatch, story)


def test_several_notes_dropped_together_are_read_together_and_one_dropped_twice_once(
    desk, vault, monkeypatch
):
    async def story(seat):
        one, other = vault / "Networking.md", vault / "AWS" / "ECS.md"
        seat.screen.post_message(Paste(f"'{one}' {other} '{one}'"))
        await seat.settle()
        assert "read 2 notes with 2 cards" in " ".join(seat.text.split())
        await seat.press("i")
        await seat.settle()
        assert total(seat) == 2

    told(desk, vault, monkeypatch, story, size=(120, 40))


def test_a_change_stands_apart_from_its_place(desk, vault, monkeypatch):
    async def story(seat):
        await seat.press("space")
        await seat.settle()
        assert "Which port does HTTPS use?  Networking.md:1" in seat.text

    told(desk, vault, monkeypatch, story, size=(160, 50))


def test_the_footer_has_the_keys_that_work_now(desk, vault, monkeypatch):
    async def story(seat):
        assert "import it" not in seat.text.splitlines()[-1]
        await seat.press("/")
        assert seat.text.splitlines()[-1] == " enter look   esc leave the field"
        await seat.press("escape", "space")
        await seat.settle()
        assert "i import it" in seat.text.splitlines()[-1]
        seat.screen._stop = Event()
        seat.screen.refresh_keys()
        await seat.drawn()
        assert seat.text.splitlines()[-1] == " esc stop"

    told(desk, vault, monkeypatch, story)
