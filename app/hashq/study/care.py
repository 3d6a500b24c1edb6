"""Care for the database: check and mend it, copy it, bring a copy back.

Owns the order of these use cases and what they answer. How each is done is the store's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.errors import DatabaseError
from hashq.store.backups import BackupReason, make_backup
from hashq.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.clock import Clock
    from hashq.paths import Places
    from hashq.store.doctor import Finding


@dataclass(frozen=True, slots=True)
class Examination:
    """What the doctor found."""

    ok: bool
    """Whether everything is right now, repairs included."""
    findings: tuple[Finding, ...]


def examine(places: Places) -> Examination:
    """Check the database, mend what can be built again. One that cannot be opened at all is a finding too."""
    from hashq.store.doctor import Finding  # noqa: PLC0415 - loads the memory model
    from hashq.store.doctor import examine as look  # noqa: PLC0415 - as above

    try:
        database = Database(places.database)
        try:
            findings = look(database)
        finally:
            database.close()
    except DatabaseError as failure:
        told = f"{failure.place}: {failure.cause}"
        findings = (Finding("unusable", told, repaired=False, hint=failure.remedy),)
    return Examination(all(finding.repaired for finding in findings), findings)


def backup(places: Places, clock: Clock) -> Path:
    """Make a copy of the database; its path. Raises :class:`DatabaseError` when there is nothing to copy."""
    database = Database(places.database)
    try:
        if not database.is_stored:
            raise DatabaseError(
                "there is no database yet",
                place=str(places.database),
                remedy="Import notes first: `hashq import PATH`.",
            )
        return make_backup(database.raw, places.backups, BackupReason.ASKED, clock.now())
    finally:
        database.close()


def restore(copy: Path, places: Places, clock: Clock) -> Path | None:
    """Bring ``copy`` back; where the replaced database is kept, None when there was none."""
    from hashq.store.restoring import restore as bring_back  # noqa: PLC0415 - seldom needed

    return bring_back(copy, places.database, places.backups, clock.now())
