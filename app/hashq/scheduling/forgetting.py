"""The forgetting curve of FSRS-6 in plain arithmetic.

Owns the probability of recall after some days, and its inverse. Does not load the FSRS library (whose formula it is:
R = (1 + factor × days ÷ stability) ^ −decay, with the factor such that R is 0.9 after as many days as the stability).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hashq.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from hashq.scheduling.study_day import elapsed_days

if TYPE_CHECKING:
    from datetime import date

    from hashq.scheduling.model import Memory

DECAY_WEIGHT = 20
"""Index of the decay among the weights."""


@lru_cache(maxsize=16)
def _factor(decay: float) -> float:
    factor: float = 0.9 ** (-1 / decay) - 1
    return factor


def recall_probability(days: float, stability: float, decay: float) -> float:
    """The probability, 0 to 1, of recall ``days`` after a review that left ``stability`` (days)."""
    probability: float = (1 + _factor(decay) * days / stability) ** -decay
    return probability


def days_until(probability: float, stability: float, decay: float) -> float:
    """After how many days recall has fallen to ``probability``; the inverse of :func:`recall_probability`."""
    days: float = stability / _factor(decay) * (probability ** (-1 / decay) - 1)
    return days


def retrievability(memory: Memory, on_day: date, parameters: Parameters = DEFAULT_PARAMETERS) -> float:
    """The probability, 0 to 1, that the card is recalled on study day ``on_day``; 0 for a new card."""
    if memory.stability is None or memory.last_study_day is None:
        return 0.0
    days = elapsed_days(memory.last_study_day, on_day)
    return recall_probability(days, memory.stability, parameters.weights[DECAY_WEIGHT])
