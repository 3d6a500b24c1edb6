"""The vault on disk: where its root is, and which pictures it holds.

Looks for pictures by name as Obsidian does. Never leaves the vault, never opens a file, never fetches anything.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from hashq.notes.inline import IMAGE_SUFFIXES

_MOST_ENTRIES = 200_000
"""Files and folders looked at before the search for pictures gives up: a vault is never that large."""


def vault_root(source: Path) -> Path:
    """The folder that holds ``.obsidian``, from ``source`` upwards; else ``source``, or its folder when it is a file."""
    top = Path(os.path.abspath(source))  # noqa: PTH100 - Path.absolute keeps `..`
    folder = top if top.is_dir() else top.parent
    return next((above for above in (folder, *folder.parents) if (above / ".obsidian").is_dir()), folder)


@dataclass(slots=True)
class VaultImages:
    """The pictures below one vault's root; the folders are listed when the first picture is not found beside its note."""

    root: Path
    """Absolute."""
    _by_name: dict[str, list[str]] | None = field(default=None, init=False, repr=False)
    """Paths by file name, folded; None until it is needed."""

    def find(self, target: str, note: str) -> str | None:
        """The picture ``target`` of the note at path ``note``: as a path, then by its name anywhere in the vault.

        Of several with the same name, one whose path ends as written wins, then one in the note's folder, then the
        nearest to the root.
        """
        written = target.replace("\\", "/").strip().lstrip("/")
        if not written or "\x00" in written or len(written) > 1_000:
            return None
        folder = os.path.dirname(note)  # noqa: PTH120 - strings all the way: each embed comes through here
        for base in (folder, str(self.root)):
            exact = os.path.normpath(os.path.join(base, written))  # noqa: PTH118 - as above
            if self._holds(exact) and os.path.isfile(exact):  # noqa: PTH113 - as above
                return exact
        candidates = self._names().get(_folded(written.rpartition("/")[2]), [])
        if not candidates:
            return None
        ending = "/" + _folded(os.path.normpath(written)).replace(os.sep, "/")
        return min(candidates, key=lambda path: _distance(path, ending, folder))

    def _holds(self, path: str) -> bool:
        # The note's path may have its links resolved, where the root's has not.
        roots = {str(self.root), os.path.realpath(self.root)}
        return any(path.startswith(root.rstrip(os.sep) + os.sep) for root in roots)

    def _names(self) -> dict[str, list[str]]:
        if self._by_name is None:
            self._by_name = _pictures(str(self.root))
        return self._by_name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _distance(path: str, ending: str, folder: str) -> tuple[bool, bool, int, str]:
    elsewhere = os.path.dirname(path) != folder  # noqa: PTH120 - as above
    return not _folded(path.replace(os.sep, "/")).endswith(ending), elsewhere, path.count(os.sep), path


def _pictures(root: str) -> dict[str, list[str]]:
    by_name: dict[str, list[str]] = {}
    pending, seen, looked_at = [root], set[str](), 0
    while pending and looked_at < _MOST_ENTRIES:
        folder = os.path.realpath(pending.pop())
        if folder in seen:
            continue
        seen.add(folder)
        try:
            with os.scandir(folder) as listing:
                entries = list(listing)
        except OSError:
            continue
        looked_at += len(entries)
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            elif os.path.splitext(entry.name)[1].lower() in IMAGE_SUFFIXES:  # noqa: PTH122 - as above
                by_name.setdefault(_folded(entry.name), []).append(entry.path)
    return by_name
