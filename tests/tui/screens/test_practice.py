"""Practice: questions of every kind, answered by keyboard and judged at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from hashq.quiz.model import Kind
from hashq.quiz.practice import begin
from hashq.tui import screens
from hashq.tui.quiz.setup import Feed
from hashq.tui.screens.home import HomeScreen
from hashq.tui.screens.practice import PracticeScreen
from hashq.tui.screens.practice_end import PracticeEndScreen
from hashq.tui.screens.sandbox import SandboxScreen


def told(desk, story, screen="practice", **opening):
    """Run ``story`` with a person at the screen."""

    async def at_the_desk():
        async with desk.open(screen, **opening) as seat:
            await story(seat)

    asyncio.run(at_the_desk())


def judged(seat):
    return seat.screen._practice.done


ANSWERS = {
    Kind.MULTIPLE_CHOICE: (["b", "enter"], ["a", "enter"]),
    Kind.MULTIPLE_RESPONSE: (["a", "d", "enter"], ["a", "b", "enter"]),
    Kind.TYPED: (["4", "4", "3", "enter"], ["8", "0", "enter"]),
    Kind.ORDER: (["b", "c", "a", "enter"], ["enter"]),
    Kind.MATCH: (["b", "a", "enter"], ["a", "b", "enter"]),
}


def test_every_kind_is_answered_rightly_by_keyboard(library, practise):
    async def story(seat):
        for kind, (right, _) in ANSWERS.items():
            assert seat.screen._question.kind is kind
            seat.assert_golden(f"practice-{kind}-80x24")
            await seat.press(*right)
            assert judged(seat)[-1].right
            assert "Right" in seat.text
            await seat.press("enter")

    told(library, story, practice=practise(*ANSWERS))


def test_every_kind_is_answered_wrongly_and_shows_the_key(library, practise):
    questions = practise(*ANSWERS).waiting

    async def story(seat):
        for question in questions:
            await seat.app.switch_screen(screens.make("practice", practice=begin([question], {})))
            await seat.press(*ANSWERS[question.kind][1])
            assert not judged(seat)[-1].right
            assert "Wrong" in seat.text
            seat.assert_golden(f"practice-{question.kind}-wrong-80x24")

    told(library, story, practice=begin(questions, {}))


def test_numbers_choose_like_letters(library, practise):
    async def story(seat):
        await seat.press("2", "enter")
        assert judged(seat)[-1].right

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE))


def test_an_order_is_made_by_carrying_an_item(library, practise):
    async def story(seat):
        await seat.press("space", "down", "down", "space", "enter")
        assert judged(seat)[-1].right

    told(library, story, practice=practise(Kind.ORDER))


def test_enter_on_nothing_asks_first(library, practise):
    async def story(seat):
        await seat.press("enter")
        assert not judged(seat)
        assert any("leaves it blank" in message for message in seat.messages)
        await seat.press("enter")
        assert not judged(seat)[-1].right
        assert "left blank" in seat.text

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE))


def test_what_is_not_complete_is_not_judged(library, practise):
    async def story(seat):
        await seat.press("a", "enter")
        assert not judged(seat)
        assert any("1 more" in message for message in seat.messages)

    told(library, story, practice=practise(Kind.MULTIPLE_RESPONSE))


def test_the_third_of_two_is_refused_with_words(library, practise):
    async def story(seat):
        await seat.press("a", "b", "c")
        assert any("take one out" in message for message in seat.messages)

    told(library, story, practice=practise(Kind.MULTIPLE_RESPONSE))


@pytest.mark.parametrize("key", ["enter", "space"])
def test_a_held_key_skips_no_feedback(library, practise, key):
    async def story(seat):
        await seat.press("b")
        await seat.hold(key)
        assert len(judged(seat)) <= 1
        assert seat.screen._question.kind is Kind.MULTIPLE_CHOICE

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE, Kind.ORDER, Kind.MATCH))


def test_enter_held_in_the_field_skips_no_feedback(library, practise):
    async def story(seat):
        await seat.press("8", "0", "enter")
        await seat.hold("enter")
        assert len(judged(seat)) == 1
        assert seat.screen._question.kind is Kind.TYPED

    told(library, story, practice=practise(Kind.TYPED, Kind.ORDER, Kind.MATCH))


def test_a_person_can_overrule_and_take_it_back(library, practise):
    async def story(seat):
        await seat.press("8", "0", "enter", "o")
        assert judged(seat)[-1].right
        assert "as you judge it yourself" in seat.text
        await seat.press("o")
        assert not judged(seat)[-1].right

    told(library, story, practice=practise(Kind.TYPED))


def test_what_was_missed_comes_back_and_says_so(library, practise):
    async def story(seat):
        await seat.press("a", "enter")
        assert "comes back after 1 question" in seat.text
        await seat.press("enter", "b", "c", "a", "enter", "enter")
        assert seat.screen._question.kind is Kind.MULTIPLE_CHOICE

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE, Kind.ORDER))


def test_how_sure_one_was_is_kept(library, practise):
    async def story(seat):
        await seat.press("b", "+", "+", "+", "enter")
        assert judged(seat)[-1].confidence == 75
        assert "fairly sure" in seat.text

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE))


def test_escape_leaves_the_field_and_keeps_what_was_written(library, practise):
    async def story(seat):
        await seat.press("4", "4", "escape", "f4")
        assert isinstance(seat.screen, PracticeScreen)
        await seat.press("space", "3", "enter")
        assert judged(seat)[-1].right

    told(library, story, practice=practise(Kind.TYPED))


def test_markup_in_options_is_only_text(library, practise):
    async def story(seat):
        assert "[red]8080[/]" in seat.text

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE))


def test_a_click_chooses(library, practise):
    async def story(seat):
        line = next(at for at, text in enumerate(seat.text.splitlines()) if "443" in text)
        await seat.pilot.click(offset=(12, line))
        await seat.press("enter")
        assert judged(seat)[-1].right

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE))


def test_leaving_before_any_answer_goes_back(library, practise):
    async def story(seat):
        await seat.press("x", "enter", "escape", "q")
        assert not isinstance(seat.screen, PracticeScreen)

    told(library, story, screen="home")


def test_the_end_says_how_it_went(library, practise):
    async def story(seat):
        await seat.press("a", "+", "enter", "enter", "b", "enter", "q")
        assert isinstance(seat.screen, PracticeEndScreen)
        seat.assert_golden("practice-end-80x24")
        await seat.press("q")

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE))


def test_what_was_missed_can_be_practised_again_at_the_end(library, practise):
    async def story(seat):
        await seat.press("a", "enter", "q", "enter")
        assert isinstance(seat.screen, PracticeScreen)

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE))


def test_answers_count_as_reviews_when_that_was_chosen_before(library, practise):
    async def story(seat):
        await seat.press("a", "enter", "q")
        assert seat.reviews == 1
        assert "1 review recorded: 1 again" in seat.text
        await seat.press("u")
        assert seat.reviews == 0

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE), feed=Feed.REVIEWS)


def test_nothing_is_recorded_when_nobody_asked(library, practise):
    async def story(seat):
        await seat.press("a", "enter", "q", "q")
        assert seat.reviews == 0

    told(library, story, practice=practise(Kind.MULTIPLE_CHOICE))


def test_the_sandbox_waits_until_the_answer_is_judged(library, practise):
    async def story(seat):
        await seat.press("s")
        assert isinstance(seat.screen, PracticeScreen)
        assert any("give the answer away" in message for message in seat.messages)

    told(library, story, practice=practise(Kind.ORDER))


def test_a_judged_question_opens_its_deployment(library, practise):
    practice = practise(Kind.MULTIPLE_CHOICE)
    question = replace(practice.question, scenario="configuration: OneAtATime\n")

    async def story(seat):
        await seat.press("b", "enter", "s")
        assert isinstance(seat.screen, SandboxScreen)

    told(library, story, practice=begin([question], {}))


def test_home_opens_the_quiz_of_the_chosen_deck(library):
    async def story(seat):
        assert isinstance(seat.screen, HomeScreen)
        await seat.press("x")
        seat.assert_golden("quiz-80x24")

    told(library, story, screen="home")


def test_space_at_a_row_without_anything_says_what_to_press(library, practise):
    async def story(seat):
        await seat.press("space")
        assert any("press the letter" in message for message in seat.messages)

    told(library, story, practice=practise(Kind.MATCH))


def test_the_footer_has_the_keys_of_the_field_only_while_one_writes(library, practise):
    async def story(seat):
        assert "esc leave field" in seat.text.splitlines()[-1]
        await seat.press("escape")
        assert "q finish" in seat.text.splitlines()[-1]
        assert "space goes to the field" in seat.text
        await seat.press("space")
        assert "esc leave field" in seat.text.splitlines()[-1]

    told(library, story, practice=practise(Kind.TYPED))
