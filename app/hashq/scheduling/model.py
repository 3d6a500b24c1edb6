"""The words of scheduling: ratings, states, a card's memory. Frozen values, no rules."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta


class Rating(IntEnum):
    """How well a card was recalled."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(StrEnum):
    """Where a card stands on its way into memory."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class Memory(NamedTuple):
    """What the model knows of one card. A cache: replaying the card's reviews gives it again, exactly."""

    state: State = State.NEW
    step: int | None = None
    """Index of the learning or relearning step; None outside of them."""
    stability: float | None = None
    """Days until recall falls to 90 %; None for a new card."""
    difficulty: float | None = None
    """1 to 10; None for a new card."""
    due: datetime | None = None
    """When the card is due, UTC; None for a new card. For state review: the start of ``due_day`` as decided then."""
    due_day: date | None = None
    """The study day a card in state review is due on, wherever the person is by then; None in the other states."""
    last_reviewed: datetime | None = None
    """Moment of the last review, UTC."""
    last_study_day: date | None = None
    """Study day of the last review, as decided then."""
    reviews: int = 0
    """Reviews in effect."""
    lapses: int = 0
    """Times a card in state review was rated again."""

    @property
    def interval(self) -> timedelta | None:
        """From the last review to the due time: whole study days in state review; None for a new card."""
        if self.due_day is not None and self.last_study_day is not None:
            return self.due_day - self.last_study_day
        if self.due is not None and self.last_reviewed is not None:
            return self.due - self.last_reviewed
        return None


class Review(NamedTuple):
    """One rating as it was given."""

    card: str
    """The card's id."""
    rating: Rating
    at: datetime
    """UTC."""
    study_day: date
    """The study day it counts to, decided when it was given."""
    utc_offset_minutes: int
    """Local time minus UTC when it was given."""
    duration_ms: int | None = None
    """From showing the question to the rating; None when not measured."""
