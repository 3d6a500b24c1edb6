"""Decks as a tree: flat counts by name become rows with depth, sums of the decks inside, and folding. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.study.views import DeckCounts


@dataclass(frozen=True, slots=True)
class DeckRow:
    """One deck as the tree shows it."""

    deck: str
    """The whole name, parts joined by ``/``; empty for the row of all decks together."""
    label: str
    """Its last part."""
    depth: int
    """0 at the top."""
    holds: bool
    """Whether other decks are in it."""
    new: int
    """These three include the decks inside."""
    learning: int
    review: int

    @property
    def waits(self) -> int:
        """Cards waiting now."""
        return self.new + self.learning + self.review


def deck_tree(decks: Iterable[DeckCounts]) -> tuple[DeckRow, ...]:
    """Every deck and every deck above one, each before those inside it, in order of name, sums included."""
    sums: dict[tuple[str, ...], list[int]] = {}
    for each in decks:
        parts = tuple(each.deck.split("/"))
        for length in range(1, len(parts) + 1):
            total = sums.setdefault(parts[:length], [0, 0, 0])
            for at, number in enumerate((each.new, each.learning, each.review)):
                total[at] += number
    holders = {parts[:-1] for parts in sums}
    order = sorted(sums, key=lambda parts: tuple((part.casefold(), part) for part in parts))
    return tuple(
        DeckRow("/".join(parts), parts[-1], len(parts) - 1, parts in holders, *sums[parts]) for parts in order
    )


def unfolded(rows: Iterable[DeckRow], folded: frozenset[str]) -> tuple[DeckRow, ...]:
    """The rows that show when the decks named in ``folded`` are closed."""
    return tuple(row for row in rows if not any(row.deck.startswith(f"{closed}/") for closed in folded))


def deck_above(deck: str) -> str:
    """The deck that holds ``deck``; empty at the top."""
    return deck.rpartition("/")[0]
