"""Reads the files of an import into cards with their decks, and says what each becomes in the database.

Owns the loop over files: progress, stopping between two of them, and that one bad file never stops the rest.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.formats.registry import format_named
from hashq.notes.reader import VaultImages, read_note, vault_root
from hashq.store.importing import NoteWrite
from hashq.store.sources import STALE
from hashq.study.card_texts import json_list, problems_json
from hashq.study.decks import DeckRoot, deck_of
from hashq.study.import_report import Progress
from hashq.study.reconciling import ReadCard, read_card
from hashq.study.sandbox_blocks import sandbox_problems
from hashq.study.surveying import READER_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashq.notes.images import ImageIndex
    from hashq.notes.model import Note
    from hashq.problems import Problem
    from hashq.store.sources import NoteRow
    from hashq.study.importing import ProgressReport
    from hashq.study.surveying import Sighted


class ReadFile(NamedTuple):
    """A note file, read."""

    sighted: Sighted
    sha256: str
    deck: str
    note: Note
    problems: tuple[Problem, ...]
    cards: tuple[ReadCard, ...]


class FailedNote(NamedTuple):
    """A note file that could not be read; its cards stay as they are."""

    sighted: Sighted
    problems: tuple[Problem, ...]

    @property
    def path(self) -> str:
        """Absolute path of the file."""
        return self.sighted.path


@dataclass(slots=True)
class Reading:
    """What came of reading a number of files."""

    read: list[ReadFile] = field(default_factory=list)
    failed: list[FailedNote] = field(default_factory=list)
    same: list[NoteRow] = field(default_factory=list)
    """Notes whose file has another time and the same content."""


def read_files(
    files: Sequence[Sighted],
    known: Mapping[str, NoteRow],
    progress: ProgressReport | None,
    stop: Callable[[], None],
) -> Reading:
    """Read every file. ``known`` are the notes of the library by path; ``stop`` is called between files and may raise."""
    reading = Reading()
    indexes: dict[str, ImageIndex] = {}
    for number, file in enumerate(files, 1):
        stop()
        note = known.get(file.path)
        root = file.source.path
        if root not in indexes:
            indexes[root] = VaultImages(vault_root(Path(root)))
        if note is not None and file.may_be_same and _has_hash(file.path, note.sha256):
            reading.same.append(note)
        elif isinstance(outcome := read_file(file, indexes[root]), ReadFile):
            reading.read.append(outcome)
        else:
            reading.failed.append(outcome)
        if progress is not None:
            progress(Progress(number, len(files), file.path))
    return reading


def _has_hash(path: str, sha256: str) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - paths are text here
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def read_file(file: Sighted, images: ImageIndex) -> ReadFile | FailedNote:
    """One file, read into cards."""
    wished = file.source.format
    found = read_note(Path(file.path), images=images, form=format_named(wished) if wished else None)
    if found.note is None:
        return FailedNote(file, tuple(found.problems))
    note = found.note
    deck = _deck(file, note.deck)
    cards = tuple(read_card(file.path, card, deck, position) for position, card in enumerate(note.cards))
    problems = sorted(
        (*found.problems, *sandbox_problems(found.text, file.path)),
        key=lambda problem: (problem.line, problem.column),
    )
    return ReadFile(file, found.sha256, deck, note, tuple(problems), cards)


def _deck(file: Sighted, front_matter: str | None) -> str:
    source = file.source
    root = DeckRoot(source.path, source.kind == "file", source.deck, bare=source.kind == "shipped")
    return deck_of(root, file.path, front_matter)


def note_write(file: ReadFile, *, stale: bool) -> NoteWrite:
    """The row of a note that was read; ``stale`` has the next import read it again."""
    return NoteWrite(
        path=file.sighted.path,
        source_id=file.sighted.source.id,
        deck=file.deck,
        size=file.sighted.size,
        mtime_ns=file.sighted.mtime_ns,
        sha256=file.sha256,
        reader_version=STALE if stale else READER_VERSION,
        tags=json_list(file.note.tags),
        aliases=json_list(file.note.aliases),
        problems=problems_json(file.problems),
    )


def failed_write(failure: FailedNote, known: NoteRow | None) -> NoteWrite:
    """The row of a note that could not be read: looked at again by the next import, its problems shown until then."""
    file = failure.sighted
    return NoteWrite(
        path=file.path,
        source_id=file.source.id,
        deck=known.deck if known is not None else _deck(file, None),
        size=file.size,
        mtime_ns=file.mtime_ns,
        sha256=known.sha256 if known is not None else "",
        reader_version=STALE,
        tags="[]",
        aliases="[]",
        problems=problems_json(failure.problems),
    )
