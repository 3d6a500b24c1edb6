"""How well a card is known by now, and how long it stays so when it is left alone. Pure wording-free figures of one card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.scheduling.forgetting import DECAY_WEIGHT, days_until, retrievability
from hashq.scheduling.study_day import elapsed_days

if TYPE_CHECKING:
    from datetime import date

    from hashq.scheduling.model import Memory
    from hashq.scheduling.parameters import Parameters

UNSURE = 0.8
"""From here on a card is more a matter of luck in an exam than of knowledge."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the forgetting curve says of one card."""

    recall: float
    """The chance of recall today, 0 to 1."""
    unsure_in_days: int | None
    """Whole days from today after which it falls below :data:`UNSURE` without a review; None when it has already."""


def outlook(memory: Memory, today: date, told: Parameters) -> Outlook | None:
    """The outlook of a card with ``memory`` on the study day ``today``; None for one that was never studied."""
    if memory.stability is None or memory.last_study_day is None:
        return None
    lasts = int(days_until(UNSURE, memory.stability, told.weights[DECAY_WEIGHT]))
    left = lasts - elapsed_days(memory.last_study_day, today)
    return Outlook(retrievability(memory, today, told), left if left >= 0 else None)
