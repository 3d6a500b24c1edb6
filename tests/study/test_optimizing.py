"""Fitting the memory model: proposed without changing anything, taken up on consent, taken back."""

from __future__ import annotations

import pytest

from hashq.errors import UsageError
from hashq.scheduling.model import Rating
from hashq.scheduling.optimize import ENOUGH_REVIEWS
from hashq.scheduling.parameters import DEFAULT_WEIGHTS
from hashq.store.weights import weights_in_use
from hashq.study.optimizing import Optimizer

TURNS = 15
OTHERS = tuple(round(weight * 1.1, 4) for weight in DEFAULT_WEIGHTS)


def train(histories):
    return OTHERS


@pytest.fixture
def learned(services, add, clock):
    """Enough reviews: forty cards, asked every few days."""
    add([f"x{number}" for number in range(40)], deck="many")
    study = services.study
    for turn in range(TURNS):
        for number in range(40):
            study.rate_card(f"x{number}", Rating.AGAIN if (turn + number) % 7 == 6 else Rating.EASY)
        clock.pass_by(days=4)
    return services


@pytest.fixture
def optimizer(services):
    return Optimizer(services.database, services.settings)


def test_too_few_reviews_are_told(optimizer, study):
    study.rate_card("a", Rating.GOOD)
    with pytest.raises(UsageError, match="are needed"):
        optimizer.propose(train)
    assert not optimizer.suggested()


def test_a_proposal_says_how_both_predict_and_changes_nothing(learned, optimizer):
    assert optimizer.learnable() >= ENOUGH_REVIEWS
    before = learned.study.memory("x1")
    proposal = optimizer.propose(train)
    assert proposal.before == DEFAULT_WEIGHTS
    assert proposal.fit.before.reviews == proposal.fit.after.reviews > 0
    assert proposal.fit.before.log_loss != proposal.fit.after.log_loss
    assert weights_in_use(learned.database) == DEFAULT_WEIGHTS
    assert learned.study.memory("x1") == before


def test_taken_up_weights_hold_for_the_next_rating_and_the_log_names_them(learned, optimizer):
    shown = learned.study.intervals("x1")
    proposal = optimizer.propose(train)
    optimizer.take_up(proposal)
    assert learned.study.intervals("x1") != shown
    learned.study.rate_card("x1", Rating.GOOD)
    *_, before, last = learned.study.reviews_of("x1")
    assert before.parameters.weights == DEFAULT_WEIGHTS
    assert last.parameters.weights == proposal.fit.weights


def test_taking_back_brings_the_weights_before(learned, optimizer):
    shown = learned.study.intervals("x1")
    optimizer.take_up(optimizer.propose(train))
    assert optimizer.take_back()
    assert learned.study.intervals("x1") == shown
    assert not optimizer.take_back()


def test_what_was_rated_under_other_weights_is_taken_back_exactly(learned, optimizer):
    before = learned.study.memory("x1")
    optimizer.take_up(optimizer.propose(train))
    learned.study.rate_card("x1", Rating.GOOD)
    learned.study.undo_last()
    assert learned.study.memory("x1") == before


def test_it_suggests_itself_after_enough_reviews_and_not_again_once_fitted(learned, optimizer):
    assert optimizer.suggested()
    optimizer.take_up(optimizer.propose(train))
    assert not optimizer.suggested()


def test_a_card_begun_anew_is_learned_from_since_then(learned, optimizer):
    before = optimizer.learnable()
    learned.study.deeds.reset(["x1"])
    assert optimizer.learnable() == before - (TURNS - 1)
