"""Notes that change while the program runs: seen by size and time, read when nothing is being recalled.

Owns when files are looked at. A change is read once it has stood still from one look to the next, so that a file that is
still being written is left alone; what was read without effect is not read again until it changes once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.errors import HashqError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.study.services import Services
    from hashq.study.views import ImportReport

EVERY = 3.0
"""Seconds between two looks."""
READING_PLACES = frozenset({"home", "browse", "summary"})
"""Screens on which notes are read by themselves: those on which no card is being recalled or edited."""


class NoteWatch:
    """What was seen so far. Looks are taken in a thread, one at a time."""

    def __init__(self, open_services: Callable[[], Services]) -> None:
        """``open_services`` is called for each look, which belongs to its own thread."""
        self._open_services = open_services
        self._seen: tuple[str, ...] = ()
        self._read: tuple[str, ...] = ()

    def look(self) -> ImportReport | None:
        """What was read of the notes that changed; None when there was nothing to read, or it could not be."""
        try:
            services = self._open_services()
        except HashqError:
            return None  # it is told where something is asked of the library
        try:
            return self._take(services)
        except HashqError:
            return None
        finally:
            services.close()

    def _take(self, services: Services) -> ImportReport | None:
        changed = services.library.changed_notes()
        stands_still, self._seen = changed == self._seen, changed
        if not changed:
            self._read = ()
        if not changed or not stands_still or changed == self._read:
            return None
        self._read = changed
        return services.library.import_paths()
