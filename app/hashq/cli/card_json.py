"""A card and a problem as the command-line contract has them in JSON, and problems as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashq.cli.printing import moment_text

if TYPE_CHECKING:
    from hashq.study.views import CardView


def card_json(card: CardView) -> dict[str, Any]:
    """The stable fields of a card."""
    return {
        "id": card.id,
        "deck": card.deck,
        "path": card.path,
        "line": card.line,
        "kind": card.kind,
        "question": card.question,
        "answer": card.answer,
        "see": [see._asdict() for see in card.see],
        "images": [image._asdict() for image in card.images],
        "links": list(card.links),
        "tags": list(card.tags),
        "options": [option._asdict() for option in card.options],
        "key": list(card.key),
        "state": str(card.state),
        "due": moment_text(card.due),
        "suspended": card.suspended,
    }
