"""The words of a quiz: questions, what was answered, how it was judged. Frozen values, no rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The forms a question can take; the values are part of the command-line contract."""

    MULTIPLE_CHOICE = "multiple-choice"
    """One of the options is right."""
    MULTIPLE_RESPONSE = "multiple-response"
    """Several options are right; all or nothing."""
    TRUE_FALSE = "true-false"
    """Options ``true`` and ``false``."""
    TYPED = "typed"
    """The answer is written; no options."""
    CELL = "cell"
    """One cell of a table is asked for; the options come from its column."""
    ORDER = "order"
    """The options are to be put in order; the key is their labels in that order."""
    MATCH = "match"
    """Each row wants one option; the key is the options' labels in the order of the rows."""
    PREDICT = "predict"
    """What will a deployment do? The simulator computed the key."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as it is shown."""

    label: str
    """A lower-case letter, by position; ``true`` and ``false`` for a true-false question."""
    text: str
    """Plain words; Markdown decoration is gone."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, complete with its key."""

    id: str
    """Names card, kind and seed, so that the same question can be made again from its id."""
    card: str
    """Id of the card it was made from."""
    kind: Kind
    prompt: str
    """What is asked, self-contained. Markdown."""
    key: tuple[str, ...]
    """Labels of the right options (see :class:`Kind`), or the accepted texts of a typed question, best first."""
    options: tuple[Choice, ...] = ()
    rows: tuple[str, ...] = ()
    """The left-hand side of a match question; empty for every other kind."""
    choose: int = 1
    """How many answers are wanted."""
    path: str = ""
    """Absolute path of the note the card stands in."""
    line: int = 0
    """The card's line there, from 1."""
    deck: str = ""
    tags: tuple[str, ...] = ()
    why: str = ""
    """What is told after answering, beside the card: the rule or row behind the key. Markdown."""
    rivals: tuple[str, ...] = ()
    """For a typed question: texts that are wrong here and must not pass as a slip of the key."""
    scenario: str = ""
    """The deployment of a predict question as scenario YAML, so that it can be watched; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A maker declined to make a question from a card, and says why."""

    card: str
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Grade:
    """How an answer was judged."""

    question: str
    """Id of the question."""
    right: bool
    given: tuple[str, ...]
    """As it was given; empty when left blank."""
    key: tuple[str, ...]
    forgiven: str = ""
    """What was overlooked in a typed answer that counts as right, such as ``spelling``; empty when nothing was."""
    difference: tuple[tuple[str, str], ...] = ()
    """For a typed answer: runs of text, each ``same``, ``missing`` or ``extra``, from the given answer to the key."""
