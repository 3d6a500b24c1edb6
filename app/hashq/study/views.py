"""What the use cases answer: frozen values that both front ends show, and nothing a front end could change.

Owns the shapes only; ``cli`` knows how each becomes JSON. Dates and moments are values here, text there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashq.study.due import DeckCounts as DeckCounts  # noqa: PLC0414 - defined apart, since `due` loads little
from hashq.study.due import DueSummary as DueSummary  # noqa: PLC0414 - as above

if TYPE_CHECKING:
    from datetime import datetime

    from hashq.notes.model import Family, Image, Option, See
    from hashq.scheduling.model import Rating, State
    from hashq.scheduling.session import Counts
    from hashq.study.import_report import Change as Change  # noqa: PLC0414 - a card that is shown never asks for it
    from hashq.study.import_report import ImportReport as ImportReport  # noqa: PLC0414 - as above
    from hashq.study.import_report import Progress as Progress  # noqa: PLC0414 - as above

RECENT = 30
"""Days that the share remembered is counted over, today included."""


class KeptQuery(NamedTuple):
    """A query of the settings, studied like a deck."""

    name: str
    counts: Counts | None
    """What a session over it would show now; None: it cannot be read."""


class CardView(NamedTuple):
    """One card with its text, its place and its standing."""

    id: str
    """``[0-9a-z]+``; never changes."""
    deck: str
    """Parts joined by ``/``."""
    path: str
    """Absolute path of its note."""
    line: int
    """Line of the card's start in the note, from 1."""
    kind: str
    """``basic`` or what else the note made of it."""
    question: str
    """Markdown, trimmed."""
    answer: str
    """Markdown, trimmed; empty when the note has none."""
    see: tuple[See, ...]
    images: tuple[Image, ...]
    links: tuple[str, ...]
    """Targets of wiki links."""
    tags: tuple[str, ...]
    """The note's and the person's own, without ``#``."""
    options: tuple[Option, ...]
    key: tuple[str, ...]
    """Labels of the right options."""
    state: State
    due: datetime | None
    """UTC; None for a card never studied."""
    suspended: bool
    """Left out of study until taken back."""
    flag: int
    """1 to 7 as the person chose; 0 for none."""
    buried: bool
    """Left out until the next study day."""
    retired: bool
    """Its text is gone from its note; the history waits for it."""
    leech: bool
    """Forgotten again and again."""
    lapses: int
    """Times it was forgotten after being known."""
    reviews: int
    """Reviews in effect."""
    stability: float | None
    """Days until recall falls to 90 %; None for a new card."""
    difficulty: float | None
    """1 to 10; None for a new card."""
    family: Family | None = None
    """What it and its siblings were made of; None for a card without siblings."""


class Rated(NamedTuple):
    """A card's standing after a review was stored, or taken back."""

    id: str
    rating: Rating | None
    """The rating given; after an undo, the one taken back, None when that was no rating."""
    state: State
    stability: float | None
    """Days."""
    difficulty: float | None
    due: datetime | None
    """UTC; None when the card is new again."""
    interval_days: int
    """Whole study days until it is due; 0 for a learning step and a new card."""
    leech: bool = False
    """Whether this review made it a leech."""


class SessionSummary(NamedTuple):
    """How a session went."""

    reviewed: int
    """Ratings given, undone ones not counted."""
    remembered: float | None
    """Share of reviews of known cards that were not rated again, 0 to 1; None when there were none."""
    predicted: float | None
    """Mean chance of recall the model gave those cards, 0 to 1; None when there were none."""
    by_rating: dict[Rating, int]
    """How often each rating was given; all four are there."""
    seconds: float
    """Time from question to rating, summed."""
    next: datetime | None = None
    """When the next card will be due, UTC; None when there is none."""
