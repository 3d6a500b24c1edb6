"""Tells a key that is held down from one that is pressed, by the rhythm of its repeats. A frozen value, no clock.

Terminals report no release of a key: a held key arrives again and again, 10 to 40 times a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.events import Event, Key

if TYPE_CHECKING:
    from collections.abc import Iterable

REPEAT = 0.14
"""Seconds; the same key after a shorter pause is the keyboard's own repeat, not a person's."""
RELEASE = 0.6
"""Seconds of silence after which a key that was repeating counts as released; bridges a terminal that stutters."""


class KeyPace(NamedTuple):
    """The last key and whether it is held."""

    key: str = ""
    at: float = float("-inf")
    """Seconds on a monotonic clock."""
    held: bool = False
    """Whether the last event was a repeat."""

    def after(self, key: str, at: float) -> KeyPace:
        """The pace once ``key`` arrived at ``at``. The same event met again, as it bubbles, changes nothing."""
        if key == self.key and at == self.at:
            return self
        pause = at - self.at
        limit = RELEASE if self.held else REPEAT
        return KeyPace(key, at, held=key == self.key and pause < limit)

    def before(self, waiting: Iterable[Key]) -> KeyPace:
        """The pace with what is known of the keys after it: a key whose repeats wait already is held."""
        later = self
        for key in waiting:
            later = later.after(key.key, key.time)
            if later.key != self.key:
                break
            if later.held:
                return self._replace(held=True)
        return self

    def after_event(self, event: Event) -> KeyPace:
        """The pace once ``event`` arrived; only keys on their first way through count."""
        return (
            self.after(event.key, event.time) if isinstance(event, Key) and not event.is_forwarded else self
        )
