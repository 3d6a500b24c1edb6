"""What a kind makes of a card: a question and an answer of its own. Knows no kind."""

from __future__ import annotations

from typing import NamedTuple


class Sibling(NamedTuple):
    """One card that a kind makes."""

    question: str
    """Markdown."""
    answer: str
    """Markdown."""
