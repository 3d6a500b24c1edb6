"""What a rating does to a card's memory: FSRS-6, through the one module that loads the FSRS library.

The library is asked for stability, difficulty, steps and the unfuzzed interval, nothing else. It counts whole spans of
24 hours, would take two sessions on either side of a night for one, and draws its fuzz from the global random state. So
it is shown one noon a study day on a calendar of our own, its fuzz is off, and due times and fuzz are computed here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import fsrs
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from hashq.scheduling.fuzz import fuzzed
from hashq.scheduling.model import Memory, Rating, Review, State
from hashq.scheduling.parameters import DEFAULT_PARAMETERS, LONGEST_INTERVAL_DAYS, Parameters
from hashq.scheduling.study_day import day_start, elapsed_days

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOON = datetime(2000, 1, 1, 12, tzinfo=UTC)
"""Where the library's calendar begins: only differences in days matter to it."""
_CARD_ID = 1
"""Any number: without one the library sleeps a millisecond to invent it."""
_STABILITY_CEILING = 1e9
"""Days. Far above any interval; keeps endless easy ratings from overflowing a float."""
_LAST_ORDINAL = date(9999, 12, 29).toordinal()
"""No due day is later: the calendar ends there, whatever a wrong clock said."""

_RATINGS = {rating: fsrs.Rating(rating) for rating in Rating}
_STATES = {
    State.NEW: fsrs.State.Learning,
    State.LEARNING: fsrs.State.Learning,
    State.REVIEW: fsrs.State.Review,
    State.RELEARNING: fsrs.State.Relearning,
}
_STATE_OF = {
    fsrs.State.Learning: State.LEARNING,
    fsrs.State.Review: State.REVIEW,
    fsrs.State.Relearning: State.RELEARNING,
}


class _Step(NamedTuple):
    """What the library answers to one rating."""

    state: State
    step: int | None
    stability: float
    difficulty: float
    wait: timedelta


@lru_cache(maxsize=64)
def _scheduler(parameters: Parameters) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        parameters=parameters.weights,
        desired_retention=parameters.desired_retention,
        learning_steps=parameters.learning_steps,
        relearning_steps=parameters.relearning_steps,
        maximum_interval=parameters.maximum_interval_days,
        enable_fuzzing=False,
    )


def _ask(memory: Memory, rating: Rating, study_day: date, parameters: Parameters) -> _Step:
    days = 0 if memory.last_study_day is None else elapsed_days(memory.last_study_day, study_day)
    card = fsrs.Card(
        card_id=_CARD_ID,
        state=_STATES[memory.state],
        step=None if memory.state is State.REVIEW else memory.step or 0,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_NOON,
        last_review=None if memory.stability is None else _NOON,
    )
    at = _NOON + timedelta(days=min(days, LONGEST_INTERVAL_DAYS))
    after, _ = _scheduler(parameters).review_card(card, _RATINGS[rating], at)
    if after.stability is None or after.difficulty is None:
        raise AssertionError("the library left a rated card without stability")
    return _Step(
        _STATE_OF[after.state],
        after.step,
        min(after.stability, _STABILITY_CEILING),
        after.difficulty,
        after.due - at,
    )


def _interval_days(step: _Step, memory: Memory, card: str, parameters: Parameters) -> int:
    if not parameters.fuzz:
        return step.wait.days
    return fuzzed(step.wait.days, card, memory.reviews + 1, parameters.maximum_interval_days)


def review(memory: Memory, given: Review, parameters: Parameters = DEFAULT_PARAMETERS) -> Memory:
    """The card's memory after the review ``given``.

    Learning and relearning cards are due at the moment of the review plus their step. Cards in state review are due at
    the start of a study day, in UTC by the offset of the review. A clock set back counts as no time elapsed.
    """
    step = _ask(memory, given.rating, given.study_day, parameters)
    lapsed = memory.state is State.REVIEW and given.rating is Rating.AGAIN
    due, due_day = _due(step, memory, given, parameters)
    return Memory(
        state=step.state,
        step=step.step,
        stability=step.stability,
        difficulty=step.difficulty,
        due=due,
        due_day=due_day,
        last_reviewed=given.at,
        last_study_day=given.study_day,
        reviews=memory.reviews + 1,
        lapses=memory.lapses + lapsed,
    )


def _due(step: _Step, memory: Memory, given: Review, parameters: Parameters) -> tuple[datetime, date | None]:
    if step.state is not State.REVIEW:
        try:
            return given.at + step.wait, None
        except OverflowError:  # a clock set to the calendar's last minutes
            return given.at, None
    days = _interval_days(step, memory, given.card, parameters)
    due_day = date.fromordinal(min(given.study_day.toordinal() + days, _LAST_ORDINAL))
    return day_start(due_day, timedelta(minutes=given.utc_offset_minutes), parameters.day_starts_at), due_day


def replay(
    reviews: Iterable[Review], parameters: Parameters = DEFAULT_PARAMETERS, start: Memory | None = None
) -> Memory:
    """The memory that one card's ``reviews``, in the order they were recorded, lead to from ``start`` (else new)."""
    memory = start or Memory()
    for given in reviews:
        memory = review(memory, given, parameters)
    return memory


def replay_as_given(reviews: Iterable[tuple[Review, Parameters]]) -> Memory:
    """As :func:`replay`, each review with the parameters that held when it was given."""
    memory = Memory()
    for given, parameters in reviews:
        memory = review(memory, given, parameters)
    return memory


def intervals(
    memory: Memory, card: str, study_day: date, parameters: Parameters = DEFAULT_PARAMETERS
) -> dict[Rating, timedelta]:
    """How long the card would wait after each rating on ``study_day``: exactly what :func:`review` then gives.

    Whole study days where the card becomes a review, else the learning step.
    """
    waits = {}
    for rating in Rating:
        step = _ask(memory, rating, study_day, parameters)
        waits[rating] = (
            timedelta(days=_interval_days(step, memory, card, parameters))
            if step.state is State.REVIEW
            else step.wait
        )
    return waits


def within_bounds(weights: Iterable[float]) -> tuple[float, ...]:
    """``weights`` moved into the ranges the library accepts; fitted ones may lie a rounding outside.

    Raises :class:`ValueError` unless there are 21 of them.
    """
    ranges = zip(weights, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(weight, low), high) for weight, low, high in ranges)
