"""What of a card the sandbox can show: its own ``sandbox`` block, or else the scenario that fits what it speaks of.

Owns the way from a card to a scenario. Which words fit which scenario is ``sandbox/topics.py``'s table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.topics import fitting
from hashq.study.sandbox_blocks import sandbox_blocks
from hashq.study.scenario_texts import ScenarioText

if TYPE_CHECKING:
    from hashq.study.views import CardView


def block_of(card: CardView) -> ScenarioText | None:
    """The first ``sandbox`` block of a card; None when it has none."""
    for text in (card.answer, card.question):
        block = next(iter(sandbox_blocks(text)), None) if "sandbox" in text else None
        if block is not None:
            return ScenarioText("the card's own", "", block.text, card.path)
    return None


def scenario_for(card: CardView) -> ScenarioText | None:
    """What to open from a card; None when the sandbox knows nothing about it."""
    own = block_of(card)
    if own is not None:
        return own
    found = fitting(card.question, card.answer, " ".join((card.deck, *card.tags)))
    return None if found is None else ScenarioText(found.key, found.lesson, found.text)


def without_blocks(text: str) -> str:
    """A card's text without its ``sandbox`` blocks, which are shown as runs instead."""
    if "sandbox" not in text:
        return text
    lines = text.split("\n")
    for block in reversed(list(sandbox_blocks(text))):
        length = block.text.count("\n")
        del lines[block.first_line - 2 : block.first_line + length]
    return "\n".join(lines)
