"""The deployment that belongs to a question: its own where it predicts one, else what its card speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.topics import fitting
from hashq.study.lab import read_scenario

if TYPE_CHECKING:
    from hashq.quiz.model import Question
    from hashq.sandbox.scenario_model import Scenario
    from hashq.study.views import CardView


def scenario_for(question: Question, card: CardView | None) -> Scenario | None:
    """What the sandbox can show of ``question``; None when it knows nothing about it.

    Raises :class:`hashq.study.lab.ScenarioError` when the question's own deployment cannot be read.
    """
    if question.scenario:
        return read_scenario(question.scenario)
    if card is None:
        return None
    shown = fitting(card.question, card.answer, " ".join((card.deck, *card.tags)))
    return read_scenario(shown.text) if shown is not None else None
