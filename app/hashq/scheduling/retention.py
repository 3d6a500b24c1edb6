"""Looking back: what was remembered against what the model predicted, and on how many days in a row.

Owns which reviews count as evidence and how they are summed. Predictions come with the log, so nothing is replayed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hashq.scheduling.model import Rating, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LoggedRecall:
    """As much of a logged review as looking back needs."""

    card: str
    """The card's id."""
    study_day: date
    """The study day it counts to."""
    state_before: State
    """Where the card stood."""
    rating: Rating
    """How well it was recalled."""
    predicted: float | None
    """The probability of recall the model gave, 0 to 1; None when it gave none."""


@dataclass(frozen=True, slots=True)
class Retention:
    """What was remembered, beside what was predicted."""

    reviews: int
    """Reviews that count as evidence."""
    remembered: float | None
    """Share of them not rated again, 0 to 1; None without any."""
    predicted: float | None
    """Mean prediction for those that had one, 0 to 1; None without any."""


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row."""

    current: int
    """Up to today, or up to yesterday while today is still to come."""
    longest: int
    """The most there ever were."""
    studied_today: bool
    """Whether today counts already."""


def evidence(log: Iterable[LoggedRecall]) -> Iterator[LoggedRecall]:
    """The reviews that tell something of long-term memory: a card's first of a study day, when it is in state review.

    Later ones the same day only show what was read minutes ago. The log is in the order of recording.
    """
    seen: set[tuple[str, date]] = set()
    for recall in log:
        key = (recall.card, recall.study_day)
        if key in seen:
            continue
        seen.add(key)
        if recall.state_before is State.REVIEW:
            yield recall


def retention(log: Iterable[LoggedRecall]) -> Retention:
    """What was remembered and predicted over the :func:`evidence` in ``log``."""
    counted = list(evidence(log))
    predictions = [recall.predicted for recall in counted if recall.predicted is not None]
    remembered = sum(recall.rating is not Rating.AGAIN for recall in counted)
    return Retention(
        len(counted),
        remembered / len(counted) if counted else None,
        sum(predictions) / len(predictions) if predictions else None,
    )


def calibration(log: Iterable[LoggedRecall], bins: int = 10) -> tuple[Retention, ...]:
    """:func:`retention` apart for each of ``bins`` equal stretches of prediction, from never to surely."""
    sorted_in: list[list[LoggedRecall]] = [[] for _ in range(bins)]
    for recall in evidence(log):
        if recall.predicted is not None:
            sorted_in[min(int(recall.predicted * bins), bins - 1)].append(recall)
    return tuple(retention(part) for part in sorted_in)


def streak(days: Collection[date], today: date) -> Streak:
    """The streaks in ``days``, the study days with at least one review; days after ``today`` are left out."""
    past = sorted({day for day in days if day <= today})
    longest = run = 0
    before: date | None = None
    for day in past:
        run = run + 1 if before is not None and day - before == _DAY else 1
        longest = max(longest, run)
        before = day
    alive = before is not None and today - before <= _DAY
    return Streak(run if alive else 0, longest, before == today)
