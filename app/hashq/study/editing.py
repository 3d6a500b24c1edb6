"""Editing a card where it lives: which file that is, and writing it on request, whole or not at all.

The notes that ship are not the person's to write to: before one of them is edited it is copied, with its pictures, into the
data folder, and the library reads the copy from then on. Owns the moves; the text itself is ``note_text``'s.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from hashq.errors import HashqError, UnreadableInputError
from hashq.file_writing import FileChangedError, replace_file
from hashq.store import sources as source_rows
from hashq.study.note_text import NotEditableError, NoteText, read_text
from hashq.study.sources import is_inside

if TYPE_CHECKING:
    from hashq.store.database import Database


class EditError(HashqError):
    """A note that cannot be edited, or was not written."""


def own_note(database: Database, path: str, copies: Path, now: str) -> str:
    """The note to edit for the one at ``path``: itself, or the person's copy in ``copies`` of one that ships.

    Raises :class:`UnreadableInputError` when the note is gone, :class:`EditError` when it cannot be copied.
    """
    if not Path(path).is_file():
        raise UnreadableInputError(
            "the note is not there any more",
            place=path,
            remedy="Import its folder again to find where its cards went.",
        )
    shipped = [source.path for source in source_rows.sources(database) if source.kind == "shipped"]
    around = next((folder for folder in shipped if is_inside(path, folder)), None)
    folder = os.path.realpath(copies)
    if around is None or is_inside(path, folder):
        return path
    copy = str(Path(folder) / Path(path).relative_to(around))
    try:
        for each in (path, *_pictures(database, path, around)):
            _copy(Path(each), Path(folder) / Path(each).relative_to(around))
    except OSError as failure:
        cause = f"the shipped note cannot be copied into the data folder: {failure.strerror}"
        raise EditError(
            cause, place=copy, remedy="Check that the folder may be written to and has room."
        ) from failure
    with database.transaction():
        source_rows.move_note(database, path, copy, folder, now)
    return copy


def _pictures(database: Database, path: str, around: str) -> list[str]:
    """The pictures beside the note that its cards show."""
    parts = [json.loads(stored) for stored in source_rows.card_parts(database, path)]
    shown = {image.get("path") for part in parts for image in part.get("images", ())}
    return sorted(each for each in shown if each and is_inside(each, around) and Path(each).is_file())


def _copy(original: Path, copy: Path) -> None:
    if copy.exists():
        return
    copy.parent.mkdir(parents=True, exist_ok=True)
    partial = copy.with_name(f".{copy.name}.part")
    shutil.copy2(original, partial)
    partial.chmod(0o644)
    partial.replace(copy)


def open_text(path: str) -> tuple[NoteText, bytes]:
    """The text at ``path`` for an editor, and the file as it was. Raises :class:`EditError` or ``UnreadableInputError``."""
    try:
        data = Path(path).read_bytes()
        return read_text(data), data
    except OSError as failure:
        raise UnreadableInputError(f"cannot be read: {failure.strerror}", place=path) from failure
    except NotEditableError as odd:
        remedy = "Set EDITOR, or [editor] command in config.toml, and edit it there."
        raise EditError(str(odd), place=path, remedy=remedy) from None


def save_text(path: str, text: NoteText, shown: str, before: bytes) -> bytes:
    """Write what an editor made of ``text`` to the file at ``path``, which still holds ``before``; what it holds now.

    Raises :class:`EditError` when another program wrote to it meanwhile, or it cannot be written; it is then as it was.
    """
    after = text.edited(shown)
    if after == before:
        return before
    try:
        replace_file(Path(path), after, expected=before)
    except FileChangedError:
        raise EditError(
            "another program changed the note meanwhile; nothing was written",
            place=path,
            remedy="Copy what you wrote, leave, and edit the note again.",
        ) from None
    except FileNotFoundError:
        raise EditError(
            "the note is not there any more; nothing was written",
            place=path,
            remedy="Copy what you wrote and leave; the next import tells where its cards went.",
        ) from None
    except OSError as failure:
        raise EditError(
            f"the note cannot be written: {failure.strerror}",
            place=path,
            remedy="It is as it was. Check its permissions.",
        ) from failure
    return after
