"""Which source each file belongs to, when the folders a person names overlap.

Owns the rules of ownership: a file belongs to the innermost source around it; naming something inside a source reads it in
the name of that source. Pure: whether a path is a folder is told to it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from hashq.store.sources import SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Scan(NamedTuple):
    """One place to read."""

    path: str
    """Absolute: a source's root, or a file or folder inside a source."""
    source: str
    """Path of the source in whose name it is read."""
    is_file: bool


class ReadingPlan:
    """What an import reads, and how it changes the list of sources."""

    def __init__(
        self,
        scans: tuple[Scan, ...],
        sources: dict[str, SourceRow],
        saved: tuple[SourceRow, ...] = (),
        absorbed: tuple[tuple[SourceRow, str], ...] = (),
    ) -> None:
        """Plan to read ``scans``."""
        self.scans: Final = scans
        self.sources: Final = sources
        """Every source as it will be, forgotten ones included, by path."""
        self.saved: Final = saved
        """Sources that are new, changed or remembered again."""
        self.absorbed: Final = absorbed
        """Sources that disappear in the one around them, with its path."""
        self._owners: dict[str, SourceRow | None] = {}
        """The owner by folder, as found so far."""

    def owner(self, path: str) -> SourceRow | None:
        """The innermost source around the file at ``path``; None when there is none."""
        if path in self.sources:
            return self.sources[path]
        folder = os.path.dirname(path)  # noqa: PTH120 - paths are text here; Path costs far more
        if folder not in self._owners:
            self._owners[folder] = innermost(self.sources, folder)
        return self._owners[folder]


class Asked(NamedTuple):
    """A path the person named."""

    path: str
    """Absolute, links resolved."""
    is_file: bool
    kind: str = ""
    """``shipped`` for the decks that ship; empty: a file or a folder."""


def is_inside(path: str, folder: str) -> bool:
    """Whether ``path`` is ``folder`` or lies below it; both absolute."""
    return path == folder or path.startswith(below(folder))


def below(folder: str) -> str:
    """``folder`` with a closing separator: what the paths of everything in it begin with."""
    return folder if folder.endswith(os.sep) else folder + os.sep


def innermost(sources: dict[str, SourceRow], path: str) -> SourceRow | None:
    """The source whose root is the longest one around ``path``."""
    here = path
    while here not in sources:
        parent = os.path.dirname(here)  # noqa: PTH120 - paths are text here; Path costs far more
        if parent == here:
            return None
        here = parent
    return sources[here]


def everything(known: Iterable[SourceRow]) -> ReadingPlan:
    """Reads every source that is not forgotten."""
    sources = {source.path: source for source in known}
    return ReadingPlan(
        tuple(_scan_of(source) for source in sources.values() if not source.forgotten), sources
    )


def plan_reading(
    known: Iterable[SourceRow], asked: Sequence[Asked], deck: str | None, note_format: str | None
) -> ReadingPlan:
    """Reads what the person named. ``deck`` and ``note_format`` are wishes for it; None leaves what was."""
    sources = {source.path: source for source in known}
    saved: dict[str, SourceRow] = {}
    absorbed: list[tuple[SourceRow, str]] = []
    scans: dict[str, Scan] = {}
    own_wish = deck is not None or note_format is not None
    for one in sorted(asked, key=lambda one: len(one.path)):  # a folder before what lies in it
        around = innermost(sources, one.path)
        if around is not None and around.path == one.path and not own_wish:
            absorbed += _rejoin(sources, around)
            around = innermost(sources, one.path)
        if around is None or around.forgotten or (own_wish and around.path != one.path):
            absorbed += _absorb(sources, one.path)
        elif around.path != one.path:
            scans[one.path] = Scan(one.path, around.path, one.is_file)
            continue
        source = _wished(sources.get(one.path), one, deck, note_format)
        if source != sources.get(one.path):
            saved[one.path] = source
        sources[one.path] = source
        scans[one.path] = Scan(one.path, one.path, one.is_file)
    for source in sources.values():
        # Sources inside what was named are read too, each in its own name.
        if not source.forgotten and any(is_inside(source.path, path) for path in list(scans)):
            scans.setdefault(source.path, _scan_of(source))
    return ReadingPlan(tuple(scans.values()), sources, tuple(saved.values()), tuple(absorbed))


def _scan_of(source: SourceRow) -> Scan:
    return Scan(source.path, source.path, source.kind == "file")


def _wished(before: SourceRow | None, one: Asked, deck: str | None, note_format: str | None) -> SourceRow:
    kind = one.kind or ("file" if one.is_file else "folder")
    if before is None:
        return SourceRow(0, one.path, kind, deck, note_format, None, forgotten=False)
    kind = before.kind if before.kind == "shipped" else kind
    return before._replace(
        kind=kind, deck=deck or before.deck, format=note_format or before.format, forgotten=False
    )


def _rejoin(sources: dict[str, SourceRow], source: SourceRow) -> list[tuple[SourceRow, str]]:
    """A part of a source that was left out and is wanted again belongs to that source as before."""
    if not source.forgotten or source.deck or source.format:
        return []
    around = innermost(sources, os.path.dirname(source.path))  # noqa: PTH120 - as above
    if around is None or around.forgotten:
        return []
    del sources[source.path]
    return [(source, around.path)]


def _absorb(sources: dict[str, SourceRow], path: str) -> list[tuple[SourceRow, str]]:
    inside = [
        source
        for source in sources.values()
        if source.path != path
        and is_inside(source.path, path)
        and not (source.forgotten or source.deck or source.format or source.kind == "shipped")
    ]
    for source in inside:
        del sources[source.path]
    return [(source, path) for source in inside]
