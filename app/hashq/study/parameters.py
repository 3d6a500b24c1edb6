"""What the memory model is told for a deck, from what the person set. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.scheduling.parameters import Parameters

if TYPE_CHECKING:
    from hashq.settings import Settings


def parameters_for(settings: Settings, deck: str) -> Parameters:
    """The parameters that cards of ``deck`` are scheduled by."""
    chosen = settings.for_deck(deck)
    return Parameters(
        desired_retention=chosen.desired_retention,
        maximum_interval_days=chosen.maximum_interval_days,
        learning_steps=chosen.learning_steps,
        relearning_steps=chosen.relearning_steps,
        day_starts_at=chosen.day_starts_at,
        fuzz=chosen.fuzz,
    )
