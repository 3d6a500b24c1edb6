"""All cards of a library side by side, so that a maker can look at a card's neighbours. Built once, read often."""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING

from hashq.quiz.fold import squeezed, undecorated, words
from hashq.quiz.source import is_comparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashq.quiz.source import SourceCard

_MOST_NEIGHBOURS = 60
"""Cards looked at when a deck is searched for likely wrong answers; keeps one question's cost flat in big decks."""
_COMMON = 0.2
"""Share of cards from which on a word says nothing about its card."""


_MOST_HOLDERS = 1_000
"""Cards looked at for one word they share."""
_MOST_GROUPS = 30


def groups_of(card: SourceCard) -> Iterator[tuple[str, ...]]:
    """The groups of like things that a card holds: each column of a table (row of a comparison), a list, options."""
    for table in card.tables:
        if is_comparison(table):
            yield from (tuple(undecorated(cell) for cell in row[1:]) for row in (table.header, *table.rows))
            continue
        for column in range(len(table.header)):
            yield tuple(undecorated(row[column]) for row in table.rows if column < len(row))
    if card.pairs and not card.tables:
        yield tuple(pair.term for pair in card.pairs)
    elif card.items:
        yield card.items
    if card.options:
        yield tuple(undecorated(option.text) for option in card.options)


class Pool:
    """The cards questions and their wrong answers are drawn from."""

    def __init__(self, cards: Iterable[SourceCard]) -> None:
        """Index ``cards`` by id, deck and the words of their questions."""
        ordered = sorted(cards, key=lambda card: (card.deck, card.path, card.line, card.id))
        self.cards: dict[str, SourceCard] = {card.id: card for card in ordered}
        self._in_order = ordered
        self._by_deck: defaultdict[str, list[str]] = defaultdict(list)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._groups: defaultdict[str, list[tuple[str, ...]]] | None = None
        for place, card in enumerate(ordered):
            self._by_deck[card.deck].append(card.id)
            for word in set(words(card.asks)):
                self._by_word[word].append(place)

    def groups_with(self, text: str) -> Sequence[tuple[str, ...]]:
        """The columns, lists and options of any card in which ``text`` stands: what is of the same sort."""
        if self._groups is None:
            self._groups = defaultdict(list)
            for card in self.cards.values():
                for group in groups_of(card):
                    for name in {squeezed(one) for one in group}:
                        self._groups[name].append(group)
        return self._groups.get(squeezed(text), [])[:_MOST_GROUPS]

    def siblings(self, card: SourceCard) -> Sequence[SourceCard]:
        """Other cards of the same deck, those nearest in the note first."""
        ids = self._by_deck[card.deck]
        here = ids.index(card.id)
        near = sorted(range(len(ids)), key=lambda place: (abs(place - here), place))
        return [self.cards[ids[place]] for place in near[1 : _MOST_NEIGHBOURS + 1]]

    def relatives(self, card: SourceCard) -> Sequence[SourceCard]:
        """Other cards, of any deck, whose questions share telling words with ``card``; the most shared first."""
        shared: Counter[int] = Counter()
        most = max(20, int(len(self.cards) * _COMMON))
        for word in set(words(card.asks)):
            holders = self._by_word[word]
            if len(holders) > most:
                continue
            shared.update(holders[:_MOST_HOLDERS])
        best = nsmallest(_MOST_NEIGHBOURS + 1, ((-count, place) for place, count in shared.items()))
        found = (self._in_order[place] for _, place in best)
        return [other for other in found if other.id != card.id][:_MOST_NEIGHBOURS]

    def __iter__(self) -> Iterator[SourceCard]:
        """Every card, by deck, note and line."""
        return iter(self.cards.values())
