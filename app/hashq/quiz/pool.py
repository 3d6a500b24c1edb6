"""What a maker sees of the other cards: those near the card it asks about, and what they have in common with it.

Near is what stands before and after a card in the order of decks, notes and lines, so that a question hangs on its
neighbourhood alone: however large the library is, little of it is read, and a far-off note changes no question.
"""

from __future__ import annotations

import re
from collections import Counter
from heapq import nsmallest
from typing import TYPE_CHECKING

from hashq.quiz.fold import squeezed, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashq.quiz.source import Group, SourceCard

WHOLE = 2_000
"""Cards up to which a library is one neighbourhood."""
REACH = 120
"""Cards before and after a card that are near it in a larger library."""
_MOST_NEIGHBOURS = 60
"""Cards looked at when a deck is searched for likely wrong answers; keeps one question's cost flat in big decks."""
_COMMON = 0.2
"""Share of the cards near from which on a word says nothing about its card."""
_MOST_GROUPS = 30
_TELLING = 8
"""Letters of a name that are looked for before lists and tables are read."""


class Pool:
    """The cards that wrong answers are drawn from, as seen from each card."""

    def __init__(
        self, cards: Sequence[SourceCard], place_of: Callable[[str], int | None] | None = None
    ) -> None:
        """Look at ``cards``, which stand by deck, note and place in the note; no more of them than a maker asks for.

        ``place_of``: where the card with an id stands in them, None for nowhere; without it they are all looked at once.
        """
        self._cards = cards
        self._place_of = place_of or {card.id: place for place, card in enumerate(cards)}.get
        self._reach = len(cards) if len(cards) <= WHOLE else REACH
        self._seen: tuple[str, Sequence[SourceCard]] = ("", ())

    def find(self, id_: str) -> SourceCard | None:
        """The card with this id; None when there is none."""
        place = self._place_of(id_)
        return None if place is None else self._cards[place]

    def groups_with(self, card: SourceCard, text: str) -> Sequence[tuple[str, ...]]:
        """The columns, lists and options of any card near ``card`` in which ``text`` stands: what is of the same sort."""
        wanted = squeezed(text)
        start = _start_of(wanted)
        found = [
            group for other in self._near(card) for group, names in _groups(other, start) if wanted in names
        ]
        return found[:_MOST_GROUPS]

    def siblings(self, card: SourceCard) -> Sequence[SourceCard]:
        """Other cards of the same deck, those nearest in the note first."""
        mates = [other for other in self._near(card) if other.deck == card.deck]
        here = next(place for place, other in enumerate(mates) if other.id == card.id)
        near = sorted(range(len(mates)), key=lambda place: (abs(place - here), place))
        return [mates[place] for place in near[1 : _MOST_NEIGHBOURS + 1]]

    def relatives(self, card: SourceCard) -> Sequence[SourceCard]:
        """Other cards near, of any deck, whose questions share telling words with ``card``; the most shared first."""
        near = self._near(card)
        most = max(20, int(len(near) * _COMMON))
        shared: Counter[int] = Counter()
        for word in set(words(card.asks)):
            holders = [place for place, other in enumerate(near) if word in other.asked_words]
            if len(holders) <= most:
                shared.update(holders)
        best = nsmallest(_MOST_NEIGHBOURS + 1, ((-count, place) for place, count in shared.items()))
        found = (near[place] for _, place in best)
        return [other for other in found if other.id != card.id][:_MOST_NEIGHBOURS]

    def _near(self, card: SourceCard) -> Sequence[SourceCard]:
        if self._seen[0] != card.id:  # the makers ask about one card after the other
            place = self._place_of(card.id) or 0
            self._seen = (card.id, self._cards[max(0, place - self._reach) : place + self._reach + 1])
        return self._seen[1]


def _groups(card: SourceCard, start: re.Pattern[str]) -> tuple[Group, ...]:
    """The groups of ``card``; none, without reading its lists and tables, where nothing in it can begin with ``start``."""
    if "groups" in vars(card):
        return card.groups  # they were read before
    # A link may hold its target between the letters of a name, and a wide letter may stand for a narrow one.
    is_plain = not card.options and "[" not in card.answer and card.answer.isascii()
    return () if is_plain and not start.search(card.answer) else card.groups


def _start_of(name: str) -> re.Pattern[str]:
    """Finds the first letters of a squeezed name in a text that was not squeezed."""
    return re.compile("[^0-9a-z%+#]*".join(map(re.escape, name[:_TELLING])), re.IGNORECASE)
