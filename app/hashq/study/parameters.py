"""What the memory model is told for a deck, from what the person set. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.scheduling import parameters as scheduling

if TYPE_CHECKING:
    from hashq.scheduling.parameters import Parameters
    from hashq.settings import Settings


def parameters_for(
    settings: Settings, deck: str, weights: tuple[float, ...] = scheduling.DEFAULT_WEIGHTS
) -> Parameters:
    """The parameters that cards of ``deck`` are scheduled by, under the ``weights`` in use."""
    return scheduling.parameters_for(settings.for_deck(deck), weights)
