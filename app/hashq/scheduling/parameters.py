"""What the memory model is told: its weights, and what the person wants of it.

Owns the parameters as a value and their stored form. Knows no formula and does not load the FSRS library, so that
counting what is due stays quick.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hashq.settings import StudySettings

MODEL_VERSION = "fsrs-6"
"""Stored with every review: which model read it."""

DEFAULT_WEIGHTS: tuple[float, ...] = (
    0.212, 1.2931, 2.3065, 8.2956,
    6.4133, 0.8334, 3.0194, 0.001,
    1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483,
    0.6014, 1.8729,
    0.5425, 0.0912, 0.0658,
    0.1542,
)  # fmt: skip
"""The 21 weights FSRS-6 starts everyone with. Rows: first stability by rating; difficulty; recall; forgetting; hard
and easy; same-day reviews; decay. Source: the FSRS library, ``DEFAULT_PARAMETERS``."""

LONGEST_INTERVAL_DAYS = 36500
"""A century: no interval is ever longer."""


class Parameters(NamedTuple):
    """Everything that decides what a rating does to a card, but for the rating and its moment."""

    weights: tuple[float, ...] = DEFAULT_WEIGHTS
    """The 21 weights of FSRS-6."""
    desired_retention: float = 0.90
    """The probability of recall at which a card falls due; between 0 and 1, both excluded."""
    maximum_interval_days: int = LONGEST_INTERVAL_DAYS
    """Study days; at least 1."""
    learning_steps: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10))
    """Waiting times of a new card before it becomes a review; empty: it becomes one at once."""
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    """Waiting times of a forgotten card before it is a review again; empty: it stays one."""
    day_starts_at: timedelta = timedelta(hours=4)
    """Local time of day at which a study day begins."""
    fuzz: bool = True
    """Whether intervals vary a little, so that cards learned together drift apart."""

    def as_text(self) -> str:
        """The canonical stored form: equal parameters give equal text."""
        return json.dumps(
            {
                "day_starts_at": self.day_starts_at.total_seconds(),
                "desired_retention": self.desired_retention,
                "fuzz": self.fuzz,
                "learning_steps": [step.total_seconds() for step in self.learning_steps],
                "maximum_interval_days": self.maximum_interval_days,
                "relearning_steps": [step.total_seconds() for step in self.relearning_steps],
                "weights": list(self.weights),
            },
            separators=(",", ":"),
        )

    @classmethod
    def from_text(cls, text: str) -> Parameters:
        """The parameters that :meth:`as_text` wrote. Raises :class:`ValueError` or :class:`KeyError` on other text."""
        stored = json.loads(text)
        return cls(
            weights=tuple(stored["weights"]),
            desired_retention=stored["desired_retention"],
            maximum_interval_days=stored["maximum_interval_days"],
            learning_steps=tuple(timedelta(seconds=step) for step in stored["learning_steps"]),
            relearning_steps=tuple(timedelta(seconds=step) for step in stored["relearning_steps"]),
            day_starts_at=timedelta(seconds=stored["day_starts_at"]),
            fuzz=stored["fuzz"],
        )


DEFAULT_PARAMETERS = Parameters()
"""What a fresh installation schedules with."""


def parameters_for(study: StudySettings, weights: tuple[float, ...] = DEFAULT_WEIGHTS) -> Parameters:
    """The parameters that the person's settings (of one deck, or of all) and their fitted ``weights`` ask for."""
    return Parameters(
        weights=weights,
        desired_retention=study.desired_retention,
        maximum_interval_days=study.maximum_interval_days,
        learning_steps=study.learning_steps,
        relearning_steps=study.relearning_steps,
        day_starts_at=study.day_starts_at,
        fuzz=study.fuzz,
    )
