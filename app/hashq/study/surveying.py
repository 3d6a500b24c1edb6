"""Looks at what an import will read: which files are there, which changed, which are gone, and what is not there at all.

Owns the rule that an absence proves nothing unless the place it is in was really read. Touches files only to list and stat
them; reads none and writes nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.finder import find_notes
from hashq.problems import Problem, error, warning
from hashq.study.sources import is_inside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.notes.finder import FoundFile
    from hashq.store.sources import NoteRow, SourceRow
    from hashq.study.sources import ReadingPlan, Scan

READER_VERSION = 6
"""Raised when notes must be read again because the same text now means other cards, or is kept otherwise."""


class Sighted(NamedTuple):
    """A note file that is there."""

    path: str
    """Absolute, links resolved."""
    source: SourceRow
    """The source it belongs to."""
    size: int
    """Bytes."""
    mtime_ns: int
    may_be_same: bool = False
    """Whether only its time differs from what the library knows of it, so that its content may still be the same."""


class ChangedNote(NamedTuple):
    """A note whose file is not as it was when it was read."""

    path: str
    """Absolute."""
    size: int | None
    """Bytes; None when the file is gone."""
    mtime_ns: int | None
    """None when the file is gone."""


class Survey:
    """What is where, compared with what the library knows."""

    def __init__(self) -> None:
        """Nothing is known to be anywhere yet."""
        self.unchanged: list[NoteRow] = []
        self.changed: list[Sighted] = []
        """New files and files that may have changed, in order of path."""
        self.vanished: list[NoteRow] = []
        """Notes with cards whose file is gone from a place that was really read."""
        self.unreachable: list[NoteRow] = []
        """Notes whose file is gone together with its whole source."""
        self.read_sources: list[SourceRow] = []
        """Sources that were there."""
        self.lost_sources: list[SourceRow] = []
        """Sources that are not there, or that hold nothing any more."""
        self.problems: list[Problem] = []

    @property
    def files(self) -> int:
        """Notes found."""
        return len(self.unchanged) + len(self.changed)


def survey(plan: ReadingPlan, known: Iterable[NoteRow]) -> Survey:
    """List the files of every place that ``plan`` reads and compare them with the notes the library knows."""
    notes = {note.path: note for note in known}
    result = Survey()
    sighted: dict[str, Sighted] = {}
    for scan in plan.scans:
        _survey_scan(plan, scan, notes, sighted, result)
    renewed = {source.path for source in plan.saved}
    for path in sorted(sighted):
        file, note = sighted[path], notes.get(path)
        if note is None or file.source.path in renewed or not _is_current(note, file.source):
            result.changed.append(file)
        elif (file.size, file.mtime_ns) == (note.size, note.mtime_ns):
            result.unchanged.append(note)
        else:
            result.changed.append(file._replace(may_be_same=file.size == note.size))
    result.vanished = [note for note in result.vanished if note.path not in sighted]
    return result


def _is_current(note: NoteRow, source: SourceRow) -> bool:
    """Whether what the library has of the note holds as long as its file stays the same."""
    return (
        note.reader_version == READER_VERSION
        and note.source_id == source.id
        and not note.missing
        # The picture may have come since.
        and '"missing-image"' not in note.problems
    )


def _survey_scan(
    plan: ReadingPlan, scan: Scan, notes: dict[str, NoteRow], sighted: dict[str, Sighted], result: Survey
) -> None:
    source = plan.sources[scan.source]
    mine = [
        note
        for note in notes.values()
        if (note.cards or not note.missing)
        and is_inside(note.path, scan.path)
        and plan.owner(note.path) is source
    ]
    if not os.path.exists(scan.path):  # noqa: PTH110 - Path costs the quick import dear
        _lose(scan, source, mine, result, "is not there")
        return
    found = find_notes(Path(scan.path))
    result.problems += found.problems
    here = _sight(plan, scan, found.files, result)
    if not here and any(note.cards for note in mine):
        _lose(scan, source, mine, result, "holds no notes any more")
        return
    sighted.update(here)
    result.read_sources.append(source)
    unread = {problem.path for problem in found.problems}
    absent = [note for note in mine if note.path not in here]
    result.vanished += [note for note in absent if _is_gone(note.path, unread)]
    result.problems += [_evicted(note) for note in absent if note.cards and _is_evicted(note.path)]


def _lose(scan: Scan, source: SourceRow, mine: list[NoteRow], result: Survey, why: str) -> None:
    result.lost_sources.append(source)
    result.unreachable += mine
    kept = f"; its {sum(note.cards for note in mine)} cards stay as they are" if mine else ""
    result.problems.append(
        warning(
            scan.path,
            0,
            "source-missing",
            f"this source {why}{kept}",
            "Connect its drive or put it back and import again; if it moved, import it at its new place; "
            f"`hashq forget {scan.path}` leaves it out.",
        )
    )


def _sight(plan: ReadingPlan, scan: Scan, files: Iterable[FoundFile], result: Survey) -> dict[str, Sighted]:
    here: dict[str, Sighted] = {}
    folders: dict[str, str] = {}
    for file in files:
        listed = file.path
        path = _real(listed, folders)  # one file reached by two links is one note
        owner = plan.owner(path)
        if owner is None:
            path, owner = listed, plan.owner(listed)
        if owner is None or owner.path != scan.source:
            continue
        if not _can_be_stored(path):
            hint = "Rename the file."
            result.problems.append(
                error(path, 0, "unreadable-name", "this file's name is not valid text", hint)
            )
            continue
        here[path] = Sighted(path, owner, file.size, file.mtime_ns)
    return here


def _real(path: str, folders: dict[str, str]) -> str:
    """``path`` with its links resolved; ``folders`` remembers those of folders."""
    if os.path.islink(path):  # noqa: PTH114 - as above
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)  # noqa: PTH118 - as above


def _can_be_stored(path: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in path) if not path.isascii() else True


def _is_gone(path: str, unread: set[str]) -> bool:
    """Whether the note is certainly no longer part of its source: deleted, moved or left out by an ignore file."""
    return not any(is_inside(path, place) for place in unread) and presence(path) is not None


def _is_evicted(path: str) -> bool:
    """Whether iCloud holds the file: it then leaves a placeholder with a name of its own."""
    folder, name = os.path.split(path)
    return os.path.lexists(os.path.join(folder, f".{name}.icloud"))  # noqa: PTH118 - as above


def _evicted(note: NoteRow) -> Problem:
    return warning(
        note.path,
        0,
        "note-in-icloud",
        "this note is in iCloud and not on this disk; its cards stay as they are",
        "Download it, and import again.",
    )


def presence(path: str) -> bool | None:
    """Whether there is a file at ``path``; None when that cannot be known, as in a folder that may not be entered, or
    when it is only not on this disk now.
    """
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None if _is_evicted(path) else False
    except OSError:
        return None
    return True
