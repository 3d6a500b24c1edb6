"""How long the cards that wait will take. Arithmetic only; knows no card, and does not load the memory model."""

from __future__ import annotations

from datetime import timedelta

USUAL_SECONDS = 12.0
"""What showing a card once takes, as long as this person's own pace is not known."""


def time_needed(
    new: int, learning: int, review: int, seconds: float | None = None, learning_steps: int = 2
) -> timedelta:
    """How long so many cards take at ``seconds`` a showing; None: at the usual pace.

    A new card is shown once more than there are ``learning_steps``, the others once.
    """
    showings = new * (learning_steps + 1) + learning + review
    return timedelta(seconds=showings * (USUAL_SECONDS if seconds is None else seconds))
