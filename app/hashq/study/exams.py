"""The exams a person set dates for: how ready their decks will be, and what leads there.

Owns which cards an exam asks for. Projection and pace are scheduling's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.scheduling.exam_plan import exam_plan, readiness
from hashq.settings.model import deck_key
from hashq.store.memory import memories_in
from hashq.store.waiting import deck_names
from hashq.store.weights import weights_in_use
from hashq.study.parameters import parameters_for

if TYPE_CHECKING:
    from datetime import date

    from hashq.scheduling.exam_plan import ExamPlan
    from hashq.scheduling.model import Memory
    from hashq.settings import Settings
    from hashq.store.database import Database


@dataclass(frozen=True, slots=True)
class Exam:
    """One exam to come."""

    deck: str
    """The deck it is about, as the person wrote it; its sub-decks belong to it."""
    day: date
    """The study day it is on."""
    days: int
    """Study days from today; 0 on the day itself."""
    readiness: float
    """Mean chance of recall on that day if nothing more were studied, 0 to 1; cards never studied count as 0."""


def exams_to_come(database: Database, settings: Settings, today: date) -> tuple[Exam, ...]:
    """The exams from ``today`` on whose decks have cards, the nearest first."""
    exams = []
    for deck, own in settings.decks.items():
        if own.exam_date is None or own.exam_date < today:
            continue
        ready = readiness(
            _memories(database, deck), own.exam_date, parameters_for(settings, deck, weights_in_use(database))
        )
        if ready is not None:
            exams.append(Exam(deck, own.exam_date, (own.exam_date - today).days, ready))
    return tuple(sorted(exams, key=lambda exam: (exam.day, exam.deck)))


def plan_for(database: Database, settings: Settings, deck: str, today: date) -> ExamPlan | None:
    """What leads to the exam of ``deck``; None when it has no date, or no cards. Projects every card: not for each key."""
    day = settings.exam_date(deck)
    if day is None:
        return None
    return exam_plan(
        _memories(database, deck), today, day, parameters_for(settings, deck, weights_in_use(database))
    )


def _memories(database: Database, deck: str) -> list[Memory]:
    key = deck_key(deck)
    decks = [name for name in deck_names(database) if f"{deck_key(name)}/".startswith(f"{key}/")]
    return memories_in(database, decks)
