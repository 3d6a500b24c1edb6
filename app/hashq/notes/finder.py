"""Finds the note files below a folder, in stable order.

Skips hidden folders (``.obsidian``, ``.git``, ``.trash``), Excalidraw drawings and what ``.gitignore`` and ``.hashqignore``
files name, as git reads them. Opens no note.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hashq.problems import Problem, error, warning

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_SUFFIXES = (".md", ".markdown")
_IGNORE_FILES = (".gitignore", ".hashqignore")
_LARGEST_IGNORE_FILE = 1024 * 1024


class FoundFile(NamedTuple):
    """A note file, as the folder lists it."""

    path: str
    """Absolute, as reached from the root; links in it are not resolved. Text, since a Path costs more than its stat."""
    size: int
    """Bytes."""
    mtime_ns: int
    """Time of the last change, in nanoseconds since 1970."""


class FoundFiles(NamedTuple):
    """The notes below one root."""

    files: tuple[FoundFile, ...]
    """By path."""
    problems: tuple[Problem, ...] = ()
    """What could not be looked into; ``source-missing`` alone when the root is not there."""


class _Ignored(NamedTuple):
    """One ignore file: patterns, and the folder they are relative to."""

    folder: str
    """Path below the root with ``/`` at its end; empty for the root itself."""
    patterns: GitIgnoreSpec


class _Walk:
    """What has been found so far."""

    def __init__(self) -> None:
        self.files: list[FoundFile] = []
        self.problems: list[Problem] = []
        self.seen: set[tuple[int, int]] = set()
        """Device and inode of each folder entered."""
        self.links: list[tuple[str, str, tuple[_Ignored, ...]]] = []
        """Linked folders, entered after all real ones: path, path below the root, ignore files."""


def find_notes(root: Path) -> FoundFiles:
    """The notes below ``root``, or ``root`` itself when it is a file, whatever its name."""
    top = os.path.abspath(os.fspath(root))  # noqa: PTH100 - Path.absolute keeps `..`
    try:
        found = os.stat(top)  # noqa: PTH116 - strings all the way: ten thousand files
    except (OSError, ValueError) as failed:
        return FoundFiles((), (_missing(top, failed),))
    if not stat.S_ISDIR(found.st_mode):
        return FoundFiles((FoundFile(top, found.st_size, found.st_mtime_ns),))
    walk = _Walk()
    pending: list[tuple[str, str, tuple[_Ignored, ...]]] = [(top, "", ())]
    while pending or walk.links:
        folder, below, ignored = pending.pop() if pending else walk.links.pop(0)
        pending.extend(_enter(walk, folder, below, ignored))
    files = sorted(walk.files, key=lambda file: file.path.split(os.sep))  # noqa: PTH206 - as above
    return FoundFiles(tuple(files), tuple(sorted(walk.problems, key=lambda problem: problem.path)))


def _missing(top: str, failed: OSError | ValueError) -> Problem:
    cause = getattr(failed, "strerror", None) or str(failed)
    hint = "Plug the drive in or mend the path; `hashq forget` leaves it out from now on."
    return warning(top, 0, "source-missing", f"the source is not there: {cause}", hint)


def _enter(
    walk: _Walk, folder: str, below: str, ignored: tuple[_Ignored, ...]
) -> list[tuple[str, str, tuple[_Ignored, ...]]]:
    """Lists one folder; gives back the folders in it."""
    try:
        itself = os.stat(folder)  # noqa: PTH116 - as above
        identity = (itself.st_dev, itself.st_ino)
        if identity in walk.seen:
            return []
        walk.seen.add(identity)
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as failed:
        walk.problems.append(_unreadable(folder, failed))
        return []
    ignored = (*ignored, *_ignore_files(walk, entries, below))
    folders: list[tuple[str, str, tuple[_Ignored, ...]]] = []
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        here = below + name
        note = name.lower().endswith(_SUFFIXES) and not name.lower().endswith(
            (".excalidraw.md", ".excalidraw")
        )
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if is_folder:
            if ignored and _is_ignored(here + "/", ignored):
                continue
            if entry.is_symlink():
                _link(walk, entry.path, here + "/", ignored)
            else:
                folders.append((entry.path, here + "/", ignored))
        elif note and not (ignored and _is_ignored(here, ignored)):
            _take(walk, entry)
    return folders[::-1]


def _link(walk: _Walk, path: str, below: str, ignored: tuple[_Ignored, ...]) -> None:
    real = os.path.realpath(path)
    holder = os.path.realpath(os.path.dirname(path))  # noqa: PTH120 - as above
    if holder == real or holder.startswith(real.rstrip(os.sep) + os.sep):
        hint = "Remove the link, or name it in a .hashqignore file."
        walk.problems.append(
            warning(path, 0, "symlink-loop", "this link leads back to a folder it is in", hint)
        )
        return
    walk.links.append((path, below, ignored))


def _take(walk: _Walk, entry: os.DirEntry[str]) -> None:
    try:
        found = entry.stat()
    except OSError as failed:
        walk.problems.append(_unreadable(entry.path, failed))
        return
    if not stat.S_ISREG(found.st_mode):
        hint = "Only files and folders are read."
        walk.problems.append(error(entry.path, 0, "unreadable", "this is no regular file", hint))
        return
    walk.files.append(FoundFile(entry.path, found.st_size, found.st_mtime_ns))


def _unreadable(path: str, failed: OSError) -> Problem:
    if isinstance(failed, OSError) and failed.errno in {40, 62}:
        return warning(path, 0, "symlink-loop", "this link leads back to itself", "Remove the link.")
    hint = "Check that it exists and that you may read it."
    return error(path, 0, "unreadable", f"this cannot be read: {failed.strerror or failed}", hint)


def _ignore_files(walk: _Walk, entries: list[os.DirEntry[str]], below: str) -> list[_Ignored]:
    by_name = {entry.name: entry for entry in entries if entry.name in _IGNORE_FILES}
    found = (_patterns(walk, by_name[name]) for name in _IGNORE_FILES if name in by_name)
    return [_Ignored(below, patterns) for patterns in found if patterns is not None]


def _patterns(walk: _Walk, entry: os.DirEntry[str]) -> GitIgnoreSpec | None:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only where a vault has such a file

    try:
        if not entry.is_file() or entry.stat().st_size > _LARGEST_IGNORE_FILE:
            return None
        text = Path(entry.path).read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as failed:
        walk.problems.append(_unreadable(entry.path, failed))
        return None
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            message = f"`{line.strip()}` is no pattern"
            hint = "Patterns are written as in git's own ignore files."
            walk.problems.append(warning(entry.path, number, "ignore-pattern", message, hint))
            continue
        lines.append(line)
    return GitIgnoreSpec.from_lines(lines)


def _is_ignored(path: str, ignored: tuple[_Ignored, ...]) -> bool:
    """Whether the last pattern that speaks of ``path`` leaves it out; a folder's path ends in ``/``."""
    for one in reversed(ignored):
        verdict = one.patterns.check_file(path.removeprefix(one.folder)).include
        if verdict is not None:
            return bool(verdict)
    return False
