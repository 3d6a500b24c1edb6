"""What of a card the sandbox can show: its own ``sandbox`` block, or else the scenario that fits what it speaks of.

Owns the way from a card to a scenario. Which words fit which scenario is ``sandbox/topics.py``'s table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.topics import fitting
from hashq.study.sandbox_blocks import sandbox_blocks
from hashq.study.scenario_texts import ScenarioText

if TYPE_CHECKING:
    from hashq.sandbox.scenario_model import Scenario
    from hashq.study.views import CardView

OWN = "the card's own"
"""What a card's block is called."""
LARGEST_IN_CARD = 500
"""Instances; a larger run is for the sandbox alone."""


def block_in(text: str, path: str = "", name: str = "") -> ScenarioText | None:
    """The first ``sandbox`` block of a text that stands at ``path``; None when it has none."""
    block = next(iter(sandbox_blocks(text)), None) if "sandbox" in text else None
    return None if block is None else ScenarioText(name, "", block.text, path)


def block_of(card: CardView) -> ScenarioText | None:
    """The first ``sandbox`` block of a card; None when it has none."""
    found = (block_in(text, card.path, OWN) for text in (card.answer, card.question))
    return next((each for each in found if each is not None), None)


def scenario_for(card: CardView) -> ScenarioText | None:
    """What to open from a card; None when the sandbox knows nothing about it."""
    own = block_of(card)
    if own is not None:
        return own
    found = fitting(card.question, card.answer, " ".join((card.deck, *card.tags)))
    return None if found is None else ScenarioText(found.key, found.lesson, found.text)


def played_in(card: CardView) -> Scenario | None:
    """The scenario of the answer's first ``sandbox`` block, when it can run and is small enough to play in the card."""
    block = next(iter(sandbox_blocks(card.answer)), None) if "sandbox" in card.answer else None
    if block is None:
        return None
    scenario = ScenarioText("", "", block.text, card.path).read().scenario
    return scenario if scenario is not None and len(scenario.instances) <= LARGEST_IN_CARD else None


def answer_beside_run(card: CardView) -> str:
    """The answer without the block that is played; a block that cannot be played stays as its author wrote it."""
    if played_in(card) is None:
        return card.answer
    block = next(iter(sandbox_blocks(card.answer)))
    lines = card.answer.split("\n")
    del lines[block.first_line - 2 : block.first_line + block.text.count("\n")]
    return "\n".join(lines)
