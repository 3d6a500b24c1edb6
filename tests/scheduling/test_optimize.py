"""Judging weights by reviews they were not fitted to."""

from __future__ import annotations

import math
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from hashq.errors import UsageError
from hashq.scheduling.forgetting import recall_probability
from hashq.scheduling.fsrs_memory import replay, review
from hashq.scheduling.model import Memory, Rating, Review
from hashq.scheduling.optimize import Evaluation, Fit, course, evaluate, fit, predictable
from hashq.scheduling.parameters import DEFAULT_PARAMETERS, DEFAULT_WEIGHTS, Parameters

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
AGAIN, HARD, GOOD, EASY = Rating
FORGETFUL = Parameters(weights=(0.05, 0.2, 0.5, 2.0, *DEFAULT_WEIGHTS[4:]), fuzz=False)


def given_on(day: int, rating: Rating, card: str = "c") -> Review:
    at = START + day * DAY
    return Review(card, rating, at, at.date(), 0)


def lived(cards: int, truth: Parameters, seed: int) -> list[list[Review]]:
    """Logs of a person whose memory is exactly ``truth``, who reviews at times the usual weights choose."""
    chance, logs = random.Random(seed), []
    for card in range(cards):
        day, memory, log = chance.randrange(100), Memory(), []
        for _ in range(6):
            known = memory.stability and recall_probability(
                day - (memory.last_study_day - START.date()).days, memory.stability, truth.weights[20]
            )
            rating = GOOD if known is None or chance.random() < known else AGAIN
            log.append(given_on(day, rating, f"c{card}"))
            memory = review(memory, log[-1], truth)
            day += max(1, round((replay(log).stability or 1) * chance.uniform(0.5, 1.5)))
        logs.append(log)
    return logs


def test_only_reviews_a_day_after_the_one_before_can_be_predicted() -> None:
    assert predictable([given_on(0, GOOD), given_on(0, GOOD), given_on(3, GOOD), given_on(1, GOOD)]) == 1


def test_the_loss_of_one_review_is_the_surprise_at_it() -> None:
    log = [given_on(0, EASY), given_on(9, AGAIN)]
    chance = recall_probability(9, DEFAULT_WEIGHTS[3], DEFAULT_WEIGHTS[20])
    value = evaluate([log])
    assert value.reviews == 1
    assert value.log_loss == pytest.approx(-math.log(1 - chance))
    assert value.rmse == pytest.approx(chance)


def test_without_reviews_there_is_no_surprise() -> None:
    assert evaluate([[given_on(0, GOOD)]]) == Evaluation(0, 0.0, 0.0)


def test_reviews_before_the_cut_shape_the_memory_but_are_not_judged() -> None:
    log = [given_on(0, EASY), given_on(9, GOOD), given_on(30, GOOD)]
    judged = evaluate([log], since=date(2026, 1, 20))
    memory = replay(log[:2])
    chance = recall_probability(21, memory.stability or 0.0, DEFAULT_WEIGHTS[20])
    assert judged == Evaluation(1, pytest.approx(-math.log(chance)), pytest.approx(1 - chance))


def test_the_weights_a_person_lives_by_predict_better_than_the_usual_ones() -> None:
    logs = lived(150, FORGETFUL, seed=1)
    true, usual = evaluate(logs, FORGETFUL), evaluate(logs)
    assert true.log_loss < usual.log_loss
    assert true.rmse < usual.rmse


def test_the_trainer_never_sees_a_held_out_review() -> None:
    logs = lived(100, FORGETFUL, seed=2)
    seen: list[int] = []

    def train(histories):
        seen.extend(len(history) for history in histories)
        return FORGETFUL.weights

    value = fit(logs, train)
    assert value.trained_on == len(seen)
    assert value.trained_on + value.after.reviews <= sum(predictable(log) for log in logs)
    assert value.after.reviews >= 0.2 * sum(predictable(log) for log in logs)


def test_every_history_ends_with_a_review_that_can_be_predicted() -> None:
    logs = [[given_on(0, GOOD), given_on(0, GOOD), given_on(3, AGAIN), given_on(3, GOOD), given_on(40, GOOD)]]
    seen = []

    def train(histories):
        seen.extend(histories)
        return DEFAULT_WEIGHTS

    fit([*logs, [given_on(200, GOOD, "d"), given_on(201, GOOD, "d")]], train, enough=3)
    assert seen == [
        ((GOOD, 0), (GOOD, 0), (AGAIN, 3)),
        ((GOOD, 0), (GOOD, 0), (AGAIN, 3), (GOOD, 0), (GOOD, 37)),
    ]


def test_better_weights_are_called_better_and_worse_ones_are_not() -> None:
    logs = lived(150, FORGETFUL, seed=3)
    assert fit(logs, lambda _: FORGETFUL.weights).better
    assert not fit(logs, lambda _: (90.0, 95.0, 99.0, 100.0, *DEFAULT_WEIGHTS[4:])).better


def test_equal_weights_are_not_better() -> None:
    same = Evaluation(10, 0.3, 0.05)
    assert not Fit(DEFAULT_WEIGHTS, 10, same, same).better


def test_fitted_weights_are_moved_into_the_models_ranges() -> None:
    outside = (*DEFAULT_WEIGHTS[:20], 0.0999)
    assert fit(lived(100, DEFAULT_PARAMETERS, 4), lambda _: outside).weights[20] == 0.1


def test_too_few_reviews_are_refused_with_the_number_needed() -> None:
    with pytest.raises(UsageError, match="there are 1 reviews to learn from, and 400 are needed"):
        fit([[given_on(0, GOOD), given_on(3, GOOD)]], lambda _: DEFAULT_WEIGHTS)


def test_a_course_tells_how_long_a_card_waits_by_some_weights() -> None:
    good = [Rating.GOOD] * 3
    assert course(good) == tuple(sorted(course(good)))
    assert course(good)[0] == round(DEFAULT_PARAMETERS.weights[2])
    stronger = DEFAULT_PARAMETERS._replace(
        weights=(*DEFAULT_PARAMETERS.weights[:2], 9.0, *DEFAULT_PARAMETERS.weights[3:])
    )
    assert course(good, stronger)[0] == 9
