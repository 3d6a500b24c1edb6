"""The alarms of a deployment group: which ring, which cannot be read, and whether that stands in a deployment's way.

Each alarm is known by a number, so that clearing one twice clears no other. Knows no clock and no deployment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.events import AlarmCleared, AlarmRaised

if TYPE_CHECKING:
    from hashq.sandbox.model import DeploymentGroup

BY_HAND = -1
"""The number of the alarm a person sets off."""


class Alarms:
    """The alarms of one group at one moment."""

    def __init__(self, group: DeploymentGroup) -> None:
        """All are quiet. ``group`` says which of them matter."""
        self._group = group
        self._ringing: set[int] = set()
        self._unreadable: set[int] = set()

    @property
    def ringing(self) -> bool:
        """Whether any alarm rings."""
        return bool(self._ringing)

    @property
    def block(self) -> bool:
        """Whether a deployment must stop, or may not begin."""
        group = self._group
        if group.alarms_ignored:
            return False
        return bool(self._ringing) or (bool(self._unreadable) and not group.poll_failures_ignored)

    def turn(
        self, at: int, number: int, *, on: bool, readable: bool = True
    ) -> AlarmRaised | AlarmCleared | None:
        """One alarm begins or ceases to ring, or to be unreadable; what that is told as, None when nothing changes."""
        alarms = self._ringing if readable else self._unreadable
        before = bool(alarms)
        if on:
            alarms.add(number)
        else:
            alarms.discard(number)
        if bool(alarms) == before:
            return None
        return AlarmRaised(at, readable) if on else AlarmCleared(at, readable)

    def silence(self, at: int) -> AlarmCleared | None:
        """Every alarm that rings goes quiet; None when none rings."""
        if not self._ringing:
            return None
        self._ringing.clear()
        return AlarmCleared(at)
