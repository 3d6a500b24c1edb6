"""Gathers the cards of the library that may turn out to be cards read now; never one that still stands where it was.

Owns the question "is it still there?" for notes outside of an import: a file that is gone, or one that changed since it was
read and no longer holds the card. Reads files only to answer it.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hashq.notes.fingerprint import fingerprint
from hashq.notes.identity import Whereabouts
from hashq.store import importing as import_rows
from hashq.study.reconciling import Candidate
from hashq.study.surveying import presence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from hashq.store.database import Database
    from hashq.store.importing import StoredCard
    from hashq.store.sources import NoteRow
    from hashq.study.reconciling import ReadCard


@dataclass(frozen=True, slots=True)
class CandidateSearch:
    """Looks up candidates for one import."""

    database: Database
    known: Mapping[str, NoteRow]
    """Every note of the library, by path."""
    source_of: Callable[[str], str]
    """Path of the source that the note at a path belongs to."""

    def candidates(
        self,
        cards: Sequence[ReadCard],
        *,
        read: Sequence[str],
        vanished: Sequence[NoteRow],
        unreachable: Sequence[NoteRow],
        untouched: Iterable[str],
    ) -> list[Candidate]:
        """The candidates for ``cards``, which were read from the notes at the paths ``read``.

        ``vanished`` notes are gone and their cards may retire, ``unreachable`` ones are gone with their source and theirs
        may not; ``untouched`` notes are still as they were.
        """
        read_ids = [self.known[path].id for path in read if path in self.known]
        here = [
            (card, Whereabouts.READ, self.source_of(card.path))
            for card in import_rows.cards_of_notes(self.database, read_ids)
        ]
        here += [
            (card, Whereabouts.GONE, self.source_of(card.path))
            for card in import_rows.cards_of_notes(self.database, [note.id for note in vanished])
        ]
        wanted = _without_a_place(cards, [card for card, _, _ in here])
        found: list[tuple[StoredCard, Whereabouts, str | None]] = [*here]
        if wanted and self.known:
            looked_at = {*read, *untouched, *(note.path for note in vanished)}
            found += [(card, Whereabouts.RETIRED, None) for card in import_rows.retired_cards(self.database)]
            found += [
                (card, Whereabouts.GONE, None) for card in self._departed(wanted, looked_at, unreachable)
            ]
        return self._with_prints(found)

    def _with_prints(self, found: Sequence[tuple[StoredCard, Whereabouts, str | None]]) -> list[Candidate]:
        prints = import_rows.prints_of(self.database, [card.id for card, _, _ in found])
        nothing: dict[str, list[str]] = {"question": [], "answer": []}
        return [
            Candidate(card, where, source, ever["question"], ever["answer"])
            for card, where, source in found
            for ever in (prints.get(card.id, nothing),)
        ]

    def _departed(
        self, wanted: set[str], looked_at: set[str], unreachable: Sequence[NoteRow]
    ) -> list[StoredCard]:
        """Cards of notes outside of this import that are no longer where they were."""
        outside = [note for path, note in self.known.items() if note.cards and path not in looked_at]
        gone = [note.id for note in [*outside, *unreachable] if presence(note.path) is False]
        departed = import_rows.cards_of_notes(self.database, dict.fromkeys(gone))
        holders = import_rows.notes_with_prints(self.database, wanted)
        for note in outside:
            if note.id in holders and note.id not in gone and _has_changed(note):
                departed += self._left(note)
        return departed

    def _left(self, note: NoteRow) -> list[StoredCard]:
        """The cards that a note which changed since it was read holds no more."""
        from hashq.notes.reader import read_note  # noqa: PLC0415 - seldom needed

        now = read_note(Path(note.path)).note
        if now is None:
            return []
        questions = {fingerprint(card.question) for card in now.cards}
        block_ids = {card.block_id for card in now.cards if card.block_id}
        return [
            card
            for card in import_rows.cards_of_notes(self.database, [note.id])
            if fingerprint(card.text.question) not in questions and card.text.block_id not in block_ids
        ]


def _has_changed(note: NoteRow) -> bool:
    try:
        stat = os.stat(note.path)  # noqa: PTH116 - paths are text here
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) != (note.size, note.mtime_ns)


def _without_a_place(cards: Sequence[ReadCard], stored: Sequence[StoredCard]) -> set[str]:
    """Question prints of the cards read that are not simply a card of their own note."""
    places = Counter((card.path, fingerprint(card.text.question)) for card in stored)
    left: set[str] = set()
    for card in cards:
        place = (card.path, card.question_print)
        if places[place]:
            places[place] -= 1
        else:
            left.add(card.question_print)
    return left
