"""Exams: a clock, marks, nothing judged until the end, and every answer kept at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from hashq.errors import HashqError
from hashq.quiz.model import Kind
from hashq.scheduling.model import Rating
from hashq.tui.screens.exam import ExamScreen
from hashq.tui.screens.exam_answers import ExamAnswersScreen
from hashq.tui.screens.exam_grid import ExamGridScreen
from hashq.tui.screens.exam_history import ExamHistoryScreen
from hashq.tui.screens.exam_result import ExamResultScreen
from hashq.tui.screens.quiz import QuizScreen

THREE = (Kind.MULTIPLE_CHOICE, Kind.TYPED, Kind.ORDER)


def told(desk, story, screen="exam", **opening):
    """Run ``story`` with a person at the screen."""

    async def at_the_desk():
        async with desk.open(screen, **opening) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


def kept(desk):
    """The exam under way as another program would find it."""
    services = desk.services()
    try:
        return services.sittings.unfinished()
    finally:
        services.close()


@pytest.fixture
def still(monkeypatch):
    """The clock of the exam passes only when told."""
    monkeypatch.setattr(ExamScreen, "count_time", lambda _screen: None)


def test_a_question_with_the_clock(library, sit, still):
    async def story(seat):
        seat.assert_golden("exam-80x24")
        await seat.press("b", "m", "t")
        seat.assert_golden("exam-marked-80x24")

    told(library, story, sitting=sit(*THREE))


def test_nothing_is_judged_before_the_end(library, sit):
    async def story(seat):
        await seat.press("b", "enter", "f7")
        assert "Wrong" not in seat.text
        assert "443   right" not in seat.text
        assert "(•) b 443" in seat.text

    told(library, story, sitting=sit(*THREE))


def test_every_answer_is_kept_at_once(library, sit):
    async def story(seat):
        exam = seat.screen.exam
        await seat.press("b")
        assert kept(library).exam.answer(exam.questions[0].id).given == ("b",)
        await seat.press("enter", "4", "4")
        assert kept(library).exam.answer(exam.questions[1].id).given == ("44",)
        await seat.press("enter", "c")
        assert kept(library).exam.answer(exam.questions[2].id).given == ("c", "a", "b")

    told(library, story, sitting=sit(*THREE))


def test_an_exam_goes_on_where_it_was(library, sit):
    async def before(seat):
        await seat.press("b", "m", "+", "enter")
        seat.screen.pass_time(60)

    async def after(seat):
        assert isinstance(seat.screen, QuizScreen)
        assert "An exam is under way" in seat.text
        await seat.press("r")
        exam = seat.screen.exam
        assert exam.at == 1
        assert exam.used >= 0
        assert exam.answer(exam.questions[0].id).marked
        assert exam.answer(exam.questions[0].id).confidence == 25
        await seat.press("escape", "left")
        assert "(•) b 443" in seat.text

    told(library, before, sitting=sit(*THREE))
    told(library, after, screen="quiz")


def test_time_used_is_kept_and_the_time_between_does_not_count(library, clock, sit, still):
    async def before(seat):
        seat.screen.pass_time(100)
        await seat.press("escape", "q")

    told(library, before, sitting=sit(*THREE))
    clock.pass_(hours=5)
    assert kept(library).exam.used == 100


def test_a_long_gap_is_not_counted_as_time_used(library, sit, monkeypatch):
    async def story(seat):
        seat.screen._looked_at -= 3600
        seat.screen.count_time()
        assert seat.screen.exam.used < 20

    told(library, story, sitting=sit(*THREE))


def test_time_up_hands_in_from_any_screen(library, sit, still):
    async def story(seat):
        exam = seat.screen
        await seat.press("b", "n")
        assert isinstance(seat.screen, ExamGridScreen)
        exam.pass_time(9999)
        await seat.settle()
        assert isinstance(seat.screen, ExamResultScreen)
        assert "Time is up" in " ".join(seat.messages)
        assert "1 of 3 right" in seat.text
        assert kept(library) is None

    told(library, story, sitting=sit(*THREE))


def test_the_last_minutes_show_even_when_the_clock_is_hidden(library, sit, still):
    async def story(seat):
        await seat.press("t")
        assert "clock hidden" in seat.text
        seat.screen.pass_time(7800 - 120)
        await seat.settle()
        assert "2:00 left" in seat.text

    told(library, story, sitting=sit(*THREE))


def test_handing_in_asks_once(library, sit):
    async def story(seat):
        await seat.press("s")
        assert isinstance(seat.screen, ExamScreen)
        assert "3 left blank" in " ".join(seat.messages)
        await seat.press("s")
        assert isinstance(seat.screen, ExamResultScreen)

    told(library, story, sitting=sit(*THREE))


def test_an_answer_in_between_asks_again(library, sit):
    async def story(seat):
        await seat.press("s", "b", "s")
        assert isinstance(seat.screen, ExamScreen)

    told(library, story, sitting=sit(*THREE))


@pytest.mark.parametrize("key", ["s", "enter"])
def test_a_held_key_neither_hands_in_nor_runs_through(library, sit, key):
    async def story(seat):
        await seat.hold(key)
        assert isinstance(seat.screen, ExamScreen)
        assert seat.screen.exam.at <= 1

    told(library, story, sitting=sit(Kind.MULTIPLE_CHOICE, Kind.ORDER, Kind.MATCH))


def test_the_overview_shows_and_goes(library, sit, still):
    async def story(seat):
        await seat.press("b", "right", "escape", "m", "n")
        seat.assert_golden("exam-grid-80x24")
        await seat.press("right", "enter")
        assert isinstance(seat.screen, ExamScreen)
        assert seat.screen.exam.at == 2

    told(library, story, sitting=sit(*THREE))


def test_the_overview_finds_what_is_open(library, sit):
    async def story(seat):
        await seat.press("b", "n", "m", "enter")
        assert seat.screen.exam.at == 1

    told(library, story, sitting=sit(*THREE))


def test_after_the_last_question_comes_the_overview(library, sit):
    async def story(seat):
        await seat.press("b", "enter", "enter", "enter")
        assert isinstance(seat.screen, ExamGridScreen)

    told(library, story, sitting=sit(*THREE))


def test_function_keys_work_while_writing(library, sit):
    async def story(seat):
        await seat.press("4", "f2", "f8")
        exam = seat.screen.exam
        assert exam.answer(exam.questions[0].id).marked
        assert exam.at == 1

    told(library, story, sitting=sit(Kind.TYPED, Kind.ORDER))


def test_the_result_says_passed_or_not_in_words(library, sit, still):
    async def story(seat):
        seat.screen.pass_time(90)
        await seat.press("b", "enter", "8", "0", "enter", "b", "c", "a", "f10", "f10")
        seat.assert_golden("exam-result-80x24")

    async def passed(seat):
        await seat.press("b", "s", "s")
        assert "Passed" in seat.text
        assert "Not passed" not in seat.text

    told(library, story, sitting=sit(*THREE))
    told(library, passed, sitting=sit(Kind.MULTIPLE_CHOICE))


def test_wrong_answers_are_gone_through_with_key_and_card(library, sit, still):
    async def story(seat):
        await seat.press("a", "s", "s", "enter")
        assert isinstance(seat.screen, ExamAnswersScreen)
        seat.assert_golden("exam-answers-80x24")
        await seat.press("a", "right", "q")
        assert isinstance(seat.screen, ExamResultScreen)

    told(library, story, sitting=sit(Kind.MULTIPLE_CHOICE, Kind.ORDER))


def test_the_wrong_ones_can_be_taken_again(library, sit):
    async def story(seat):
        await seat.press("b", "s", "s", "w")
        assert isinstance(seat.screen, ExamScreen)
        assert [one.kind for one in seat.screen.exam.questions] == [Kind.ORDER]

    told(library, story, sitting=sit(Kind.MULTIPLE_CHOICE, Kind.ORDER))


def test_nothing_to_take_again_is_said(library, sit):
    async def story(seat):
        await seat.press("b", "s", "s", "w")
        assert isinstance(seat.screen, ExamResultScreen)
        assert any("nothing to take again" in message for message in seat.messages)

    told(library, story, sitting=sit(Kind.MULTIPLE_CHOICE))


def test_answers_count_as_reviews_only_when_asked_and_can_be_taken_back(library, sit):
    async def story(seat):
        await seat.press("a", "s", "s")
        assert seat.reviews == 0
        await seat.press("r")
        assert seat.reviews == 1
        await seat.press("r")
        assert seat.reviews == 1
        await seat.press("u")
        assert seat.reviews == 0

    told(library, story, sitting=sit(Kind.MULTIPLE_CHOICE))


def test_missed_cards_become_due_with_one_key(library, clock, sit):
    async def learned(seat):
        for _ in range(6):
            await seat.press("space", "4")

    async def story(seat):
        before = seat.app.services.study.due().review
        await seat.press("a", "s", "s", "d")
        assert seat.app.services.study.due().review == before + 1
        await seat.press("u")
        assert seat.app.services.study.due().review == before

    told(library, learned, screen="review")
    clock.pass_(days=1)
    told(library, story, sitting=sit(Kind.MULTIPLE_CHOICE))


def test_history_lists_what_was_handed_in(library, sit):
    async def one(seat):
        await seat.press("b", "s", "s", "h")
        assert isinstance(seat.screen, ExamHistoryScreen)
        assert "1,000" in seat.text
        await seat.press("enter")
        assert isinstance(seat.screen, ExamResultScreen)

    async def empty(seat):
        await seat.press("h", "enter")
        assert any("no exam" in message for message in seat.messages)

    told(library, empty, screen="quiz")
    told(library, one, sitting=sit(Kind.MULTIPLE_CHOICE))


def test_an_exam_under_way_keeps_another_from_beginning(library, sit):
    sit(*THREE)

    async def story(seat):
        await seat.press("right", "enter")
        assert isinstance(seat.screen, QuizScreen)
        assert any("under way" in message for message in seat.messages)
        await seat.press("g", "g", "enter")
        assert isinstance(seat.screen, ExamScreen)

    told(library, story, screen="quiz")
    assert kept(library) is not None


def test_a_key_that_is_named_works_where_the_keys_go_now(library, sit):
    async def story(seat):
        await seat.press("f10")
        assert "Press f10 once more" in seat.messages[-1]
        await seat.press("f8")
        assert "f3 shows them all, f10 hands in" in seat.messages[-1]
        await seat.press("escape", "left", "n", "s")
        assert "Press s once more" in seat.messages[-1]

    told(library, story, sitting=sit(Kind.TYPED))


@pytest.mark.parametrize("between", ["m", "t", "+", "n"])
def test_anything_in_between_makes_handing_in_ask_again(library, sit, still, between):
    async def story(seat):
        await seat.press("s", between, "s")
        assert not isinstance(seat.screen, ExamResultScreen)

    told(library, story, sitting=sit(*THREE))


def test_a_question_long_ago_is_asked_again(library, sit, still):
    async def story(seat):
        await seat.press("s")
        seat.screen.pass_time(60)
        await seat.press("s")
        assert isinstance(seat.screen, ExamScreen)
        await seat.press("s")
        assert isinstance(seat.screen, ExamResultScreen)

    told(library, story, sitting=sit(*THREE))


def test_a_clock_that_cannot_be_hidden_says_so(library, sit, still):
    async def story(seat):
        seat.screen.pass_time(7800 - 120)
        await seat.press("t")
        assert any("the last minutes show" in message for message in seat.messages)

    told(library, story, sitting=sit(*THREE))


def test_an_exam_handed_in_in_another_window_shows_what_it_came_to(library, sit, still):
    async def story(seat):
        services = library.services()
        other = services.sittings.unfinished()
        services.sittings.save(replace(other, exam=other.exam.answered(("b",)).submit()))
        services.close()
        await seat.press("a")
        assert isinstance(seat.screen, ExamResultScreen)
        assert any("handed in in another window" in message for message in seat.messages)
        assert "1 of 3 right" in seat.text

    told(library, story, sitting=sit(*THREE))


def test_an_exam_given_up_in_another_window_is_left(library, sit, still):
    sit(*THREE)

    async def story(seat):
        await seat.press("r")
        services = library.services()
        services.sittings.give_up(services.sittings.unfinished())
        services.close()
        await seat.press("a", "n")
        assert isinstance(seat.screen, QuizScreen)
        assert any("given up in another window" in message for message in seat.messages)

    told(library, story, screen="quiz")


def test_nothing_is_called_kept_that_was_not(library, sit, still, monkeypatch):
    def full(_sittings, _sitting):
        raise HashqError("the disk is full")

    sit(*THREE)

    async def story(seat):
        await seat.press("r")
        monkeypatch.setattr("hashq.study.sittings.Sittings.save", full)
        await seat.press("b", "q")
        assert isinstance(seat.screen, ExamScreen)
        assert not any(message.startswith("Kept") for message in seat.messages)
        await seat.press("q")
        assert isinstance(seat.screen, QuizScreen)

    told(library, story, screen="quiz")


def test_an_order_left_blank_is_shown_as_blank(library, sit, still):
    async def story(seat):
        await seat.press("s", "s", "enter")
        assert "left blank" in seat.text
        assert "you put it at" not in seat.text

    told(library, story, sitting=sit(Kind.ORDER))


def test_what_was_taken_back_can_be_chosen_again(library, sit):
    async def story(seat):
        await seat.press("a", "s", "s", "r", "u", "r")
        assert seat.reviews == 1

    told(library, story, sitting=sit(Kind.MULTIPLE_CHOICE))


def test_taking_back_leaves_alone_what_was_done_elsewhere_since(library, sit):
    async def story(seat):
        await seat.press("a", "s", "s", "r")
        services = library.services()
        other = next(card for card in services.library.cards() if "ECS" in card.question)
        services.study.rate_card(other.id, Rating.GOOD)
        services.close()
        await seat.press("u")
        assert seat.reviews == 2
        assert any("Something else was done since" in message for message in seat.messages)

    told(library, story, sitting=sit(Kind.MULTIPLE_CHOICE))


def test_only_what_can_be_done_is_offered_after_an_exam(library, sit):
    async def story(seat):
        await seat.press("b", "s", "s")
        footer = seat.text.splitlines()[-1]
        assert "undo" not in footer
        assert "retake" not in footer
        assert "go through" not in footer

    told(library, story, sitting=sit(Kind.MULTIPLE_CHOICE))


def test_giving_up_is_asked_anew_after_the_exam_was_gone_on_with(library, sit):
    sit(*THREE)

    async def story(seat):
        await seat.press("g", "r", "q", "g")
        assert kept(library) is not None
        await seat.press("g")
        assert kept(library) is None

    told(library, story, screen="quiz")


def test_a_field_keeps_the_arrow_keys_so_others_are_offered_to_move(library, sit, still):
    async def story(seat):
        assert "f7 before   f8 after" in seat.text.splitlines()[-1]
        await seat.press("escape")
        assert "← before   → after" in seat.text.splitlines()[-1]

    told(library, story, sitting=sit(Kind.TYPED), size=(160, 40))
