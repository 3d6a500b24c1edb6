"""Fitting the memory model to one person: what weights say about reviews they were not fitted to.

Owns what is trained on and what is held out, and the measures by which weights are judged. Who does the fitting is an
argument; this module loads no optimiser and applies nothing.

The log is cut at a day: weights are fitted to what was reviewed before it, and judged by what came after. That is how
they will be used, and no card's later reviews leak into the fitting.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from hashq.errors import UsageError
from hashq.scheduling.forgetting import retrievability
from hashq.scheduling.fsrs_memory import review, within_bounds
from hashq.scheduling.model import Memory, Rating, Review
from hashq.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from hashq.scheduling.study_day import elapsed_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    History = Sequence[tuple[Rating, int]]
    """One card's reviews: the rating, and the study days since the review before (0 for the first)."""
    Trainer = Callable[[Sequence[History]], Sequence[float]]
    """Fits 21 weights to histories, each of which ends with the review to be predicted."""

ENOUGH_REVIEWS = 400
"""Reviews a day or more after the one before, below which fitted weights tell more of chance than of the person."""
HELD_OUT = 0.2
"""Share of those reviews, the latest, that weights are judged by."""
_ANY_DAY = date(2000, 1, 1)
_BINS = 20
_CERTAIN = 1e-6
"""Predictions are kept this far from 0 and 1, so that one surprise does not outweigh everything."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well weights predict."""

    reviews: int
    """Reviews predicted."""
    log_loss: float
    """Mean surprise per review, in nats; smaller is better. 0 without reviews."""
    rmse: float
    """Root mean square of predicted minus remembered share, over bins of like predictions; smaller is better."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted weights beside the ones in use, both judged by the same held-out reviews."""

    weights: tuple[float, ...]
    """The fitted 21 weights."""
    trained_on: int
    """Reviews they were fitted to."""
    before: Evaluation
    """How the weights in use predict the held-out reviews."""
    after: Evaluation
    """How the fitted ones do."""

    @property
    def better(self) -> bool:
        """Whether the fitted weights predict better."""
        return self.after.log_loss < self.before.log_loss


def predictable(log: Sequence[Review]) -> int:
    """How many reviews of one card's ``log`` came a study day or more after the one before."""
    pairs = itertools.pairwise(log)
    return sum(elapsed_days(before.study_day, after.study_day) > 0 for before, after in pairs)


def evaluate(
    logs: Sequence[Sequence[Review]], parameters: Parameters = DEFAULT_PARAMETERS, since: date | None = None
) -> Evaluation:
    """How ``parameters`` predict the reviews in ``logs`` (one a card) on or after ``since``; None: all of them."""
    outcomes = [
        outcome
        for log in logs
        for day, *outcome in _predictions(log, parameters)
        if since is None or day >= since
    ]
    if not outcomes:
        return Evaluation(0, 0.0, 0.0)
    losses = [-math.log(_bounded(chance if remembered else 1 - chance)) for chance, remembered in outcomes]
    return Evaluation(len(outcomes), sum(losses) / len(losses), _rmse(outcomes))


def fit(
    logs: Sequence[Sequence[Review]],
    train: Trainer,
    parameters: Parameters = DEFAULT_PARAMETERS,
    *,
    enough: int = ENOUGH_REVIEWS,
) -> Fit:
    """Weights fitted by ``train`` to all but the latest reviews in ``logs`` (one a card), judged by those.

    Raises :class:`UsageError` when there are fewer than ``enough`` reviews to learn from.
    """
    there = sum(predictable(log) for log in logs)
    if there < enough:
        remedy = "go on studying; until then the usual weights fit well"
        raise UsageError(f"there are {there} reviews to learn from, and {enough} are needed", remedy=remedy)
    since = _cut(logs)
    histories = [history for log in logs for history in _histories(log, since)]
    weights = within_bounds(train(histories))
    return Fit(
        weights,
        len(histories),
        evaluate(logs, parameters, since),
        evaluate(logs, parameters._replace(weights=weights), since),
    )


def course(ratings: Iterable[Rating], parameters: Parameters = DEFAULT_PARAMETERS) -> tuple[int, ...]:
    """Study days that a new card waits after each of ``ratings``, given when it is due: what weights come to.

    Without learning steps and fuzz, which the weights do not decide.
    """
    plain = parameters._replace(learning_steps=(), relearning_steps=(), fuzz=False)
    memory, day, waits = Memory(), _ANY_DAY, []
    for rating in ratings:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        memory = review(memory, Review("", rating, at, day, 0), plain)
        due = memory.due_day or day
        waits.append((due - day).days)
        day = due
    return tuple(waits)


def _cut(logs: Sequence[Sequence[Review]]) -> date:
    """The first study day that is held out."""
    days = sorted(
        after.study_day
        for log in logs
        for before, after in itertools.pairwise(log)
        if elapsed_days(before.study_day, after.study_day) > 0
    )
    return days[int(len(days) * (1 - HELD_OUT))]


def _histories(log: Sequence[Review], before: date) -> Iterator[History]:
    """For each review before the day ``before`` that can be predicted, the card's history up to and with it."""
    history: list[tuple[Rating, int]] = []
    last: date | None = None
    for given in log:
        if given.study_day >= before:
            return
        days = 0 if last is None else elapsed_days(last, given.study_day)
        history.append((given.rating, days))
        last = given.study_day
        if days > 0:
            yield tuple(history)


def _predictions(log: Sequence[Review], parameters: Parameters) -> Iterator[tuple[date, float, bool]]:
    """Study day, predicted chance and outcome of each review of one card that can be predicted."""
    memory = Memory()
    for given in log:
        if memory.last_study_day is not None and elapsed_days(memory.last_study_day, given.study_day) > 0:
            chance = retrievability(memory, given.study_day, parameters)
            yield given.study_day, chance, given.rating is not Rating.AGAIN
        memory = review(memory, given, parameters)


def _rmse(outcomes: Sequence[Sequence[float]]) -> float:
    bins: dict[int, list[Sequence[float]]] = {}
    for outcome in outcomes:
        bins.setdefault(min(int(outcome[0] * _BINS), _BINS - 1), []).append(outcome)
    squares = 0.0
    for part in bins.values():
        expected, remembered = (sum(values) / len(part) for values in zip(*part, strict=True))
        squares += len(part) * (expected - remembered) ** 2
    return math.sqrt(squares / len(outcomes))


def _bounded(chance: float) -> float:
    return min(max(chance, _CERTAIN), 1 - _CERTAIN)
