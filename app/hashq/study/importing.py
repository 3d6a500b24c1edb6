"""One import: look, read, recognise, store. The whole of it is stored in one transaction, or nothing is.

Owns the order of an import's stages. How files become cards is ``notes``' business, which card is which
``reconciling.py``'s, and the SQL the store's.
"""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hashq.errors import DatabaseError, ExitCode, HashqError
from hashq.store import sources as source_rows
from hashq.study.import_report import report_of, stored_problems
from hashq.study.surveying import survey

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.store.database import Database
    from hashq.study.import_report import ImportReport, Progress
    from hashq.study.sources import ReadingPlan
    from hashq.study.surveying import Survey


class ImportCancelledError(HashqError):
    """The person stopped the import; the library is as it was before."""

    exit_code = ExitCode.INTERRUPTED


class LibraryChangedError(DatabaseError):
    """Another import was stored between this one's looking and its writing; it starts anew."""


class ProgressReport(Protocol):
    """Is told how far an import has come."""

    def __call__(self, progress: Progress, /) -> None:
        """One more file was read."""
        ...


class ImportWishes(NamedTuple):
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

    Raises :class:`ImportCancelledError`, :class:`LibraryChangedError` when another program imported meanwhile, and
    :class:`hashq.errors.DatabaseError` when it cannot be stored.
    """
    known = source_rows.notes(database)
    seen = survey(plan, known)
    if not (seen.changed or seen.vanished or plan.saved or plan.absorbed):
        return _import_nothing(database, seen, wishes, now)
    # Most imports find nothing changed, and need none of this.
    from hashq.study.import_run import ImportRun  # noqa: PLC0415
    from hashq.study.note_reading import read_files  # noqa: PLC0415

    notes = {note.path: note for note in known}
    reading = read_files(seen.changed, notes, wishes.progress, lambda: _stop_if_asked(wishes))
    with nullcontext() if wishes.dry_run else database.transaction():
        if source_rows.notes(database) != known:
            raise LibraryChangedError(
                "another program imported notes at the same time", remedy="Import again."
            )
        run = ImportRun(database=database, plan=plan, seen=seen, known=notes, reading=reading, now=now)
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
    return report_of(seen, Counter(unchanged=cards), cards, stored_problems(seen.unchanged))
