"""The state machine of an in-place deployment: told the time and what agents report, it says what to start and what happened.

Owns the start check, the walk over the fleet, the stop and success rules, and stopping. Does no I/O, draws no lots, and knows
nothing of rollbacks, which are deployments of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.events import (
    DeploymentCreated,
    DeploymentEnded,
    DeploymentStarted,
    DeploymentStopping,
    ErrorInformation,
    RolloutHalted,
    TargetEnded,
    TargetGroup,
    TargetsSkipped,
    TargetStarted,
    ZoneFinished,
)
from hashq.sandbox.lifecycle import events_of
from hashq.sandbox.machine import INTERRUPTED, LONGEST_IN_PLACE, LifecycleWalks, Outbox, Progress, Timer
from hashq.sandbox.model import (
    ComputePlatform,
    Creator,
    DeploymentStatus,
    DeploymentType,
    ErrorCode,
    LoadBalancer,
    TargetStatus,
)
from hashq.sandbox.rollout import Rollout, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.sandbox.configurations import MinimumHealthyHosts, ZonalConfig
    from hashq.sandbox.fleet import Fleet
    from hashq.sandbox.machine import DeploymentOrder, Report


class InPlaceDeployment:
    """One in-place deployment from Created to its final status."""

    def __init__(self, order: DeploymentOrder, fleet: Fleet) -> None:
        """The order's configuration must have a minimum of healthy hosts; ``fleet`` is kept up to date."""
        if order.configuration.minimum is None:
            raise ValueError("an in-place deployment needs a minimum of healthy hosts")
        self.order = order
        self.out = Outbox()
        self.status = DeploymentStatus.CREATED
        self.error: ErrorInformation | None = None
        self.attempted = False
        self._standing = dict.fromkeys(order.targets, TargetStatus.PENDING)
        self._fleet = fleet
        self._lifecycle = events_of(
            ComputePlatform.SERVER,
            DeploymentType.IN_PLACE,
            balanced=order.group.load_balancer is not LoadBalancer.NONE,
        )
        self._zonal = _zonal_of(order)
        self._rollout = plan_rollout(order.targets, fleet, order.configuration.minimum, self._zonal)
        self._walks = LifecycleWalks(order, fleet, self.out)
        self._stopped_by: ErrorInformation | None = None
        self._halted = False
        self._zones_done = 0

    def begin(self, at: int) -> None:
        """Create the deployment, check that it may start, and start the first instances."""
        order, rollout = self.order, self._rollout
        self.out.events.append(
            DeploymentCreated(
                at,
                order.id,
                order.creator,
                order.revision,
                DeploymentType.IN_PLACE,
                order.configuration,
                (TargetGroup(None, self._lifecycle, order.targets),),
                rollout.minimum,
                rollout.window,
                order.rollback_of,
            )
        )
        refusal = order.refusal or start_refusal(rollout)
        if refusal is not None:
            self._skip(at, order.targets)
            self._end(at, refused_status(refusal), refusal)
            return
        self.attempted = True
        self.status = DeploymentStatus.IN_PROGRESS
        self.out.events.append(DeploymentStarted(at, order.id))
        self.out.timers.append((at + LONGEST_IN_PLACE, Timer.LIMIT))
        self._take(at)

    def started(self, at: int, target: str) -> None:
        """An instance's agent took its command."""
        self._walks.started(at, target)

    def ended(self, at: int, target: str, report: Report) -> None:
        """An instance's lifecycle event ended; when it was the last, the rules decide how to go on."""
        progress = self._walks.ended(at, target, report)
        if progress is Progress.CONTINUES:
            return
        self._target_ended(at, target, succeeded=progress is Progress.COMPLETED)
        self._go_on(at)

    def wake(self, at: int, timer: Timer) -> None:
        """A zone was watched long enough, so the next one begins; or the longest time is over."""
        if self.status is not DeploymentStatus.IN_PROGRESS:
            return
        if timer is Timer.LIMIT:
            self._run_out(at)
        elif timer is Timer.ZONE and not self._over:
            self._rollout.next_section()
            self._take(at)

    def stop(self, at: int, why: ErrorInformation) -> None:
        """Start nothing more; what is in flight finishes, then the deployment is Stopped."""
        if self.status is not DeploymentStatus.IN_PROGRESS or self._over:
            return
        self._stopped_by = why
        self.out.events.append(DeploymentStopping(at, self.order.id, why, self._rollout.in_flight))
        self._skip(at, self._rollout.close())
        self._go_on(at)

    def decide(self, at: int, *, approve: bool) -> bool:  # noqa: ARG002 - nothing is ever rerouted in place
        """Nothing waits for approval in place."""
        return False

    def standing_of(self, target: str) -> TargetStatus | None:
        """Whether the instance waits, is in flight or has ended; None when it is no target of this deployment."""
        return self._standing.get(target)

    @property
    def _over(self) -> bool:
        """Whether nothing more will be started: it was stopped from outside, or by its own failures."""
        return self._halted or self._stopped_by is not None

    def _target_ended(self, at: int, target: str, *, succeeded: bool) -> None:
        self._fleet.mark_attempted(target, self.order.revision, succeeded=succeeded)
        self._rollout.report(succeeded=succeeded)
        status = TargetStatus.SUCCEEDED if succeeded else TargetStatus.FAILED
        self._standing[target] = status
        self.out.events.append(TargetEnded(at, self.order.id, target, status))

    def _run_out(self, at: int) -> None:
        """The time is over: what is in flight is given up, the rest left out."""
        for target in self._walks.in_flight:
            self._walks.ended(at, target, INTERRUPTED)
            self._target_ended(at, target, succeeded=False)
        self._skip(at, self._rollout.close())
        self._end(at, DeploymentStatus.FAILED, RAN_OUT)

    def _take(self, at: int) -> None:
        for target in self._rollout.take():
            self._standing[target] = TargetStatus.IN_PROGRESS
            self.out.events.append(TargetStarted(at, self.order.id, target))
            self._walks.begin(target, self._lifecycle)

    def _go_on(self, at: int) -> None:
        rollout = self._rollout
        if not self._over and rollout.exhausted:
            self._halt(at)
        if rollout.finished:
            self._conclude(at)
        elif rollout.section_done and rollout.has_next_section:
            self._watch_zone(at)
        else:
            self._take(at)

    def _halt(self, at: int) -> None:
        rollout = self._rollout
        zone = rollout.section.name if rollout.section_exhausted else None
        minimum = rollout.section.minimum if zone else rollout.minimum
        size = len(rollout.section.targets) if zone else rollout.size
        failed = rollout.section_failed if zone else rollout.failed
        left_out = rollout.close()
        if not left_out:
            return
        self.out.events.append(RolloutHalted(at, self.order.id, failed, minimum, size, len(left_out), zone))
        self._skip(at, left_out)
        self._halted = True

    def _watch_zone(self, at: int) -> None:
        zonal = self._zonal
        if zonal is None:
            raise RuntimeError("only a zonal rollout has several sections")
        first = self._zones_done == 0 and zonal.first_zone_monitor is not None
        pause = zonal.first_zone_monitor if first and zonal.first_zone_monitor is not None else zonal.monitor
        self._zones_done += 1
        self.out.events.append(ZoneFinished(at, self.order.id, self._rollout.section.name or "", at + pause))
        self.out.timers.append((at + pause, Timer.ZONE))

    def _conclude(self, at: int) -> None:
        if self._stopped_by:
            self._end(at, DeploymentStatus.STOPPED, self._stopped_by)
        elif self._rollout.satisfied:
            self._fleet.settle_success(self.order.targets, self.order.revision)
            self._end(at, DeploymentStatus.SUCCEEDED, None)
        else:
            self._end(at, DeploymentStatus.FAILED, health_information(self._rollout))

    def _skip(self, at: int, targets: Iterable[str]) -> None:
        left_out = tuple(targets)
        self._standing.update(dict.fromkeys(left_out, TargetStatus.SKIPPED))
        if left_out:
            self.out.events.append(TargetsSkipped(at, self.order.id, left_out))

    def _end(self, at: int, status: DeploymentStatus, error: ErrorInformation | None) -> None:
        self.status = status
        self.error = error
        self.out.events.append(DeploymentEnded(at, self.order.id, status, error, self._halted))


RAN_OUT = ErrorInformation(
    ErrorCode.TIMEOUT,
    "The deployment was not done after 8 hours, the longest an in-place deployment may run.",
)
"""Said when an in-place deployment takes too long."""


def _zonal_of(order: DeploymentOrder) -> ZonalConfig | None:
    # A rollback ignores zones (user guide, zonal configuration).
    return None if order.creator is Creator.ROLLBACK else order.configuration.zonal


def plan_rollout(
    targets: tuple[str, ...], fleet: Fleet, minimum: MinimumHealthyHosts, zonal: ZonalConfig | None
) -> Rollout:
    """A pass over ``targets``, zone by zone (in the order of their names) where the configuration is zonal."""
    effective = minimum.effective(len(targets))
    if zonal is None:
        return Rollout([Section(None, targets, effective)], effective)
    by_zone: dict[str, list[str]] = {}
    for target in targets:
        by_zone.setdefault(fleet.hosts[target].zone, []).append(target)
    sections = [
        Section(zone, tuple(members), zonal.minimum.effective(len(members)))
        for zone, members in sorted(by_zone.items())
    ]
    return Rollout(sections, effective)


def refused_status(refusal: ErrorInformation) -> DeploymentStatus:
    """How a deployment ends that may not begin: an alarm stops it, everything else fails it."""
    return DeploymentStatus.STOPPED if refusal.code is ErrorCode.ALARM_ACTIVE else DeploymentStatus.FAILED


def start_refusal(rollout: Rollout) -> ErrorInformation | None:
    """Why a fleet cannot be deployed to at all; None when it can."""
    if rollout.size == 0:
        return ErrorInformation(
            ErrorCode.NO_INSTANCES,
            "The deployment group's tags match no instance, so there is nothing to deploy to.",
        )
    if rollout.startable:
        return None
    zone = None if rollout.minimum >= rollout.size else rollout.cramped
    minimum, size = (rollout.minimum, rollout.size) if zone is None else (zone.minimum, len(zone.targets))
    whose = "the group" if zone is None else f"zone {zone.name}"
    return ErrorInformation(
        ErrorCode.HEALTH_CONSTRAINTS_INVALID,
        f"The minimum of healthy hosts ({minimum}) leaves no instance to deploy to: {whose} has {size}.",
    )


def health_information(rollout: Rollout) -> ErrorInformation:
    """Why a rollout that came to its end was no success."""
    if not rollout.waiting:
        message = (
            f"{rollout.succeeded} of {rollout.size} succeeded, and at least {max(1, rollout.minimum)} had to."
        )
        return ErrorInformation(ErrorCode.HEALTH_CONSTRAINTS, message)
    whom = "the one that waits" if rollout.waiting == 1 else f"another of the {rollout.waiting} that wait"
    # Which minimum it was, the fleet's or a zone's, the halt has told.
    least = f"than {rollout.minimum} healthy" if rollout.section.name is None else "healthy than the minimum"
    return ErrorInformation(
        ErrorCode.HEALTH_CONSTRAINTS,
        f"{rollout.failed} of {rollout.size} failed; to take {whom} would leave fewer {least}.",
    )
