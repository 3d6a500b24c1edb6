"""Which note a wiki link means, among the notes there are.

Pure: it is handed the notes' paths and aliases and opens no file, so a link never leads to anything but one of them.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import unquote as percent_decoded

from hashq.notes.inline import file_target

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENDINGS = (".md", ".markdown")


def note_title(path: str) -> str:
    """What a note is called: its file's name without the ending."""
    name = path.replace("\\", "/").rpartition("/")[2]
    ending = next((each for each in _ENDINGS if name.lower().endswith(each)), "")
    return name[: len(name) - len(ending)]


def heading_of(target: str) -> str:
    """What stands behind the ``#`` of a link; of a path through headings, the last one. Empty when there is none."""
    return percent_decoded(target.partition("#")[2].rpartition("#")[2]).strip()


class NoteNames:
    """The names and aliases of a library's notes."""

    def __init__(self, notes: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """``notes`` are absolute paths, each with the note's aliases."""
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        self._aliased: defaultdict[str, list[str]] = defaultdict(list)
        for path, aliases in notes:
            self._named[_folded(note_title(path))].append(path)
            for alias in aliases:
                self._aliased[_folded(alias)].append(path)

    def find(self, target: str, origin: str) -> str | None:
        """The path of the note that the one at ``origin`` calls ``target``; None when there is none.

        Of several with that name, the one that a ``./`` or ``../`` leads to from ``origin`` wins, then one whose path
        ends as written, then the one whose folder is nearest. ``#heading`` alone means ``origin`` itself.
        """
        written = file_target(target).replace("\\", "/").strip("/ ")
        if not written:
            return origin if target.strip().startswith("#") else None
        title = _folded(note_title(written))
        named = self._named.get(title)
        if not named:
            aliased = self._aliased.get(_folded(written))
            return min(aliased, key=lambda path: _distance(path, origin)) if aliased else None
        folder = posixpath.dirname(written)
        from_here = _led_to(folder, title, origin) if folder.startswith(".") else None
        ending = "/" + _folded(posixpath.normpath(posixpath.join(folder, title))).lstrip("./")

        def rank(path: str) -> tuple[bool, bool, tuple[int, str]]:
            stem = _stem(path)
            return stem != from_here, not stem.endswith(ending), _distance(path, origin)

        return min(named, key=rank)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _led_to(folder: str, title: str, origin: str) -> str:
    """The stem of the note ``title`` in ``folder``, as seen from the folder of ``origin``."""
    around = origin.replace("\\", "/").rpartition("/")[0]
    return _folded(posixpath.normpath(f"{around}/{folder}/{title}"))


def _stem(path: str) -> str:
    folder = path.replace("\\", "/").rpartition("/")[0]
    return _folded(f"{folder}/{note_title(path)}")


def _distance(path: str, origin: str) -> tuple[int, str]:
    """How many folders lie between the two notes; then by path, so that the answer is always the same."""
    one, other = path.split("/")[:-1], origin.split("/")[:-1]
    shared = sum(1 for _ in _while_same(one, other))
    return len(one) + len(other) - 2 * shared, path


def _while_same(one: list[str], other: list[str]) -> Iterable[str]:
    for left, right in zip(one, other, strict=False):
        if left != right:
            return
        yield left
