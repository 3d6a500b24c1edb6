"""What the answers of a quiz do to the schedule: what the person chose, and nothing else."""

from __future__ import annotations

import pytest

from hashq.quiz.model import Kind, Question
from hashq.scheduling.model import Rating, State
from hashq.study.feeding import Feeding, Judged, weighed


def judged(card, *, right=True, kind=Kind.MULTIPLE_CHOICE):
    return Judged(Question(f"{card}-{kind}", card, kind, "?", ("a",)), right)


@pytest.fixture
def feeder(services):
    return services.feeder


@pytest.fixture
def known(study, clock):
    """A card in review, due some days from now."""
    study.rate_card("a", Rating.EASY)
    return "a"


def test_nothing_is_changed_unless_it_is_chosen(feeder, study, known):
    before = study.memory(known)
    assert feeder.feed([judged(known, right=False)], Feeding.NOTHING) == ()
    assert study.memory(known) == before


@pytest.mark.parametrize(
    ("answers", "rating"),
    [
        ([judged("a", right=False)], Rating.AGAIN),
        ([judged("a")], Rating.HARD),
        ([judged("a", kind=Kind.TYPED)], Rating.GOOD),
        ([judged("a"), judged("a", kind=Kind.TYPED)], Rating.GOOD),
        ([judged("a", kind=Kind.TYPED), judged("a", right=False)], Rating.AGAIN),
    ],
)
def test_each_card_counts_once_by_all_of_its_answers(answers, rating):
    assert weighed(answers) == {"a": rating}


def test_answers_become_reviews_given_in_a_quiz(feeder, services, study, known):
    (fed,) = feeder.feed([judged(known, kind=Kind.TYPED)], Feeding.REVIEWS)
    assert (fed.card, fed.rating) == (known, Rating.GOOD)
    assert study.reviews_of(known)[-1].rating is Rating.GOOD
    assert services.database.value("SELECT origin FROM reviews ORDER BY id DESC LIMIT 1") == "quiz"


def test_a_new_card_is_not_learned_by_recognising_it(feeder, study):
    assert feeder.feed([judged("b")], Feeding.REVIEWS) == ()
    assert study.memory("b").state is State.NEW


def test_a_new_card_that_was_missed_is_to_be_learned(feeder, study):
    feeder.feed([judged("b", right=False)], Feeding.REVIEWS)
    assert study.memory("b").state is State.LEARNING


def test_predictions_say_nothing_about_a_card(feeder, known):
    assert feeder.plan([judged(known, right=False, kind=Kind.PREDICT)], Feeding.REVIEWS) == ()


def test_missed_cards_are_made_due_today(feeder, study, known, clock):
    clock.pass_by(days=1)
    feeder.feed([judged(known, right=False), judged("b", right=False)], Feeding.MISSED_DUE)
    assert study.memory(known).due_day == clock.moment.date()
    assert study.memory("b").state is State.NEW


def test_right_cards_are_not_made_due(feeder, known):
    assert feeder.plan([judged(known)], Feeding.MISSED_DUE) == ()


def test_a_plan_says_what_will_be_done_and_does_nothing(feeder, study, known):
    before = study.memory(known)
    plan = feeder.plan([judged(known, right=False)], Feeding.REVIEWS)
    assert [(fed.card, fed.rating) for fed in plan] == [(known, Rating.AGAIN)]
    assert study.memory(known) == before


def test_one_undo_takes_a_whole_quiz_back(feeder, study, known):
    before = study.memory(known)
    feeder.feed([judged(known, right=False), judged("b", right=False)], Feeding.REVIEWS)
    study.undo_any()
    assert study.memory(known) == before
    assert study.memory("b").state is State.NEW
