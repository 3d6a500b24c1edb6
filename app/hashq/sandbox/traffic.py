"""The state machine of a Lambda or ECS deployment: hooks before, traffic shifted step by step, hooks after.

One target: the function's alias, or the service's replacement task set. Done by the service itself, so that a stop takes effect
at once and in the middle of an event. A rollback points all traffic back in one step and runs no hooks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.deployment import refused_status
from hashq.sandbox.events import (
    DeploymentCreated,
    DeploymentEnded,
    DeploymentStarted,
    DeploymentStopping,
    ErrorInformation,
    InstancesReleased,
    OriginalsWait,
    RerouteAwaited,
    RerouteDecided,
    TargetEnded,
    TargetGroup,
    TargetReady,
    TargetsSkipped,
    TargetStarted,
    TrafficShifted,
)
from hashq.sandbox.lifecycle import ALLOW, ECS_BEFORE_READY, RESERVED
from hashq.sandbox.machine import BY_PERSON, LifecycleWalks, Outbox, Progress, Timer
from hashq.sandbox.model import (
    Approval,
    ComputePlatform,
    Creator,
    DeploymentStatus,
    DeploymentType,
    ErrorCode,
    Originals,
    TargetStatus,
)

if TYPE_CHECKING:
    from hashq.sandbox.fleet import Fleet
    from hashq.sandbox.machine import DeploymentOrder, Report

_ALL_AT_ONCE = ((0, 100),)


class ShiftDeployment:
    """One deployment that shifts traffic, from Created to its final status."""

    def __init__(self, order: DeploymentOrder, fleet: Fleet) -> None:
        """``fleet`` holds no host here, but the group's last successful revision."""
        self.order = order
        self.out = Outbox()
        self.status = DeploymentStatus.CREATED
        self.error: ErrorInformation | None = None
        self.attempted = False
        self._fleet = fleet
        self._target = order.targets[0]
        self._standing = TargetStatus.PENDING
        self._walks = LifecycleWalks(order, None, self.out)
        rolls_back = order.creator is Creator.ROLLBACK
        on_ecs = order.group.platform is ComputePlatform.ECS
        self._before_ready = ECS_BEFORE_READY if on_ecs and not rolls_back else ()
        self._reroute_events = ("AllowTraffic",) if rolls_back else ALLOW
        routing = order.configuration.routing
        self._shifts = _ALL_AT_ONCE if rolls_back or routing is None else routing.shifts()
        self._shift_began = 0
        self._shifts_done = 0
        self._rerouting = False
        self._waits_for: Timer | None = None

    def begin(self, at: int) -> None:
        """Create the deployment, check that it may start, and run the first hook."""
        order = self.order
        lifecycle = self._before_ready + self._reroute_events
        self.out.events.append(
            DeploymentCreated(
                at,
                order.id,
                order.creator,
                order.revision,
                DeploymentType.BLUE_GREEN,
                order.configuration,
                (TargetGroup(None, lifecycle, order.targets),),
                None,
                1,
                order.rollback_of,
            )
        )
        if order.refusal is not None:
            self._leave_out(at)
            self._end(at, refused_status(order.refusal), order.refusal)
            return
        self.attempted = True
        self.status = DeploymentStatus.IN_PROGRESS
        self._standing = TargetStatus.IN_PROGRESS
        self.out.events += [
            DeploymentStarted(at, order.id),
            TargetStarted(at, order.id, self._target),
        ]
        if self._before_ready:
            self._walks.begin(self._target, self._before_ready)
        else:
            self._reroute()

    def started(self, at: int, target: str) -> None:
        """The service began the current event; AllowTraffic shifts traffic while it lasts."""
        self._walks.started(at, target)
        if self._walks.current(target) == "AllowTraffic":
            self._shift_began = at
            self.out.timers.extend((at + after, Timer.SHIFT) for after, _ in self._shifts)

    def ended(self, at: int, target: str, report: Report) -> None:
        """The current event ended; when it was the last, the deployment goes on to its next stage."""
        event = self._walks.current(target)
        if event == "AllowTraffic" and report.error == "Success":
            self._shift_due(at)
        progress = self._walks.ended(at, target, report)
        if progress is Progress.FAILED:
            self._fail(at, event)
            return
        if event == "AllowTestTraffic":
            self.out.events.append(TrafficShifted(at, self.order.id, 100, self.order.revision, test=True))
        if progress is Progress.COMPLETED:
            self._stage_done(at)

    def wake(self, at: int, timer: Timer) -> None:
        """It is time for the next shift, or a wait is over."""
        if timer is Timer.SHIFT:
            if self._target in self._walks and self._walks.current(self._target) == "AllowTraffic":
                self._shift_due(at)
            return
        if timer is not self._waits_for:
            return
        self._waits_for = None
        if timer is Timer.APPROVAL:
            self.out.events.append(RerouteDecided(at, self.order.id, approved=False, by_person=False))
            self._leave_out(at)
            self._end(at, DeploymentStatus.STOPPED, NOT_APPROVED)
        elif timer is Timer.TERMINATION:
            self.out.events.append(InstancesReleased(at, self.order.id, (), terminated=True))
            self._succeed(at)

    def stop(self, at: int, why: ErrorInformation) -> None:
        """Stop at once, in the middle of whatever runs; traffic stays where it is."""
        if self.status not in {DeploymentStatus.IN_PROGRESS, DeploymentStatus.READY}:
            return
        self._waits_for = None
        self.out.events.append(DeploymentStopping(at, self.order.id, why, len(self._walks)))
        if self._target in self._walks:
            self._walks.abandon(at, self._target)
            self._target_ended(at, TargetStatus.FAILED)
        elif self._standing is TargetStatus.READY:
            self._leave_out(at)
        self._end(at, DeploymentStatus.STOPPED, why)

    def decide(self, at: int, *, approve: bool) -> bool:
        """A person approves or rejects the shift of production traffic."""
        if self._waits_for is not Timer.APPROVAL:
            return False
        self._waits_for = None
        self.out.events.append(RerouteDecided(at, self.order.id, approved=approve, by_person=True))
        if approve:
            self.status = DeploymentStatus.IN_PROGRESS
            self._reroute()
        else:
            self._leave_out(at)
            self._end(at, DeploymentStatus.STOPPED, BY_PERSON)
        return True

    def standing_of(self, target: str) -> TargetStatus | None:
        """Whether the target waits, is in flight or has ended; None for any other id."""
        return self._standing if target == self._target else None

    def _stage_done(self, at: int) -> None:
        options = self.order.group.blue_green
        if self._rerouting:
            self._target_ended(at, TargetStatus.SUCCEEDED)
            self._keep_originals(at)
            return
        self._standing = TargetStatus.READY
        self.out.events.append(TargetReady(at, self.order.id, self._target))
        if options.approval is Approval.CONTINUE:
            self._reroute()
            return
        until = at + options.approval_wait
        self.status = DeploymentStatus.READY
        self._waits_for = Timer.APPROVAL
        self.out.events.append(RerouteAwaited(at, self.order.id, until))
        self.out.timers.append((until, Timer.APPROVAL))

    def _reroute(self) -> None:
        self._rerouting = True
        self._standing = TargetStatus.IN_PROGRESS
        self._walks.begin(self._target, self._reroute_events)

    def _keep_originals(self, at: int) -> None:
        """On ECS the original task set stays for a while, so that a rollback is quick."""
        options = self.order.group.blue_green
        if not self._before_ready or options.originals is Originals.KEEP:
            self._succeed(at)
            return
        until = at + options.termination_wait
        self._waits_for = Timer.TERMINATION
        self.out.events.append(OriginalsWait(at, self.order.id, until))
        self.out.timers.append((until, Timer.TERMINATION))

    def _shift_due(self, at: int) -> None:
        """Move traffic by every step whose time has come."""
        while self._shifts_done < len(self._shifts):
            after, percent = self._shifts[self._shifts_done]
            if self._shift_began + after > at:
                return
            self._shifts_done += 1
            self.out.events.append(TrafficShifted(at, self.order.id, percent, self.order.revision))

    def _fail(self, at: int, event: str) -> None:
        self._target_ended(at, TargetStatus.FAILED)
        self._end(at, DeploymentStatus.FAILED, _event_failed(event, self.order.group.platform))

    def _target_ended(self, at: int, status: TargetStatus) -> None:
        self._standing = status
        self.out.events.append(TargetEnded(at, self.order.id, self._target, status))

    def _leave_out(self, at: int) -> None:
        self._standing = TargetStatus.SKIPPED
        self.out.events.append(TargetsSkipped(at, self.order.id, self.order.targets))

    def _succeed(self, at: int) -> None:
        self._fleet.settle_success((), self.order.revision)
        self._end(at, DeploymentStatus.SUCCEEDED, None)

    def _end(self, at: int, status: DeploymentStatus, error: ErrorInformation | None) -> None:
        self.status = status
        self.error = error
        self.out.events.append(DeploymentEnded(at, self.order.id, status, error))


NOT_APPROVED = ErrorInformation(
    ErrorCode.TIMEOUT, "Nobody approved the reroute in time, so the deployment was stopped."
)
"""Said when the wait for approval runs out."""


def _event_failed(event: str, platform: ComputePlatform) -> ErrorInformation:
    if event not in RESERVED:
        return ErrorInformation(
            ErrorCode.HOOK_EXECUTION_FAILURE, f"The hook of {event} did not report success."
        )
    if platform is ComputePlatform.ECS:
        return ErrorInformation(
            ErrorCode.ECS_UPDATE_ERROR, f"The service could not be updated during {event}."
        )
    return ErrorInformation(
        ErrorCode.INVALID_LAMBDA_CONFIGURATION, f"The function's alias could not be updated during {event}."
    )
