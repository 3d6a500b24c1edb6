"""What both directions of blue/green share: targets of two fleets, their standing, and the shares of traffic.

Knows neither the way there (``blue_green.py``) nor the way back (``blue_green_rollback.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.events import (
    DeploymentCreated,
    DeploymentEnded,
    ErrorInformation,
    TargetEnded,
    TargetGroup,
    TargetsSkipped,
    TargetStarted,
    TrafficShifted,
)
from hashq.sandbox.machine import LifecycleWalks, Outbox
from hashq.sandbox.model import DeploymentStatus, DeploymentType, Label, TargetStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.sandbox.fleet import Fleet
    from hashq.sandbox.machine import DeploymentOrder


class TwoFleets:
    """What both directions share: targets of two fleets, their standing, and the shares of traffic."""

    def __init__(self, order: DeploymentOrder, fleet: Fleet) -> None:
        """``fleet`` is kept up to date."""
        self.order = order
        self.out = Outbox()
        self.status = DeploymentStatus.CREATED
        self.error: ErrorInformation | None = None
        self.attempted = False
        self._fleet = fleet
        self._walks = LifecycleWalks(order, fleet, self.out)
        self._standing: dict[str, TargetStatus] = {}
        self._stopped_by: ErrorInformation | None = None
        self._share = 0
        self._serving: set[str] | None = None
        """Who is in traffic; None until the share is told for the first time."""
        self._receivers: frozenset[str] = frozenset()
        self._own = 0
        """How many of the receivers are in traffic."""
        self._halted = False

    def started(self, at: int, target: str) -> None:
        """An instance's agent took its command."""
        self._walks.started(at, target)

    def standing_of(self, target: str) -> TargetStatus | None:
        """Whether the instance waits, is in flight or has ended; None when it is no target of this deployment."""
        return self._standing.get(target)

    def _create(self, at: int, groups: tuple[TargetGroup, ...], minimum: int | None, window: int) -> None:
        order = self.order
        for group in groups:
            self._standing.update(dict.fromkeys(group.targets, TargetStatus.PENDING))
        self._fleet.mark_labels(groups)
        self.out.events.append(
            DeploymentCreated(
                at,
                order.id,
                order.creator,
                order.revision,
                DeploymentType.BLUE_GREEN,
                order.configuration,
                groups,
                minimum,
                window,
                order.rollback_of,
            )
        )

    def _send(self, at: int, targets: Iterable[str], events: tuple[str, ...]) -> None:
        for target in targets:
            if self._standing[target] is TargetStatus.PENDING:
                self.out.events.append(TargetStarted(at, self.order.id, target))
            self._standing[target] = TargetStatus.IN_PROGRESS
            self._walks.begin(target, events)

    def _target_ended(self, at: int, target: str, *, succeeded: bool) -> None:
        status = TargetStatus.SUCCEEDED if succeeded else TargetStatus.FAILED
        self._standing[target] = status
        self.out.events.append(TargetEnded(at, self.order.id, target, status))

    def _tell_share(self, at: int, receivers: tuple[str, ...], moved: str = "") -> None:
        """Say how much traffic the receivers have, when it changed: every registered instance takes an equal part.

        Replacements that an earlier deployment left in traffic take theirs too. ``moved`` is who may just have come or gone.
        """
        if self._serving is None:
            self._serving, self._receivers = self._all_serving(), frozenset(receivers)
            self._own = len(self._serving & self._receivers)
        elif self._fleet.hosts[moved].in_service is not (moved in self._serving):
            self._serving ^= {moved}
            self._own += (moved in self._receivers) * (1 if moved in self._serving else -1)
        percent = round(100 * self._own / len(self._serving)) if self._serving else 0
        if percent != self._share:
            self._share = percent
            self.out.events.append(TrafficShifted(at, self.order.id, percent, self.order.revision))

    def _all_serving(self) -> set[str]:
        of_group = {*self._standing, *self.order.targets}
        return {
            host.id
            for host in self._fleet.hosts.values()
            if host.in_service and (host.label is Label.GREEN or host.id in of_group)
        }

    def _end(self, at: int, status: DeploymentStatus, error: ErrorInformation | None) -> None:
        left = tuple(
            target
            for target, standing in self._standing.items()
            if standing in {TargetStatus.PENDING, TargetStatus.READY}
        )
        if left:
            self._standing.update(dict.fromkeys(left, TargetStatus.SKIPPED))
            self.out.events.append(TargetsSkipped(at, self.order.id, left))
        self.status = status
        self.error = error
        self.out.events.append(DeploymentEnded(at, self.order.id, status, error, self._halted))
