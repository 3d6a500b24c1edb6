"""How many instances may be worked on at once, when to stop, and what counts as success: minimum healthy hosts at work.

Knows counts and the order of ids, and nothing of lifecycle events, time or scripts. With N instances and an effective minimum
of M, F failures so far leave ``N - M - F`` slots; once none is left and somebody still waits, the rollout halts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Section:
    """Instances that are worked on together: the whole fleet, or one Availability Zone."""

    name: str | None
    """The zone; None for the whole fleet."""
    targets: tuple[str, ...]
    minimum: int
    """Effective minimum of healthy hosts among these."""

    @property
    def spare(self) -> int:
        """How many of these may be out of service at once."""
        return len(self.targets) - self.minimum


class Rollout:
    """One pass over a fleet under a minimum of healthy hosts."""

    def __init__(self, sections: Sequence[Section], minimum: int) -> None:
        """Sections are worked through one after another; ``minimum`` holds for all of them together."""
        self._sections = tuple(section for section in sections if section.targets)
        self._at = 0
        self._next = 0
        self._section_failed = 0
        self.closed = False
        """Whether nobody is taken any more."""
        self.size = sum(len(section.targets) for section in self._sections)
        self.minimum = minimum
        self.failed = 0
        self.succeeded = 0
        self.in_flight = 0
        self.waiting = self.size

    @property
    def startable(self) -> bool:
        """Whether the minimum leaves any instance to work on, in the fleet and in each zone."""
        return self.minimum < self.size and all(section.spare > 0 for section in self._sections)

    @property
    def window(self) -> int:
        """How many instances may be worked on at once while none has failed: never more than a zone leaves room for."""
        widest = max((section.spare for section in self._sections), default=0)
        return max(0, min(self.size - self.minimum, widest))

    @property
    def section(self) -> Section:
        """The section that is worked on now."""
        return self._sections[self._at]

    @property
    def free_slots(self) -> int:
        """How many more instances may be taken out of service now."""
        fleet = self.size - self.minimum - self.failed - self.in_flight
        return max(0, min(fleet, self.section.spare - self._section_failed - self.in_flight))

    @property
    def exhausted(self) -> bool:
        """Whether failures used up every slot while somebody still waits: nothing may start any more."""
        return self.waiting > 0 and (self.failed >= self.size - self.minimum or self.section_exhausted)

    @property
    def section_exhausted(self) -> bool:
        """Whether the section's own minimum was reached while some of the section still wait."""
        left = len(self.section.targets) - self._next
        return left > 0 and self._section_failed >= self.section.spare

    @property
    def section_failed(self) -> int:
        """How many instances of the section failed."""
        return self._section_failed

    @property
    def cramped(self) -> Section | None:
        """The first zone whose own minimum leaves nobody to work on; None when every one has room."""
        return next((each for each in self._sections if each.name is not None and each.spare <= 0), None)

    @property
    def section_done(self) -> bool:
        """Whether every instance of the section ended."""
        return self.in_flight == 0 and self._next == len(self.section.targets)

    @property
    def finished(self) -> bool:
        """Whether nothing is in flight and nothing will start."""
        return self.in_flight == 0 and (self.waiting == 0 or self.closed)

    @property
    def satisfied(self) -> bool:
        """Whether the pass was a success: nobody was left out, and enough of them succeeded."""
        return self.waiting == 0 and self.succeeded >= max(1, self.minimum)

    def take(self) -> tuple[str, ...]:
        """The instances to start now; they are in flight from here on."""
        if self.closed:
            return ()
        taken = self.section.targets[self._next : self._next + self.free_slots]
        self._next += len(taken)
        self.in_flight += len(taken)
        self.waiting -= len(taken)
        return taken

    def report(self, *, succeeded: bool) -> None:
        """One instance in flight ended."""
        self.in_flight -= 1
        if succeeded:
            self.succeeded += 1
        else:
            self.failed += 1
            self._section_failed += 1

    def next_section(self) -> str | None:
        """Move to the next section and return its name; None when this was the last."""
        if self._at + 1 >= len(self._sections):
            return None
        self._at += 1
        self._next = 0
        self._section_failed = 0
        return self.section.name

    @property
    def has_next_section(self) -> bool:
        """Whether another section waits."""
        return self._at + 1 < len(self._sections)

    def close(self) -> tuple[str, ...]:
        """Take nobody any more; the ids that are left out."""
        self.closed = True
        rest = self.section.targets[self._next :]
        later = [target for section in self._sections[self._at + 1 :] for target in section.targets]
        return (*rest, *later)
