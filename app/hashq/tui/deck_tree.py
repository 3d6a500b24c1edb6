"""Decks as a tree: flat counts by name become rows with depth and folding. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.study.views import DeckCounts, KeptQuery


class DeckRow(NamedTuple):
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
    """These three are what studying this deck would show, the decks inside included."""
    learning: int
    review: int
    kept: bool = False
    """Whether this is no deck but a kept query, which is studied like one."""
    readable: bool = True
    """False for a kept query that cannot be read."""

    @property
    def waits(self) -> int:
        """Cards waiting now."""
        return self.new + self.learning + self.review


def deck_tree(decks: Iterable[DeckCounts]) -> tuple[DeckRow, ...]:
    """The ``decks``, among which are those that only hold others, each before those inside it, in order of name."""
    by_name = {each.deck: each for each in decks}
    holders = {deck_above(deck) for deck in by_name}
    places = {"": ""}
    return tuple(
        DeckRow(
            deck, deck.rpartition("/")[2], deck.count("/"), deck in holders, its.new, its.learning, its.review
        )
        for deck in sorted(by_name, key=lambda deck: _place(deck, places))
        for its in (by_name[deck],)
    )


def _place(deck: str, places: dict[str, str]) -> str:
    """What sorts ``deck`` by its parts, each ignoring case first; ``places`` keeps those of the decks above.

    No name holds the two signs that set parts and spellings apart: names are shown on one line.
    """
    place = places.get(deck)
    if place is None:
        above, _, label = deck.rpartition("/")
        place = places[deck] = f"{_place(above, places)}\0{label.casefold()}\1{label}"
    return place


def kept_rows(queries: Iterable[KeptQuery]) -> tuple[DeckRow, ...]:
    """The kept queries as rows, in the order given."""
    return tuple(
        DeckRow(name, name, 0, False, *(counts or (0, 0, 0)), kept=True, readable=counts is not None)
        for name, counts in queries
    )


def unfolded(rows: Iterable[DeckRow], folded: frozenset[str]) -> tuple[DeckRow, ...]:
    """The rows, in the order of :func:`deck_tree` and kept queries among them, that show when the decks named in ``folded`` are closed."""
    shown: list[DeckRow] = []
    closed = None  # the depth of the closed deck that the next rows may be inside of
    for row in rows:
        if closed is not None and row.depth > closed:
            continue
        closed = row.depth if row.deck in folded and not row.kept else None
        shown.append(row)
    return tuple(shown)


def deck_above(deck: str) -> str:
    """The deck that holds ``deck``; empty at the top."""
    return deck.rpartition("/")[0]


def folded_to(rows: tuple[DeckRow, ...], most: int) -> frozenset[str]:
    """The decks to fold, the deepest first, so that at most ``most`` rows are left where that can be."""
    # Closed from one depth on, what is left is what lies no deeper.
    depths = sorted({row.depth for row in rows if row.holds}, reverse=True)
    closed = None
    for depth in depths:
        if sum(closed is None or row.depth <= closed for row in rows) <= most:
            break
        closed = depth
    return frozenset(row.deck for row in rows if row.holds and closed is not None and row.depth >= closed)
