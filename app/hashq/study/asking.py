"""The cards of a library as quizzes look at them: one long row, read where a question needs it and nowhere else.

Owns when a card's text is read. A library of a hundred thousand cards is counted note by note; of its texts only the cards
drawn and those near them are read. What was read is kept until it is let go.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from hashq.quiz.source import SourceCard
from hashq.store.askable import askable_in, askable_notes, askable_place, asked_among
from hashq.store.cards import CardRow, cards_numbered
from hashq.study.card_texts import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hashq.store.askable import AskableNote
    from hashq.store.database import Database
    from hashq.study.choice import Choice


class Texts:
    """The cards that were read, by number."""

    def __init__(self, database: Database) -> None:
        """Read from ``database``."""
        self._database = database
        self._read: dict[int, SourceCard] = {}

    def of(self, numbers: Sequence[int]) -> list[SourceCard]:
        """The cards with these numbers, in their order; those not read yet are read together."""
        missing = [number for number in numbers if number not in self._read]
        if missing:
            for row in cards_numbered(self._database, missing):
                self._read[row.number] = source_card(row)
        return [self._read[number] for number in numbers]


class CardsInRow(Sequence[SourceCard]):
    """Cards in a row of which only the numbers are known, and those only where they are looked up."""

    def __init__(self, texts: Texts, sizes: Iterable[int], numbers: Callable[[int], Sequence[int]]) -> None:
        """A row made of parts: ``sizes`` has the length of each, ``numbers`` its cards when it is looked into."""
        self._texts = texts
        self._ends = list(accumulate(sizes))
        self._numbers = numbers

    def __len__(self) -> int:
        """How many cards there are."""
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> SourceCard: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[SourceCard]: ...
    def __getitem__(self, at: int | slice) -> SourceCard | Sequence[SourceCard]:
        """The card, or the cards, at this place."""
        places = range(len(self))[at]
        if isinstance(places, int):
            return self._texts.of([self._number(places)])[0]
        return self._texts.of([self._number(place) for place in places])

    def start(self, part: int) -> int:
        """The place of the first card of this part."""
        return self._ends[part - 1] if part else 0

    def _number(self, place: int) -> int:
        part = bisect_right(self._ends, place)
        return self._numbers(part)[place - self.start(part)]


class AskableCards:
    """The cards of one library that can be asked, as they are now."""

    def __init__(self, database: Database) -> None:
        """Count the cards of ``database``, note by note."""
        self._database = database
        self._notes = askable_notes(database)
        self._parts = {(note.deck, note.note): part for part, note in enumerate(self._notes)}
        self._looked_into: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._texts = Texts(database)
        self.all = CardsInRow(self._texts, (note.cards for note in self._notes), self._numbers)
        """Every card, suspended ones included, by deck, note and place in the note."""

    def place_of(self, id_: str) -> int | None:
        """Where the card with this id stands in :attr:`all`; None when it cannot be asked."""
        found = askable_place(self._database, id_)
        if found is None:
            return None
        part = self._parts[found.deck, found.note]
        return self.all.start(part) + self._numbers(part).index(found.number)

    def asked(self, choice: Choice) -> Sequence[SourceCard]:
        """The cards that ``choice`` means and that are not suspended, in order."""
        if choice.ids is not None:
            numbers = asked_among(self._database, choice.ids)
            return CardsInRow(self._texts, (len(numbers),), lambda _: numbers)
        decks = None if choice.decks is None else frozenset(choice.decks)
        parts = [part for part, note in enumerate(self._notes) if decks is None or note.deck in decks]
        sizes = (self._notes[part].asked for part in parts)
        return CardsInRow(self._texts, sizes, lambda part: self._look_into(parts[part])[1])

    def _numbers(self, part: int) -> Sequence[int]:
        return self._look_into(part)[0]

    def _look_into(self, part: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of a note's cards, and of those that are not suspended."""
        found = self._looked_into.get(part)
        if found is None:
            note: AskableNote = self._notes[part]
            rows = askable_in(self._database, note.deck, note.note)
            found = (
                tuple(number for number, _ in rows),
                tuple(number for number, suspended in rows if not suspended),
            )
            self._looked_into[part] = found
        return found


def source_card(row: CardRow) -> SourceCard:
    """A stored card as the makers see it."""
    parts = parts_of(row.parts)
    tags = () if row.tags == row.own_tags == "[]" else (*json.loads(row.tags), *json.loads(row.own_tags))
    return SourceCard(
        id=row.id,
        deck=row.deck,
        path=row.path,
        line=row.line,
        question=row.question,
        answer=row.answer,
        options=parts.options,
        key=parts.key,
        tags=tuple(dict.fromkeys(tags)),
    )
