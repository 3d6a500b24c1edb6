"""Before a quiz: everything that can be set, and what it begins."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from hashq.quiz.model import Kind
from hashq.tui.quiz.setup import Feed, Mode, Row
from hashq.tui.screens.exam import ExamScreen
from hashq.tui.screens.practice import PracticeScreen
from hashq.tui.screens.quiz import QuizScreen
from hashq.tui.widgets.row_form import RowForm


def told(desk, story, **opening):
    """Run ``story`` with a person at the form."""

    async def at_the_desk():
        async with desk.open("quiz", **opening) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


def setup(seat):
    return seat.screen.query_one(RowForm).sheet


def test_practice_begins_with_what_is_set(library):
    async def story(seat):
        await seat.press("enter")
        assert isinstance(seat.screen, PracticeScreen)

    told(library, story)


def test_only_the_kinds_that_are_marked_are_asked(library):
    async def story(seat):
        await seat.press("down", "down", "down")
        assert setup(seat).row is Row.KINDS
        for _ in Kind:
            await seat.press("space", "right")
        assert len(setup(seat).kinds) == 1
        assert any("At least one kind" in message for message in seat.messages)

    told(library, story)


def test_no_question_of_these_kinds_is_said(library):
    async def story(seat):
        await seat.press("down", "down", "down")
        for kind in Kind:
            if kind is not Kind.PREDICT:
                await seat.press("space")
            await seat.press("right")
        await seat.press("up", "up", "right", "right", "enter")
        assert any("yield no question" in message for message in seat.messages)

    told(library, story, deck="Networking")


def test_digits_write_a_number_and_backspace_takes_them_back(library):
    async def story(seat):
        await seat.press("down", "down", "3", "5")
        assert setup(seat).count == 35
        await seat.press("backspace")
        assert setup(seat).count == 3

    told(library, story)


@pytest.mark.parametrize("to_the_mode", [[], ["right", "right"]])
def test_a_quiz_of_no_questions_is_not_begun(library, to_the_mode):
    async def story(seat):
        await seat.press(*to_the_mode, "down", "down", "0", "enter")
        assert isinstance(seat.screen, QuizScreen)
        assert any("At least one question" in message for message in seat.messages)

    told(library, story)


def test_a_certification_exam_is_one_key_away(library):
    async def story(seat):
        await seat.press("right")
        assert setup(seat).mode is Mode.CERTIFICATION
        assert "65 in 2 h 10 min, 720 passes" in seat.text
        await seat.press("enter")
        assert isinstance(seat.screen, ExamScreen)
        assert seat.screen.exam.rules.seconds == 7800

    told(library, story)


def test_an_exam_of_ones_own(library):
    async def story(seat):
        await seat.press("left", "down", "down", "2", "down", "9", "down", "5", "0", "0")
        seat.assert_golden("quiz-exam-80x24")
        await seat.press("enter")
        rules = seat.screen.exam.rules
        assert (rules.count, rules.seconds, rules.pass_mark) == (2, 540, 500)

    told(library, story)


def test_the_deck_is_the_one_chosen_before(library):
    async def story(seat):
        assert setup(seat).deck == "Vault/AWS/ECS"

    told(library, story, deck="ecs")


def test_what_a_query_finds_is_asked(library):
    async def story(seat):
        await seat.press("slash", *"deck:networking", "enter")
        assert setup(seat).deck == "deck:networking"
        await seat.press("enter")
        assert seat.screen._question.deck == "Vault/Networking"

    async def wrong(seat):
        await seat.press("slash", *"is:foo", "enter")
        assert setup(seat).deck == ""
        assert any("foo" in message for message in seat.messages)
        await seat.press("escape", "q")

    told(library, story)
    told(library, wrong)


def test_what_was_given_on_the_command_line_stands_in_the_form(library):
    async def story(seat):
        assert (setup(seat).count, setup(seat).seed, setup(seat).kinds) == (3, 9, {Kind.TYPED})

    told(library, story, count=3, seed=9, kinds=("typed",))


def test_an_unknown_deck_is_told(library):
    async def story(seat):
        assert any("there is no deck" in message for message in seat.messages)

    told(library, story, deck="Nowhere")


def test_the_setting_decides_what_the_schedule_begins_with(library):
    (library.home / "config.toml").write_text('[quiz]\nfeed_schedule = "never"\nquestions = 7\n', "utf-8")

    async def story(seat):
        assert setup(seat).feed is Feed.NOTHING
        assert setup(seat).count == 7

    told(library, story)


def test_what_the_answers_may_do_is_chosen_before(library):
    async def story(seat):
        await seat.press(*["down"] * 5, "right", "right")
        assert setup(seat).feed is Feed.REVIEWS

    told(library, story)


def test_an_exam_date_is_kept_with_the_deck_and_asks_for_so_much_a_day(library):
    async def story(seat):
        await seat.press(*["down"] * 6, "right", "right")
        assert setup(seat).exam_day == date(2030, 2, 7)
        await seat.press("q")

    async def again(seat):
        assert setup(seat).exam_day == date(2030, 2, 7)
        assert "a day" in seat.text
        seat.assert_golden("quiz-date-80x24")
        await seat.press(*["down"] * 6, "backspace", "q")

    told(library, story, deck="Vault")
    told(library, again, deck="Vault")
    services = library.services()
    assert services.settings.exam_date("Vault") is None
    services.close()


def test_home_says_how_ready_one_will_be_and_what_to_do_a_day(library):
    (library.home / "config.toml").write_text('[decks."Vault"]\nexam_date = 2030-02-07\n', "utf-8")

    async def at_home():
        async with library.open("home") as seat:
            ahead = [worker for worker in seat.app.workers if worker.group == "exams"]
            await seat.app.workers.wait_for_complete(ahead)
            await seat.settle()
            assert "exam in 31 days: 0 % ready" in seat.text
            assert "1 new + 0 reviews a day → 9" in seat.text

    asyncio.run(at_home())
