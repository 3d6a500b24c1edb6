"""The way back of blue/green on servers: the originals take traffic again, then the replacements lose it.

Does no I/O; knows nothing of when a rollback is due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.deployment import refused_status
from hashq.sandbox.events import (
    DeploymentStarted,
    DeploymentStopping,
    ErrorInformation,
    TargetGroup,
)
from hashq.sandbox.lifecycle import ALLOW, BLOCK
from hashq.sandbox.machine import ENDED, Progress, Timer
from hashq.sandbox.model import DeploymentStatus, ErrorCode, Label, TargetStatus
from hashq.sandbox.two_fleets import TwoFleets

if TYPE_CHECKING:
    from hashq.sandbox.fleet import Fleet
    from hashq.sandbox.machine import DeploymentOrder, Report

NOT_RETURNED = ErrorInformation(
    ErrorCode.HEALTH_CONSTRAINTS, "Traffic could not be returned to the original instances on every instance."
)
"""Said when a rollback of a blue/green deployment fails."""


class BlueGreenRollback(TwoFleets):
    """The way back: originals take traffic again, then the replacements lose it. No configuration slows it down."""

    def __init__(self, order: DeploymentOrder, fleet: Fleet) -> None:
        """The order's targets are the originals; whatever replacements run are found in the fleet."""
        super().__init__(order, fleet)
        hosts = fleet.hosts
        self._originals = tuple(target for target in order.targets if not hosts[target].in_service)
        self._all_green = tuple(
            host.id for host in hosts.values() if host.label is Label.GREEN and not host.in_group
        )
        self._green = tuple(target for target in self._all_green if hosts[target].in_service)
        self._failed = False

    def begin(self, at: int) -> None:
        """Create the rollback and send the originals back into traffic."""
        groups = (
            TargetGroup(Label.BLUE, ALLOW, self._originals),
            TargetGroup(Label.GREEN, BLOCK, self._green),
        )
        self._create(at, groups, None, len(self._originals))
        if self.order.refusal is not None:
            self._end(at, refused_status(self.order.refusal), self.order.refusal)
            return
        self.attempted = True
        self.status = DeploymentStatus.IN_PROGRESS
        self.out.events.append(DeploymentStarted(at, self.order.id))
        self._share = -1
        self._tell_share(at, self.order.targets)
        self._send(at, self._originals, ALLOW)
        self._go_on(at)

    def ended(self, at: int, target: str, report: Report) -> None:
        """An instance's lifecycle event ended."""
        event = self._walks.current(target)
        progress = self._walks.ended(at, target, report)
        if event in {"AllowTraffic", "BlockTraffic"}:
            self._tell_share(at, self.order.targets, target)
        if progress is Progress.CONTINUES:
            return
        succeeded = progress is Progress.COMPLETED
        self._failed = self._failed or not succeeded
        if target in self._originals:
            self._fleet.mark_attempted(target, self.order.revision, succeeded=succeeded)
        self._target_ended(at, target, succeeded=succeeded)
        self._go_on(at)

    def wake(self, at: int, timer: Timer) -> None:
        """A rollback waits for nothing."""

    def stop(self, at: int, why: ErrorInformation) -> None:
        """Block no further replacement; what is in flight finishes, then the rollback is Stopped."""
        if self.status in ENDED or self._stopped_by:
            return
        self._stopped_by = why
        self.out.events.append(DeploymentStopping(at, self.order.id, why, len(self._walks)))
        self._go_on(at)

    def decide(self, at: int, *, approve: bool) -> bool:  # noqa: ARG002 - the protocol's signature
        """A rollback asks nobody."""
        return False

    def _go_on(self, at: int) -> None:
        if len(self._walks):
            return
        waiting = [green for green in self._green if self._standing[green] is TargetStatus.PENDING]
        if self._stopped_by:
            self._end(at, DeploymentStatus.STOPPED, self._stopped_by)
        elif self._failed:
            self._end(at, DeploymentStatus.FAILED, NOT_RETURNED)
        elif waiting:
            self._send(at, waiting, BLOCK)
        else:
            self._end(at, DeploymentStatus.SUCCEEDED, None)
