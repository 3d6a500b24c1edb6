"""Cards written as notes, and what the makers do with them."""

from __future__ import annotations

import pytest

from hashq.notes.parser import parse_note
from hashq.quiz.makers import make
from hashq.quiz.model import Question, Refusal
from hashq.quiz.pool import Pool
from hashq.quiz.source import SourceCard


def cards_of(note: str, deck: str = "deck") -> list[SourceCard]:
    """The cards of a note as the makers see them; ids ``k0``, ``k1`` and so on."""
    return [
        SourceCard(
            f"k{number}",
            deck,
            "/note.md",
            card.line,
            card.question,
            card.answer,
            card.options,
            card.key,
            card.tags,
        )
        for number, card in enumerate(parse_note(note, "/note.md").cards)
    ]


@pytest.fixture
def read():
    return cards_of


@pytest.fixture
def ask():
    """A question of one kind from the first card of a note; fails on a refusal."""

    def ask(note, kind, seed=1):
        cards = cards_of(note)
        made = make(cards[0], kind, Pool(cards), seed)
        assert isinstance(made, Question), made
        return made

    return ask


@pytest.fixture
def refusal():
    """Why the first card of a note yields no question of one kind."""

    def refusal(note, kind, seed=1):
        cards = cards_of(note)
        made = make(cards[0], kind, Pool(cards), seed)
        assert isinstance(made, Refusal), made
        return made.reason

    return refusal
