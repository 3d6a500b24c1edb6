"""What can be asked of a card, as a tree of frozen values.

Owns the vocabulary that the query language is read into and SQL is made from. Knows neither of the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Comparison = Literal["<", "<=", "=", "!=", ">=", ">"]


@dataclass(frozen=True, slots=True)
class Words:
    """Text that stands in question, answer or tags."""

    text: str
    phrase: bool = False
    """Whether the words must stand together as written; else the last one may go on."""


@dataclass(frozen=True, slots=True)
class InDecks:
    """The card is in one of these decks."""

    names: tuple[str, ...]
    """Whole names."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The card has this tag, or one below it."""

    tag: str


@dataclass(frozen=True, slots=True)
class PathHas:
    """The path of the card's note contains this, whatever its case."""

    part: str


@dataclass(frozen=True, slots=True)
class LinksTo:
    """The card links to a note of this name, in whatever folder, or shows it in place."""

    note: str
    """Without ending; letters in either case."""


@dataclass(frozen=True, slots=True)
class Named:
    """The card has this id."""

    id: str


@dataclass(frozen=True, slots=True)
class Stands:
    """The card's standing: one of :data:`hashq.store.search.STANDINGS`."""

    standing: str


@dataclass(frozen=True, slots=True)
class Flagged:
    """The card has this flag."""

    flag: int
    """1 to 7; 0 for none."""


@dataclass(frozen=True, slots=True)
class Rated:
    """The card was rated within the last study days, today included; undone ratings do not count."""

    days: int
    rating: int | None = None
    """1 (again) to 4 (easy); None for any."""


@dataclass(frozen=True, slots=True)
class Measures:
    """A figure of the card compares so with a number; one without that figure does not."""

    figure: str
    """One of :data:`hashq.store.search.FIGURES`."""
    comparison: Comparison
    number: float


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite holds."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Every one holds; so it is of none."""

    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one holds."""

    conditions: tuple[Condition, ...]


Condition = (
    Words
    | InDecks
    | Tagged
    | PathHas
    | LinksTo
    | Named
    | Stands
    | Flagged
    | Rated
    | Measures
    | Not
    | All
    | Either
)


def asks_for_retired(condition: Condition) -> bool:
    """Whether ``condition`` itself says that retired cards are wanted."""
    match condition:
        case Stands(standing="retired"):
            return True
        case All(conditions=parts) | Either(conditions=parts):
            return any(asks_for_retired(part) for part in parts)
        case _:
            return False
