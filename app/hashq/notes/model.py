"""What a note becomes: frozen values without behaviour. Knows neither files nor storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hashq.problems import Problem


DERIVED: Final = frozenset({"cloze", "reversed", "row"})
"""Kinds of card that are made of another card's text."""


class See(NamedTuple):
    """A reference the author gave under ``See:``."""

    label: str
    """What is shown; Markdown inside it is already gone."""
    target: str
    """A URL, a note's name, or empty for a reference in prose."""


class Image(NamedTuple):
    """An embedded picture. It also stays where it stood in the card's answer."""

    target: str
    """As the author wrote it, without width and blanks."""
    path: str | None
    """Absolute path of the file; None when it is missing or remote."""
    width: int | None
    """Wanted width in pixels; None when the author gave none."""


class Option(NamedTuple):
    """One of the author's own answer options."""

    label: str
    """A single lower-case letter or number, without its bracket or dot."""
    text: str


class Family(NamedTuple):
    """The card that siblings were made of, as its note has it."""

    question: str
    """Markdown, trimmed."""
    answer: str
    """Markdown, trimmed; empty when the note has none."""
    kinds: tuple[str, ...]
    """What it asks to be made: of ``cloze``, ``reversed``, ``rows``."""


class Card(NamedTuple):
    """One card as its note has it now."""

    line: int
    """Line of the card's start in the note, from 1."""
    end_line: int
    """Last line of the card's span, from 1."""
    question: str
    """Markdown, trimmed."""
    answer: str
    """Markdown, trimmed; empty when the note has none (then the card is kept but not scheduled)."""
    kind: str = "basic"
    see: tuple[See, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[str, ...] = ()
    """Targets of wiki links, in order, without labels."""
    tags: tuple[str, ...] = ()
    """Without ``#``; the note's front-matter tags included."""
    options: tuple[Option, ...] = ()
    key: tuple[str, ...] = ()
    """Labels of the right options; empty when the author gave none that is certain."""
    block_id: str | None = None
    """The Obsidian block id (``^id``) at the end of the card, without ``^``."""
    family: Family | None = None
    """What it and its siblings were made of; None for a card without siblings."""


class Note(NamedTuple):
    """One note file, read."""

    path: str
    """Absolute path."""
    deck: str | None
    """The front matter's ``deck``; None when it names none."""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    problems: tuple[Problem, ...] = ()
