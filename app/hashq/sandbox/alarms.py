"""The alarms of a deployment group: which ring, which cannot be read, and whether that stands in a deployment's way.

Each alarm is known by a number, so that clearing one twice clears no other. Knows no clock and no deployment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.events import AlarmCleared, AlarmRaised
from hashq.sandbox.machine import ALARM_BEFORE, ALARM_RINGS, ALARM_UNREADABLE, ALARM_UNREADABLE_BEFORE

if TYPE_CHECKING:
    from hashq.sandbox.events import ErrorInformation, Unheeded
    from hashq.sandbox.model import DeploymentGroup

BY_HAND = -1
"""The number of the alarm a person sets off."""
_BARRIERS = {ALARM_RINGS: ALARM_BEFORE, ALARM_UNREADABLE: ALARM_UNREADABLE_BEFORE}


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
    def barrier(self) -> ErrorInformation | None:
        """Why no deployment may begin; None when no alarm stands in its way."""
        obstacle = self.obstacle
        return None if obstacle is None else _BARRIERS[obstacle]

    @property
    def obstacle(self) -> ErrorInformation | None:
        """Why a deployment must stop; None when no alarm stands in its way."""
        if self._group.alarms_ignored:
            return None
        if self._ringing:
            return ALARM_RINGS
        return ALARM_UNREADABLE if self._unreadable and not self._group.poll_failures_ignored else None

    def turn(
        self, at: int, number: int, *, on: bool, readable: bool = True, unheeded: Unheeded | None = None
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
        return AlarmRaised(at, readable, unheeded) if on else AlarmCleared(at, readable)

    def silence(self, at: int) -> AlarmCleared | None:
        """Every alarm that rings goes quiet; None when none rings."""
        if not self._ringing:
            return None
        self._ringing.clear()
        return AlarmCleared(at)
