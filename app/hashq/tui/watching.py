"""Notes that change while the program runs: seen by size and time, read when nothing is being recalled.

Owns when files are looked at. A change is read once it has stood still from one look to the next, so that a file that is
still being written is left alone; what was read without effect is not read again until it changes once more.
"""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from hashq.errors import HashqError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hashq.study.import_report import ImportReport
    from hashq.study.services import Services
    from hashq.study.surveying import ChangedNote

EVERY = 3.0
"""Seconds between two looks, at least."""
EASE = 50
"""A look is followed by so many times as long without one, so that a large vault costs a fiftieth of a core at most."""
RECALLING = frozenset({"review", "practice", "exam", "note_editor", "importing"})
"""Screens on which a card is recalled, a note edited or its reading decided: while one is open, also below others,
notes are looked at and not read by themselves."""


def may_read(places: Iterable[str]) -> bool:
    """Whether notes may be read at any moment while the screens of these names lie on one another."""
    return RECALLING.isdisjoint(places)


class NoteWatch:
    """What was seen so far. Looks are taken in threads, one at a time."""

    def __init__(self, open_services: Callable[[], Services]) -> None:
        """``open_services`` is called for each look, which belongs to its own thread."""
        self._open_services = open_services
        self._seen: tuple[ChangedNote, ...] = ()
        self._read: tuple[ChangedNote, ...] = ()
        self._looking = Lock()
        self._rests_until = 0.0
        self.waits = False
        """Whether notes changed, and stood still since, that were not read yet."""

    @property
    def rests(self) -> bool:
        """Whether the next look is not wanted yet, since the last one took long or goes on."""
        return self._looking.locked() or monotonic() < self._rests_until

    def look(self, *, reads: bool = True) -> ImportReport | None:
        """What was read of the notes that changed; None when there was nothing to read, or it could not be.

        Without ``reads`` it only finds out whether something :attr:`waits` to be read.
        """
        with self._looking:
            try:
                services = self._open_services()
                try:
                    return self._take(services, reads=reads)
                finally:
                    services.close()
            except HashqError:
                return None  # it is told where something is asked of the library

    def _look_at(self, services: Services) -> tuple[ChangedNote, ...]:
        """What changed; the next look waits by how long this one took, whatever reading takes afterwards."""
        begun = monotonic()
        try:
            return services.library.changed_notes()
        finally:
            self._rests_until = monotonic() + EASE * (monotonic() - begun)

    def _take(self, services: Services, *, reads: bool) -> ImportReport | None:
        changed = self._look_at(services)
        stands_still, self._seen = changed == self._seen, changed
        if not changed:
            self._read = ()
        self.waits = bool(changed) and stands_still and changed != self._read
        if not (self.waits and reads):
            return None
        self.waits, self._read = False, changed
        return services.library.import_paths()
