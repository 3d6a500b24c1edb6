"""Decks as a tree: flat counts by name become rows with depth, sums of the decks inside, and folding. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    kept: bool = False
    """Whether this is no deck but a kept query, which is studied like one."""

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
        DeckRow("/".join(parts), parts[-1], len(parts) - 1, parts in holders, new, learning, review)
        for parts in order
        for new, learning, review in (sums[parts],)
    )


def kept_rows(queries: Iterable[DeckCounts]) -> tuple[DeckRow, ...]:
    """The kept queries as rows, in the order given."""
    return tuple(
        DeckRow(each.deck, each.deck, 0, False, each.new, each.learning, each.review, kept=True)
        for each in queries
    )


def unfolded(rows: Iterable[DeckRow], folded: frozenset[str]) -> tuple[DeckRow, ...]:
    """The rows that show when the decks named in ``folded`` are closed."""
    return tuple(row for row in rows if row.kept or not any(above in folded for above in _above(row.deck)))


def _above(deck: str) -> Iterator[str]:
    """The decks that hold ``deck``, the nearest first."""
    while deck := deck_above(deck):
        yield deck


def deck_above(deck: str) -> str:
    """The deck that holds ``deck``; empty at the top."""
    return deck.rpartition("/")[0]


def folded_to(rows: tuple[DeckRow, ...], most: int) -> frozenset[str]:
    """The decks to fold, the deepest first, so that at most ``most`` rows are left where that can be."""
    folded: frozenset[str] = frozenset()
    for depth in sorted({row.depth for row in rows if row.holds}, reverse=True):
        if len(unfolded(rows, folded)) <= most:
            break
        folded |= {row.deck for row in rows if row.holds and row.depth == depth}
    return folded
