"""The edge where note files become text: opens, checks, decodes and parses one file.

A file that cannot be a note is a problem, never an exception. Knows no cards' history.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.notes.finder import FoundFile, FoundFiles, find_notes
from hashq.notes.formats.registry import Format, format_of
from hashq.notes.images import NO_IMAGES, ImageIndex
from hashq.notes.vault import VaultImages, vault_root
from hashq.problems import Problem, error, warning

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.notes.model import Note

__all__ = ["FoundFile", "FoundFiles", "ReadNote", "VaultImages", "find_notes", "read_note", "vault_root"]

LARGEST_NOTE = 20 * 1024 * 1024
"""Bytes above which a file is not read: no note of a person is that long."""


@dataclass(frozen=True, slots=True)
class ReadNote:
    """One file, read or refused."""

    path: str
    note: Note | None
    """None when the file could not be read as text; ``problems`` then says why."""
    text: str = ""
    """Decoded, line endings as in the file, without a byte order mark."""
    size: int = 0
    """Bytes."""
    mtime_ns: int = 0
    """Time of the last change, in nanoseconds since 1970, as the file system gives it."""
    sha256: str = ""
    """Of the file's bytes, in hexadecimal; empty when they were not read."""
    problems: tuple[Problem, ...] = ()
    """Of the file and of its text, in order."""


def read_note(path: Path, *, images: ImageIndex = NO_IMAGES, form: Format | None = None) -> ReadNote:
    """Read and parse the note at ``path``, in ``form`` or the format it bears the signs of; never raises for a file."""
    name = str(path)
    try:
        found = path.stat()
        refused = _refusal(name, found.st_mode, found.st_size)
        if refused:
            return ReadNote(name, None, size=found.st_size, mtime_ns=found.st_mtime_ns, problems=(refused,))
        data = path.read_bytes()
    except (OSError, ValueError) as failed:
        hint = "Check that it exists and that you may read it."
        cause = getattr(failed, "strerror", None) or str(failed)
        return ReadNote(
            name, None, problems=(error(name, 0, "unreadable", f"the file cannot be read: {cause}", hint),)
        )
    digest = hashlib.sha256(data).hexdigest()
    text, problem = _decoded(name, data)
    if text is None:
        problems = (problem,) if problem else ()
        return ReadNote(name, None, "", found.st_size, found.st_mtime_ns, digest, problems)
    note = (form or format_of(name, text)).parse(text, name, images=images)
    problems = (*((problem,) if problem else ()), *note.problems)
    return ReadNote(name, note, text, found.st_size, found.st_mtime_ns, digest, problems)


def _refusal(name: str, mode: int, size: int) -> Problem | None:
    if not stat.S_ISREG(mode):
        return error(name, 0, "unreadable", "this is no regular file", "Only files and folders are read.")
    if size > LARGEST_NOTE:
        message = f"the file has {size / 1024 / 1024:,.0f} MB; notes up to {LARGEST_NOTE // 1024 // 1024} MB are read"
        return error(name, 0, "too-large", message, "Split it, or name it in a .hashqignore file.")
    return None


def _decoded(name: str, data: bytes) -> tuple[str | None, Problem | None]:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark) and len(data) % 2 == 0:
            text = data[2:].decode(encoding, errors="replace")
            return text, warning(name, 1, "not-utf8", "the file is UTF-16, not UTF-8", "Save it as UTF-8.")
    if b"\x00" in data:
        hint = "Name it in a .hashqignore file if it is no note."
        return None, error(name, 0, "binary", "the file holds binary data, not text", hint)
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as failed:
        at = failed.start
    above = data[:at]
    line = above.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    column = at - max(above.rfind(b"\n"), above.rfind(b"\r"))
    message = "the file is not UTF-8; it was read as Windows-1252"
    problem = warning(name, line, "not-utf8", message, "Save it as UTF-8.", column=column)
    return data.decode("cp1252", errors="replace"), problem
