"""Notes that change while the program runs."""

from __future__ import annotations

import asyncio

import pytest

from hashq.tui import screens
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


def test_reading_what_changed_does_not_put_off_the_next_look(watch, vault, monkeypatch):
    passed = [0.0]
    monkeypatch.setattr("hashq.tui.watching.monotonic", lambda: passed[0])
    reading = "hashq.study.library.Library.import_paths"
    monkeypatch.setattr(reading, lambda _: passed.__setitem__(0, passed[0] + 1))
    rewrite(vault, "It is 443")
    watch.look()
    watch.look()
    assert passed == [1]
    assert not watch.rests


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
            await seat.rest()
            assert "Which port does SSH use?" in seat.text
            assert "1 new" in seat.messages[-1]

    asyncio.run(use())


async def look_twice(seat) -> None:
    """A change is read, or known to wait, once it stood still from one look to the next."""
    for _ in range(2):
        seat.app._look_at_notes()
        await seat.app.workers.wait_for_complete()
    await seat.drawn()


def library_of(seat):
    return seat.app.services.library


def test_no_note_is_read_while_a_card_is_recalled(library, vault):
    async def use() -> None:
        async with library.open("review") as seat:
            rewrite(vault, "It is 443")
            await look_twice(seat)
            await seat.press("space")
            await look_twice(seat)
            assert library_of(seat).cards("It is 443") == []
            assert seat.messages == []

    asyncio.run(use())


@pytest.mark.parametrize("above", ["stats", "browse", "problems"])
def test_no_note_is_read_while_a_card_to_recall_waits_below_another_screen(library, vault, above):
    async def use() -> None:
        async with library.open("review") as seat:
            seat.app.open(above)
            await seat.settle()
            rewrite(vault, "It is 443")
            await look_twice(seat)
            assert library_of(seat).cards("It is 443") == []

    asyncio.run(use())


def test_between_two_cards_what_changed_is_read_and_said(library, vault):
    async def use() -> None:
        async with library.open("review") as seat:
            rewrite(vault, "It is 443")
            await look_twice(seat)
            await seat.press("space", "3")
            assert library_of(seat).cards("It is 443") != []
            assert seat.messages == ["Read 3 notes: 1 updated."]
            assert seat.reviews == 1

    asyncio.run(use())


def test_the_changed_text_of_a_coming_card_is_what_is_shown(library, vault):
    async def use() -> None:
        async with library.open("review", deck="AWS") as seat:
            first = seat.screen._card
            note = vault / "AWS" / "CodeDeploy.md"
            note.write_text(
                note.read_text().replace("In which order do the hooks run?", "Which hooks, in order?")
            )
            await look_twice(seat)
            assert seat.screen._card == first
            await seat.press("space", "4")
            assert "Which hooks, in order?" in seat.text

    asyncio.run(use())


def test_the_card_being_looked_at_does_not_change(library, vault):
    async def use() -> None:
        async with library.open("review", deck="Networking") as seat:
            rewrite(vault, "It is 443")
            before = seat.text
            await look_twice(seat)
            assert seat.text == before
            await seat.press("space")
            assert "It is 443" not in seat.text

    asyncio.run(use())


def test_a_new_card_joins_the_session(library, vault):
    async def use() -> None:
        async with library.open("review", deck="Networking") as seat:
            with (vault / "Networking.md").open("a") as note:
                note.write("\n#Q Which port does SSH use?\nAnswer: 22\n")
            await look_twice(seat)
            await seat.press("space", "4")
            assert "Which port does SSH use?" in seat.text
            assert "1 of 2" in seat.text

    asyncio.run(use())


def test_a_card_that_vanished_leaves_the_session(library, vault):
    async def use() -> None:
        async with library.open("review") as seat:
            (vault / "Networking.md").unlink()
            await look_twice(seat)
            await seat.press("space", "4")
            assert "1 of 5" in seat.text
            assert all(card.deck != "Networking" for card in seat.screen._session.left())

    asyncio.run(use())


def test_the_card_shown_next_is_another_where_it_vanished(library, vault):
    async def use() -> None:
        async with library.open("review", deck="AWS") as seat:
            coming = seat.screen._session.main[0].id
            question = library_of(seat).card(coming).question
            note = vault / "AWS" / "CodeDeploy.md"
            note.write_text(note.read_text().replace(f"#Q {question}", question))
            await look_twice(seat)
            await seat.press("space", "4")
            assert seat.screen._card.id != coming
            assert seat.screen._card.id == seat.screen._session.current.id

    asyncio.run(use())


def test_a_grade_never_counts_for_another_card_than_the_one_that_shows(library, vault):
    """The shown card went from its note by an edit elsewhere: the next one shows, and nothing is rated."""

    async def use() -> None:
        async with library.open("review", deck="Networking") as seat:
            (vault / "Networking.md").write_text("#Q Who wrote the Aeneid?\nAnswer: Virgil, before 19 BC.\n")
            seat.app.reread(str(vault / "Networking.md"))
            await seat.press("space", "3")
            assert seat.reviews == 0
            assert "Who wrote the Aeneid?" in seat.text

    asyncio.run(use())


def test_taking_back_after_notes_were_read_keeps_the_history(library, vault):
    async def use() -> None:
        async with library.open("review", deck="Networking") as seat:
            shown = seat.screen._card.id
            with (vault / "Networking.md").open("a") as note:
                note.write("\n#Q Which port does SSH use?\nAnswer: 22\n")
            await look_twice(seat)
            await seat.press("space", "4", "u")
            assert seat.screen._card.id == shown
            assert seat.reviews == 0
            assert "0 of 2" in seat.text

    asyncio.run(use())


def test_notes_read_at_the_last_card_give_the_session_more(library, vault):
    async def use() -> None:
        async with library.open("review", deck="Networking") as seat:
            (vault / "Networking.md").write_text("#Q Who wrote the Aeneid?\nAnswer: Virgil, before 19 BC.\n")
            await look_twice(seat)
            await seat.press("space", "4")
            assert seat.screen.PLACE == "review"
            await seat.press("space", "4")
            assert seat.screen.PLACE == "summary"

    asyncio.run(use())


@pytest.mark.parametrize("deed", ["-", "@"])
def test_a_card_left_out_is_followed_by_what_notes_say_now(library, vault, deed):
    async def use() -> None:
        async with library.open("review", deck="Networking") as seat:
            with (vault / "Networking.md").open("a") as note:
                note.write("\n#Q Which port does SSH use?\nAnswer: 22\n")
            await look_twice(seat)
            await seat.press(seat.app.keys.find({"-": "review.bury", "@": "review.suspend"}[deed]).keys[0])
            assert "Which port does SSH use?" in seat.text

    asyncio.run(use())


def test_a_reader_shows_what_its_note_says_now(library, vault):
    async def use() -> None:
        async with library.open("reader", path=str(vault / "Networking.md")) as seat:
            rewrite(vault, "It is 443, as ever")
            await look_twice(seat)
            assert "It is 443, as ever" in seat.text

    asyncio.run(use())


def test_a_reader_keeps_what_it_showed_of_a_note_that_is_gone(library, vault):
    async def use() -> None:
        async with library.open("reader", path=str(vault / "Networking.md")) as seat:
            (vault / "Networking.md").unlink()
            await look_twice(seat)
            assert "Which port does HTTPS use?" in seat.text

    asyncio.run(use())


def test_a_running_practice_keeps_its_questions_and_its_end_reads_the_notes(library, vault):
    services = library.services()
    practice = services.quizzes.practice(count=3, seed=1)
    services.close()

    async def use() -> None:
        async with library.open("practice", practice=practice) as seat:
            rewrite(vault, "It is 443")
            before = seat.text
            await look_twice(seat)
            assert seat.text == before
            assert library_of(seat).cards("It is 443") == []
            await seat.app.switch_screen(screens.make("practice_end", practice=practice))
            await look_twice(seat)
            assert library_of(seat).cards("It is 443") != []

    asyncio.run(use())


def test_a_note_that_is_still_written_is_left_alone(watch, vault):
    for answer in ("It", "It is", "It is 443"):
        rewrite(vault, answer)
        assert watch.look() is None
    assert watch.look().updated == 1


def test_what_was_read_without_effect_is_read_when_it_changes_once_more(library, watch, vault):
    """A note emptied while it was saved: its cards are kept, and what it says afterwards counts."""
    many = "\n".join(f"#Q Question {n}?\nAnswer: {n}\n" for n in range(40))
    (vault / "Many.md").write_text(many)
    library.import_notes(vault)
    (vault / "Many.md").write_text("nothing yet\n")
    watch.look()
    assert watch.look().retired == 0
    (vault / "Many.md").write_text(many + "\n#Q One more?\nAnswer: Yes.\n")
    watch.look()
    assert watch.look().new == 1


def test_a_look_that_may_not_read_says_what_waits(watch, vault):
    rewrite(vault, "It is 443")
    assert (watch.look(reads=False), watch.waits) == (None, False)
    assert (watch.look(reads=False), watch.waits) == (None, True)
    assert watch.look().updated == 1
    assert not watch.waits
