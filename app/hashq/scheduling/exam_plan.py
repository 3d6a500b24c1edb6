"""Toward an exam: how ready one will be, and what to do a day to get there.

Owns the projection of a deck's cards to the day of the exam. Knows no deck and no card's text. Loads the memory model
only to project.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from hashq.scheduling.forgetting import retrievability
from hashq.scheduling.model import Memory, Rating, Review, State
from hashq.scheduling.pacing import new_cards_a_day
from hashq.scheduling.parameters import DEFAULT_PARAMETERS, Parameters

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """What leads to the exam."""

    days: int
    """Study days from today to the exam; 0 on the day itself."""
    readiness: float
    """Mean probability of recall on the day, 0 to 1, if nothing more is studied; cards never studied count as 0."""
    projected: float
    """The same, if every card is studied when it is due and new ones are begun as planned."""
    new_per_day: int
    """New cards to begin a day; 0 when none is left or the exam is over."""
    reviews_per_day: float
    """Reviews a day that come with it, on average."""


def readiness(
    memories: Sequence[Memory], exam_day: date, parameters: Parameters = DEFAULT_PARAMETERS
) -> float | None:
    """Mean probability of recall on ``exam_day`` if nothing more is studied; None without cards."""
    if not memories:
        return None
    return sum(retrievability(memory, exam_day, parameters) for memory in memories) / len(memories)


def exam_plan(
    memories: Sequence[Memory], today: date, exam_day: date, parameters: Parameters = DEFAULT_PARAMETERS
) -> ExamPlan | None:
    """The plan for the cards with ``memories``, new ones among them; None without cards."""
    ready = readiness(memories, exam_day, parameters)
    if ready is None:
        return None
    days = max(0, (exam_day - today).days)
    started = [memory for memory in memories if memory.state is not State.NEW]
    unseen = len(memories) - len(started)
    a_day = new_cards_a_day(unseen, today, exam_day)
    if exam_day < today:
        return ExamPlan(0, ready, ready, 0, 0.0)
    recall, reviews = _projected(started, today, exam_day, parameters)
    for begun, count in _beginnings(unseen, a_day, today):
        one_recall, one_reviews = _projected([_learned(begun, parameters)], begun, exam_day, parameters)
        recall += count * one_recall
        reviews += count * one_reviews
    return ExamPlan(days, ready, recall / len(memories), a_day, reviews / (days + 1))


def _beginnings(unseen: int, a_day: int, today: date) -> list[tuple[date, int]]:
    """On which day how many new cards are begun."""
    return [
        (today + timedelta(days=day), min(a_day, unseen - first))
        for day, first in enumerate(range(0, unseen, max(1, a_day)))
    ]


def _projected(
    memories: Sequence[Memory], today: date, exam_day: date, parameters: Parameters
) -> tuple[float, float]:
    """Recall on the exam's day summed over ``memories``, and the reviews until then, if each is reviewed when due.

    Each review is taken as remembered, at its due day or today if that has passed. Fuzz evens out and is left off.
    """
    plain = parameters._replace(fuzz=False)
    recall, reviews = 0.0, 0
    for start in memories:
        memory, day = start, _next_day(start, today)
        while day < exam_day:
            memory = _remembered(memory, day, plain)
            reviews += 1
            day = _next_day(memory, day + timedelta(days=1))
        recall += retrievability(memory, exam_day, parameters)
    return recall, reviews


def _next_day(memory: Memory, earliest: date) -> date:
    """The study day of the next review, not before ``earliest``; learning cards are finished on it."""
    return max(earliest, memory.due_day) if memory.due_day is not None else earliest


def _remembered(memory: Memory, day: date, parameters: Parameters) -> Memory:
    """The memory after the card was rated good on ``day`` until it is in state review."""
    from hashq.scheduling.fsrs_memory import review  # noqa: PLC0415 - loads the library, only to project

    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    good = Review("", Rating.GOOD, noon, day, 0)
    memory = review(memory, good, parameters)
    while memory.state is not State.REVIEW:
        memory = review(memory, good, parameters)
    return memory


def _learned(day: date, parameters: Parameters) -> Memory:
    return _remembered(Memory(), day, parameters._replace(fuzz=False))
