"""An import after its files were read: what becomes of every card, and what is written.

Everything here happens while the database is held still, in the transaction of ``importing.py``. Loaded only when there is
something to decide.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.store import sources as source_rows
from hashq.store.importing import ImportWrites, taken_ids, write_import
from hashq.study.candidates import CandidateSearch
from hashq.study.import_report import report_of, stored_problems
from hashq.study.note_reading import failed_write, note_write
from hashq.study.reconciling import reconcile
from hashq.study.surveying import presence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.store.database import Database
    from hashq.store.sources import NoteRow, SourceRow
    from hashq.study.import_report import ImportReport
    from hashq.study.note_reading import Reading
    from hashq.study.reconciling import Candidate, Outcome, ReadCard
    from hashq.study.sources import ReadingPlan
    from hashq.study.surveying import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """An import after its files were read: everything that is decided and written with the database held still."""

    database: Database
    plan: ReadingPlan
    seen: Survey
    known: dict[str, NoteRow]
    """Every note of the library, by path."""
    reading: Reading
    now: str
    """UTC."""

    def decide(self, *, consent: bool) -> tuple[ImportReport, ImportWrites]:
        """What becomes of every card, as a report and as what to write."""
        cards = [card for file in self.reading.read for card in file.cards]
        outcome = reconcile(cards, self._candidates(cards), self._living(), self._fresh_ids, consent=consent)
        unread = {failure.path for failure in self.reading.failed}
        same = [*self.seen.unchanged, *self.reading.same]
        untouched = sum(note.cards for note in same)
        kept = sum(self.known[path].cards for path in unread if path in self.known)
        outcome.counts["unchanged"] += untouched + kept
        problems = [
            *stored_problems(same),
            *(problem for file in self.reading.read for problem in file.problems),
            *(problem for failure in self.reading.failed for problem in failure.problems),
        ]
        report = report_of(self.seen, outcome.counts, untouched + kept + len(cards), problems, outcome)
        return report, self._writes(outcome)

    def write(self, writes: ImportWrites) -> None:
        """Store it all; inside a transaction."""
        ids = {
            source.path: source_rows.save_source(self.database, source, self.now)
            for source in self.plan.saved
        }
        for absorbed, into in self.plan.absorbed:
            source_rows.absorb_source(self.database, absorbed.id, ids.get(into) or self.plan.sources[into].id)
        notes = [
            note._replace(source_id=ids.get(self._owner_path(note.path), note.source_id))
            for note in writes.notes
        ]
        write_import(self.database, writes._replace(notes=notes), self.now)
        read = [ids.get(source.path, source.id) for source in self.seen.read_sources]
        source_rows.mark_read(self.database, read, self.now)
        lost = [source.id for source in self._lost_sources() if source.id]
        source_rows.drop_deserted_sources(self.database, lost)

    def _lost_sources(self) -> list[SourceRow]:
        return [
            source
            for source in self.plan.sources.values()
            if not source.forgotten and presence(source.path) is False
        ]

    def _owner_path(self, path: str) -> str:
        owner = self.plan.owner(path)
        return owner.path if owner is not None else ""

    def _living(self) -> Counter[str]:
        living: Counter[str] = Counter()
        for note in self.known.values():
            living[self._owner_path(note.path)] += note.cards
        return living

    def _fresh_ids(self, count: int) -> list[str]:
        ids: dict[str, None] = {}
        while len(ids) < count:
            made = _random_ids(count - len(ids))
            taken = taken_ids(self.database, made)
            ids.update((id_, None) for id_ in made if id_ not in taken)
        return list(ids)

    def _candidates(self, cards: Sequence[ReadCard]) -> list[Candidate]:
        untouched = [*self.seen.unchanged, *self.reading.same]
        return CandidateSearch(self.database, self.known, self._owner_path).candidates(
            cards,
            read=[file.sighted.path for file in self.reading.read],
            vanished=self.seen.vanished,
            unreachable=self.seen.unreachable,
            untouched=[note.path for note in untouched] + [failure.path for failure in self.reading.failed],
        )

    def _writes(self, outcome: Outcome) -> ImportWrites:
        held_in = {card.path for card in outcome.held}
        deserted = (self.known[path] for path in outcome.left if presence(path) is False)
        gone = {note.id for note in (*self.seen.vanished, *deserted)}
        sightings = {file.path: file for file in self.seen.changed}
        return ImportWrites(
            notes=[
                *(note_write(file, stale=file.sighted.path in held_in) for file in self.reading.read),
                *(failed_write(failure, self.known.get(failure.path)) for failure in self.reading.failed),
            ],
            touched=[
                (sightings[note.path].size, sightings[note.path].mtime_ns, note.id)
                for note in self.reading.same
            ],
            missing=sorted(gone),
            cards=outcome.cards,
            retired=outcome.retired,
            prints=outcome.prints,
        )


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LENGTH = 10
"""Characters of an id: 51 bits, so that two devices hardly ever make the same one."""


def _random_ids(count: int) -> list[str]:
    """Ids of ``0-9a-z`` from the system's own randomness."""
    # 252 is the largest multiple of 36 in a byte; what is above it would favour the first digits.
    digits = [byte % 36 for byte in os.urandom(count * (_LENGTH + 2) + 64) if byte < 252]
    text = "".join([_DIGITS[digit] for digit in digits])
    return [
        text[at : at + _LENGTH] for at in range(0, min(len(text), count * _LENGTH) - _LENGTH + 1, _LENGTH)
    ]
