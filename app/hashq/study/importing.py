"""One import: look, read, recognise, store. The whole of it is stored in one transaction, or nothing is.

Owns the order of an import's stages and what it reports. How files become cards is ``notes``' business, which card is
which ``reconciling.py``'s, and the SQL the store's.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from hashq.errors import ExitCode, HashqError
from hashq.problems import Problem, Severity
from hashq.store import sources as source_rows
from hashq.study.surveying import Survey, presence, survey
from hashq.study.views import ImportReport, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hashq.store.database import Database
    from hashq.store.importing import ImportWrites
    from hashq.store.sources import NoteRow, SourceRow
    from hashq.study.note_reading import Reading
    from hashq.study.reconciling import Candidate, Outcome, ReadCard
    from hashq.study.sources import ReadingPlan


class ImportCancelledError(HashqError):
    """The person stopped the import; the library is as it was before."""

    exit_code = ExitCode.INTERRUPTED


class ProgressReport(Protocol):
    """Is told how far an import has come."""

    def __call__(self, progress: Progress, /) -> None:
        """One more file was read."""
        ...


@dataclass(frozen=True, slots=True)
class ImportWishes:
    """How an import is to go."""

    dry_run: bool = False
    """Report the same and store nothing."""
    retire: bool = False
    """Consent to the retirement of any number of cards."""
    progress: ProgressReport | None = None
    cancelled: Callable[[], bool] = lambda: False
    """Asked between files; the import stops without a trace when it says so."""


def run_import(database: Database, plan: ReadingPlan, wishes: ImportWishes, now: str) -> ImportReport:
    """Read what ``plan`` says and bring the library up to it. ``now`` is stored as the time of the import, UTC.

    Raises :class:`ImportCancelledError`, and :class:`hashq.errors.DatabaseError` when it cannot be stored.
    """
    known = source_rows.notes(database)
    seen = survey(plan, known)
    if not (seen.changed or seen.vanished or plan.saved or plan.absorbed):
        return _import_nothing(database, seen, wishes, now)
    from hashq.study.note_reading import read_files  # noqa: PLC0415 - most imports find nothing changed

    notes = {note.path: note for note in known}
    reading = read_files(seen.changed, notes, wishes.progress, lambda: _stop_if_asked(wishes))
    with nullcontext() if wishes.dry_run else database.transaction():
        run = _Run(database=database, plan=plan, seen=seen, known=notes, reading=reading, now=now)
        report, writes = run.decide(consent=wishes.retire)
        if not wishes.dry_run:
            _stop_if_asked(wishes)
            run.write(writes)
            _stop_if_asked(wishes)
    return report


def _stop_if_asked(wishes: ImportWishes) -> None:
    if wishes.cancelled():
        raise ImportCancelledError("the import was stopped; nothing was changed")


def _import_nothing(database: Database, seen: Survey, wishes: ImportWishes, now: str) -> ImportReport:
    if not wishes.dry_run and seen.read_sources:
        with database.transaction():
            source_rows.mark_read(database, [source.id for source in seen.read_sources], now)
    cards = sum(note.cards for note in seen.unchanged)
    return _report(seen, Counter(unchanged=cards), cards, _stored_problems(seen.unchanged))


def _report(
    seen: Survey,
    counts: Counter[str],
    cards: int,
    problems: Iterable[Problem],
    outcome: Outcome | None = None,
) -> ImportReport:
    everything = sorted(
        [*seen.problems, *problems, *(outcome.problems if outcome else ())],
        key=lambda problem: (problem.path, problem.line, problem.column),
    )
    return ImportReport(
        files=seen.files,
        cards=cards,
        new=counts["new"],
        unchanged=counts["unchanged"],
        updated=counts["updated"],
        moved=counts["moved"],
        reworded=counts["reworded"],
        retired=counts["retired"],
        restored=counts["restored"],
        problems=tuple(everything),
        changes=tuple(sorted(outcome.changes, key=lambda change: (change.path, change.line)))
        if outcome
        else (),
        needs_retire_consent=tuple(outcome.needs_consent) if outcome else (),
    )


def _stored_problems(notes: Iterable[NoteRow]) -> list[Problem]:
    return [
        problem_from_json(stored)
        for note in notes
        if note.problems != "[]"
        for stored in json.loads(note.problems)
    ]


def problem_from_json(stored: dict[str, str | int]) -> Problem:
    """A problem from the form it is stored in."""
    values = {**stored, "severity": Severity(str(stored["severity"]))}
    return Problem(**values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
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
        from hashq.study.reconciling import reconcile  # noqa: PLC0415 - most imports find nothing changed

        cards = [card for file in self.reading.read for card in file.cards]
        outcome = reconcile(cards, self._candidates(cards), self._living(), self._fresh_ids, consent=consent)
        unread = {failure.path for failure in self.reading.failed}
        same = [*self.seen.unchanged, *self.reading.same]
        untouched = sum(note.cards for note in same)
        kept = sum(self.known[path].cards for path in unread if path in self.known)
        outcome.counts["unchanged"] += untouched + kept
        problems = [
            *_stored_problems(same),
            *(problem for file in self.reading.read for problem in file.problems),
            *(problem for failure in self.reading.failed for problem in failure.problems),
        ]
        report = _report(self.seen, outcome.counts, untouched + kept + len(cards), problems, outcome)
        return report, self._writes(outcome)

    def write(self, writes: ImportWrites) -> None:
        """Store it all; inside a transaction."""
        from hashq.store.importing import write_import  # noqa: PLC0415 - as above

        ids = {
            source.path: source_rows.save_source(self.database, source, self.now)
            for source in self.plan.saved
        }
        for absorbed, into in self.plan.absorbed:
            source_rows.absorb_source(self.database, absorbed.id, ids.get(into) or self.plan.sources[into].id)
        notes = [
            replace(note, source_id=ids.get(self._owner_path(note.path), note.source_id))
            for note in writes.notes
        ]
        write_import(self.database, replace(writes, notes=notes), self.now)
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
        from hashq.store.importing import taken_ids  # noqa: PLC0415 - as above

        ids: dict[str, None] = {}
        while len(ids) < count:
            made = [_random_id() for _ in range(count - len(ids))]
            taken = taken_ids(self.database, made)
            ids.update((id_, None) for id_ in made if id_ not in taken)
        return list(ids)

    def _candidates(self, cards: Sequence[ReadCard]) -> list[Candidate]:
        from hashq.study.candidates import CandidateSearch  # noqa: PLC0415 - as above

        untouched = [*self.seen.unchanged, *self.reading.same]
        return CandidateSearch(self.database, self.known, self._owner_path).candidates(
            cards,
            read=[file.sighted.path for file in self.reading.read],
            vanished=self.seen.vanished,
            unreachable=self.seen.unreachable,
            untouched=[note.path for note in untouched] + [failure.path for failure in self.reading.failed],
        )

    def _writes(self, outcome: Outcome) -> ImportWrites:
        from hashq.store.importing import ImportWrites  # noqa: PLC0415 - as above
        from hashq.study.note_reading import failed_write, note_write  # noqa: PLC0415 - as above

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


def _random_id() -> str:
    """Ten characters of ``0-9a-z``: 51 bits from the system's own randomness."""
    number, digits = int.from_bytes(os.urandom(8), "big"), ""
    for _ in range(10):
        number, digit = divmod(number, 36)
        digits += "0123456789abcdefghijklmnopqrstuvwxyz"[digit]
    return digits
