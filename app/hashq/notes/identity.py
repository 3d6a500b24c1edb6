"""The values identity is decided on: cards that may be claimed, cards as read now, and who was recognised in whom.

Owns the shapes only; the rules are in ``matching.py``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Whereabouts(StrEnum):
    """What is known of the place where an old card stood. A card that still stands there is no candidate at all."""

    READ = "read"
    """Its note was read now: the card is there no more if no card of that note is it."""
    GONE = "gone"
    """Its note is no longer there."""
    RETIRED = "retired"
    """It was retired earlier, and its note may be anywhere."""


class How(StrEnum):
    """The evidence on which an old card was recognised."""

    BLOCK_ID = "block-id"
    QUESTION = "question"
    QUESTION_ELSEWHERE = "question-elsewhere"
    ANSWER = "answer"
    SIMILAR = "similar"
    SIMILAR_ELSEWHERE = "similar-elsewhere"


class OldCard(NamedTuple):
    """A card of the library that may be claimed."""

    id: str
    path: str
    """Absolute path of the note it stood in."""
    position: int
    """Its place among the cards of that note; only the order matters."""
    question: str
    """Markdown, as last read."""
    whereabouts: Whereabouts
    questions: tuple[str, ...]
    """Fingerprints of every question it ever had, the present one first."""
    answers: tuple[str, ...] = ()
    """Fingerprints of every answer it ever had, the present one first; an empty answer has none."""
    block_id: str | None = None
    age: int = 0
    """Rises with every card the library was given: of a card and its copy, the card has the lesser."""


class NewCard(NamedTuple):
    """A card as a note has it now."""

    path: str
    """Absolute path of its note."""
    position: int
    """Its place among the cards of that note."""
    question: str
    question_print: str
    """Fingerprint of the question; empty for a blank one."""
    answer_print: str
    """Fingerprint of the answer; empty when there is none, and then it never matches by answer."""
    answer_tells: bool = True
    """False for an answer like "Yes." that is no evidence of identity."""
    block_id: str | None = None


class Match(NamedTuple):
    """One new card recognised as an old one."""

    new: int
    """Index among the new cards."""
    old: OldCard
    how: How


class Unclear(NamedTuple):
    """A new card for which more than one old card would have done."""

    new: int
    """Index among the new cards."""
    candidates: tuple[str, ...]
    """Ids of the old cards, best first. The first may have been matched all the same: see :attr:`Matches.found`."""


class Matches(NamedTuple):
    """Who is who. New cards without a match are new; old ones without are no longer in any note that was read."""

    found: tuple[Match, ...]
    unclear: tuple[Unclear, ...]
