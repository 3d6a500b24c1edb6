"""Study: recall, reveal, grade, and everything one can do to a card meanwhile."""

from __future__ import annotations

import asyncio
import re
import stat
import sys
from contextlib import contextmanager, nullcontext

import pytest

from hashq.errors import DatabaseError
from hashq.scheduling.model import Rating
from hashq.tui.app import HashqApp
from hashq.tui.screens.home import HomeScreen
from hashq.tui.screens.review import ReviewScreen
from hashq.tui.screens.summary import SummaryScreen

SIZES = [(80, 24), (120, 40)]
HTTPS = "Networking"


def told(desk, story, **opening):
    """Run ``story`` with a person at the review screen."""

    async def at_the_desk():
        async with desk.open("review", **opening) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


@pytest.mark.parametrize("size", SIZES)
def test_a_question_stands_alone(library, size):
    async def story(seat):
        seat.assert_golden(f"review-question-{size[0]}x{size[1]}")

    told(library, story, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_answer_comes_with_grades_and_what_each_would_give(library, size):
    async def story(seat):
        await seat.press("space")
        seat.assert_golden(f"review-answer-{size[0]}x{size[1]}")

    told(library, story, size=size)


def test_code_and_a_missing_picture(library):
    async def story(seat):
        await seat.press("space", "4", "space", "4", "space", "4", "space")
        seat.assert_golden("review-code-80x24")

    told(library, story)


def test_markup_in_notes_is_only_text(library):
    async def story(seat):
        await seat.press("space", "4", "space", "4", "space")
        assert "What does a group [/] with [red]two[/red] tags select?" in seat.text
        assert "Instances with both tags, see the note on tags." in seat.text

    told(library, story)


def test_escape_sequences_in_notes_never_reach_the_screen(desk, vault):
    (vault / "Networking.md").write_text(
        "#Q A\x1b[31m\x1b]0;x\x07 port?\nAnswer: \x1b[2J443\x9b1m\n", encoding="utf-8"
    )
    desk.import_notes(vault / "Networking.md")

    async def story(seat):
        await seat.press("space")
        assert "\x1b" not in seat.text
        assert "\x9b" not in seat.text
        assert "443" in seat.text

    told(desk, story)


def test_space_reveals_and_then_means_good(library):
    async def story(seat):
        await seat.press("space")
        assert seat.reviews == 0
        await seat.press("space")
        assert seat.reviews == 1
        assert seat.screen._session.given[-1].rating is Rating.GOOD

    told(library, story)


@pytest.mark.parametrize(
    ("key", "rating"), [("1", Rating.AGAIN), ("2", Rating.HARD), ("3", Rating.GOOD), ("4", Rating.EASY)]
)
def test_the_number_keys_grade(library, key, rating):
    async def story(seat):
        await seat.press("enter", key)
        assert seat.screen._session.given[-1].rating is rating

    told(library, story)


def test_a_grade_before_the_answer_grades_nothing_and_says_why(library):
    async def story(seat):
        await seat.press("3")
        assert seat.reviews == 0
        assert any("answer first" in message for message in seat.messages)

    told(library, story)


@pytest.mark.parametrize("key", ["space", "enter", "1", "2", "3", "4"])
@pytest.mark.parametrize("revealed", [False, True])
def test_a_key_held_for_two_seconds_grades_at_most_one_card(library, key, revealed):
    async def story(seat):
        if revealed:
            await seat.press("space")
        await seat.hold(key)
        assert seat.reviews <= 1

    told(library, story)


def test_items_are_revealed_one_by_one(library):
    async def story(seat):
        await seat.press("space", "4")
        await seat.press("n")
        assert "1. ApplicationStop" in seat.text
        assert "BeforeInstall" not in seat.text
        assert "2. ···" in seat.text
        await seat.press("n")
        assert "2. BeforeInstall" in seat.text
        assert "again" not in seat.text.splitlines()[-3]
        await seat.press("n")
        assert "3. AfterInstall" in seat.text
        assert "1 again" in seat.text

    told(library, story)


def test_table_rows_are_revealed_one_by_one(library):
    async def story(seat):
        await seat.press("n")
        assert "A name that holds" in seat.text
        assert "Deployment group" not in seat.text

    told(library, story)


def test_revealing_items_where_there_are_none_says_so(library):
    async def story(seat):
        await seat.press("n")
        assert any("no list or table" in message for message in seat.messages)

    told(library, story, deck=HTTPS)


def test_undo_takes_a_rating_back_and_shows_its_card_again(library):
    async def story(seat):
        first = seat.screen._card.id
        await seat.press("space", "4", "u")
        assert seat.screen._card.id == first
        assert seat.reviews == 0
        assert "shows the answer" in seat.text

    told(library, story)


def test_undo_with_nothing_to_take_back_says_so(library):
    async def story(seat):
        await seat.press("u")
        assert any("nothing" in message for message in seat.messages)

    told(library, story)


@pytest.mark.parametrize(("key", "mark"), [("minus", "buried"), ("at", "suspended")])
def test_a_card_can_be_left_out_and_taken_back(library, key, mark):
    async def story(seat):
        card = seat.screen._card.id
        await seat.press(key)
        assert seat.screen._card.id != card
        assert getattr(seat.app.services.library.card(card), mark)
        await seat.press("u")
        assert not getattr(seat.app.services.library.card(card), mark)

    told(library, story)


def test_a_flag_is_shown_in_words(library):
    async def story(seat):
        await seat.press("asterisk", "asterisk")
        assert "⚑ orange" in seat.text
        assert seat.app.services.library.card(seat.screen._card.id).flag == 2

    told(library, story)


def test_the_session_ends_with_its_summary(library):
    async def story(seat):
        await seat.press("space", "4")
        assert isinstance(seat.screen, SummaryScreen)
        assert "1 review in" in seat.text

    told(library, story, deck=HTTPS)


def test_from_the_summary_the_last_rating_can_be_taken_back(library):
    async def story(seat):
        await seat.press("space", "4", "u")
        assert isinstance(seat.screen, ReviewScreen)
        assert seat.reviews == 0

    told(library, story, deck=HTTPS)


def test_where_nothing_waits_the_summary_says_so(library):
    async def story(seat):
        await seat.press("space", "4", "enter")
        assert "Nothing waits here now." in seat.text

    told(library, story, deck=HTTPS)


def test_back_returns_to_the_decks(library):
    async def at_the_desk():
        async with library.open("home") as seat:
            await seat.press("enter")
            assert isinstance(seat.screen, ReviewScreen)
            await seat.press("q")
            assert isinstance(seat.screen, HomeScreen)

    asyncio.run(at_the_desk())


def test_info_tells_the_place_and_the_memory(library):
    async def story(seat):
        await seat.press("space", "4", "u", "i")
        assert "CodeDeploy.md:1" in "".join(line.strip() for line in seat.text.splitlines())
        assert "state" in seat.text
        await seat.press("i")
        assert isinstance(seat.screen, ReviewScreen)

    told(library, story)


def test_info_tells_how_well_a_card_is_known_and_until_when(library, clock):
    services = library.services()
    card = services.library.cards()[0].id
    services.study.rate_card(card, Rating.EASY)
    services.close()
    clock.pass_(days=3)

    async def at_the_desk():
        async with library.open("info", card=card) as seat:
            assert re.search(r"recall +9\d % today", seat.text)
            assert re.search(r"below 80 % after \d+ d without a review", seat.text)

    asyncio.run(at_the_desk())


def use_editor(tmp_path, monkeypatch, script: str) -> None:
    """Make a program that does ``script`` to ``note`` the person's editor."""
    monkeypatch.setattr(HashqApp, "suspend", lambda _app: nullcontext())
    path = tmp_path / "ed.py"
    path.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\nnote = pathlib.Path(sys.argv[-1])\n{script}\n",
        encoding="utf-8",
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(path))


def test_an_edited_card_is_read_again_and_keeps_its_history(library, tmp_path, monkeypatch):
    use_editor(tmp_path, monkeypatch, "note.write_text('#Q Which port does HTTPS use?\\nAnswer: 443/tcp\\n')")

    async def story(seat):
        card = seat.screen._card.id
        await seat.press("e")
        assert seat.screen._card.id == card
        await seat.press("space")
        assert "443/tcp" in seat.text

    told(library, story, deck=HTTPS)


def test_a_card_that_vanished_in_the_editor_leaves_the_session(library, tmp_path, monkeypatch):
    use_editor(tmp_path, monkeypatch, "note.write_text('nothing here\\n')")

    async def story(seat):
        await seat.press("e")
        assert isinstance(seat.screen, SummaryScreen)

    told(library, story, deck=HTTPS)


def test_an_editor_that_fails_is_told_and_the_session_goes_on(library, tmp_path, monkeypatch):
    use_editor(tmp_path, monkeypatch, "sys.exit(3)")

    async def story(seat):
        await seat.press("e")
        assert any("code 3" in message for message in seat.messages)
        assert isinstance(seat.screen, ReviewScreen)

    told(library, story)


@pytest.mark.parametrize("script", ["sys.exit(3)", "os.kill(os.getpid(), 9)"])
def test_the_terminal_is_taken_back_from_an_editor_that_fails(library, tmp_path, monkeypatch, script):
    use_editor(tmp_path, monkeypatch, script)
    taken_back = []

    @contextmanager
    def suspended(_program):
        # As Textual does it: what raises in the block never comes to the line below.
        yield
        taken_back.append(True)

    monkeypatch.setattr(HashqApp, "suspend", suspended)

    async def story(seat):
        await seat.press("e")
        assert taken_back == [True]

    told(library, story)


def test_a_note_that_is_gone_is_told(library, vault):
    (vault / "Networking.md").unlink()

    async def story(seat):
        await seat.press("e")
        assert any("not there" in message for message in seat.messages)

    told(library, story, deck=HTTPS)


def test_a_rating_that_cannot_be_stored_is_told_and_nothing_moves_on(library, monkeypatch):
    async def story(seat):
        card = seat.screen._card.id

        def refuse(*_args):
            raise DatabaseError("the database is locked", remedy="close the other program")

        monkeypatch.setattr(type(seat.app.services.study), "rate", refuse)
        await seat.press("space", "3")
        assert seat.screen._card.id == card
        assert any("locked" in message for message in seat.messages)

    told(library, story)


def test_a_click_on_a_grade_gives_it(library):
    async def story(seat):
        await seat.press("space")
        line = seat.text.splitlines()[-3]
        await seat.pilot.click("GradeBar", offset=(line.index("4 easy") + 1, 0))
        await seat.settle()
        assert seat.screen._session.given[-1].rating is Rating.EASY

    told(library, story)


def test_every_size_shows_question_and_grades(library):
    async def story(seat):
        await seat.press("space")
        for size in ((200, 60), (40, 12), (120, 30), (80, 24)):
            await seat.pilot.resize_terminal(*size)
            await seat.settle()
            assert "What are the parts of an" in seat.text
            assert "1 again" in seat.text

    told(library, story)


@pytest.mark.parametrize(("away", "kept"), [(20, 20_000), (7200, None)])
def test_the_time_of_who_went_away_from_a_card_is_not_kept(library, monkeypatch, away, kept):
    async def story(seat):
        monkeypatch.setattr("hashq.tui.screens.review.monotonic", lambda: seat.screen._asked_at + away)
        shown = seat.screen._card.id
        await seat.press("space", "4")
        (given,) = seat.app.services.study.reviews_of(shown)
        assert given.duration_ms == kept

    told(library, story)
