"""The state machines of blue/green on servers: a second fleet is installed, traffic is rerouted, the first one released.

The configuration governs the replacements twice, for installing and for rerouting. Does no I/O; knows nothing of rollbacks,
which are deployments of their own (``blue_green_rollback.py``).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from hashq.sandbox.deployment import health_information, refused_status, start_refusal
from hashq.sandbox.events import (
    DeploymentStarted,
    DeploymentStopping,
    ErrorInformation,
    InstancesReleased,
    OriginalsWait,
    ReplacementsLaunched,
    RerouteAwaited,
    RerouteDecided,
    RolloutHalted,
    TargetGroup,
    TargetReady,
)
from hashq.sandbox.fleet import Host, replacements_of
from hashq.sandbox.lifecycle import ALLOW, BLOCK, IN_PLACE
from hashq.sandbox.machine import BY_PERSON, ENDED, NOT_DEREGISTERED, Progress, Timer
from hashq.sandbox.model import (
    SECOND,
    Approval,
    DeploymentStatus,
    Health,
    Label,
    Originals,
    Standing,
    TargetStatus,
)
from hashq.sandbox.rollout import Rollout, Section
from hashq.sandbox.traffic import NOT_APPROVED
from hashq.sandbox.two_fleets import TwoFleets

if TYPE_CHECKING:
    from hashq.sandbox.fleet import Fleet
    from hashq.sandbox.machine import DeploymentOrder, Report

LAUNCH_TIME = 60 * SECOND
"""How long new machines take to start; the service sets no such time."""


class _Stage(Enum):
    """Where a blue/green deployment is on its way."""

    LAUNCH = 1
    INSTALL = 2
    APPROVAL = 3
    REROUTE = 4
    BLOCK = 5
    TERMINATION = 6


class BlueGreenDeployment(TwoFleets):
    """One blue/green deployment from Created to its final status."""

    def __init__(self, order: DeploymentOrder, fleet: Fleet) -> None:
        """The order's targets are the originals; their replacements are launched by the deployment."""
        super().__init__(order, fleet)
        if order.configuration.minimum is None:
            raise ValueError("a blue/green deployment to servers needs a minimum of healthy hosts")
        self._minimum = order.configuration.minimum
        self._blue = order.targets
        # What an earlier deployment left idle outside the group makes room for its like.
        taken = (host.id for host in fleet.hosts.values() if host.in_group or host.in_service)
        names = replacements_of(order.targets, taken)
        self._green = tuple(names[original] for original in order.targets)
        self._rollout = self._pass_over(self._green)
        self._stage = _Stage.LAUNCH
        self._blocked_badly = False

    def begin(self, at: int) -> None:
        """Create the deployment, check that it may start, and launch the replacements."""
        groups = (
            TargetGroup(Label.GREEN, IN_PLACE + ALLOW, self._green),
            TargetGroup(Label.BLUE, BLOCK, self._blue),
        )
        rollout = self._rollout
        self._create(at, groups, rollout.minimum, rollout.window)
        refusal = self.order.refusal or start_refusal(rollout)
        if refusal is not None:
            self._end(at, refused_status(refusal), refusal)
            return
        self.attempted = True
        self.status = DeploymentStatus.IN_PROGRESS
        self.out.events.append(DeploymentStarted(at, self.order.id))
        wait = LAUNCH_TIME if self.order.group.blue_green.copy_group else 0
        self.out.timers.append((at + wait, Timer.LAUNCHED))

    def ended(self, at: int, target: str, report: Report) -> None:
        """An instance's lifecycle event ended; when it was the last of its stage, the rules decide how to go on."""
        event = self._walks.current(target)
        progress = self._walks.ended(at, target, report)
        if event in {"AllowTraffic", "BlockTraffic"}:
            self._tell_share(at, self._green, target)
        if progress is Progress.CONTINUES:
            return
        succeeded = progress is Progress.COMPLETED
        if self._stage is _Stage.BLOCK:
            self._original_ended(at, target, succeeded=succeeded)
            return
        self._rollout.report(succeeded=succeeded)
        if succeeded and self._stage is _Stage.INSTALL:
            self._standing[target] = TargetStatus.READY
            self.out.events.append(TargetReady(at, self.order.id, target))
        else:
            self._fleet.mark_attempted(target, self.order.revision, succeeded=succeeded)
            self._target_ended(at, target, succeeded=succeeded)
        self._go_on(at)

    def wake(self, at: int, timer: Timer) -> None:
        """The replacements run, or a wait is over."""
        if self.status in ENDED:
            return
        if timer is Timer.LAUNCHED and self._stage is _Stage.LAUNCH:
            self._install(at)
        elif timer is Timer.APPROVAL and self._stage is _Stage.APPROVAL:
            self.out.events.append(RerouteDecided(at, self.order.id, approved=False, by_person=False))
            self._end(at, DeploymentStatus.STOPPED, NOT_APPROVED)
        elif timer is Timer.TERMINATION and self._stage is _Stage.TERMINATION:
            self._release(at)

    def stop(self, at: int, why: ErrorInformation) -> None:
        """Start nothing more; what is in flight finishes, then the deployment is Stopped."""
        if self.status in ENDED or self._stopped_by:
            return
        self._stopped_by = why
        self.out.events.append(DeploymentStopping(at, self.order.id, why, len(self._walks)))
        self._rollout.close()
        if not len(self._walks):
            self._end(at, DeploymentStatus.STOPPED, why)

    def decide(self, at: int, *, approve: bool) -> bool:
        """A person approves or rejects the reroute."""
        if self._stage is not _Stage.APPROVAL or self.status in ENDED:
            return False
        self.out.events.append(RerouteDecided(at, self.order.id, approved=approve, by_person=True))
        if approve:
            self.status = DeploymentStatus.IN_PROGRESS
            self._reroute(at)
        else:
            self._end(at, DeploymentStatus.STOPPED, BY_PERSON)
        return True

    def _pass_over(self, targets: tuple[str, ...], most: int | None = None) -> Rollout:
        minimum = self._minimum.effective(len(targets))
        if most is not None:
            minimum = min(minimum, most)
        return Rollout([Section(None, targets, minimum)], minimum)

    def _install(self, at: int) -> None:
        self._stage = _Stage.INSTALL
        hosts = tuple(
            Host(
                green,
                None,
                Health.UNHEALTHY,
                Standing.UNKNOWN,
                None,
                self._fleet.hosts[blue].zone,
                Label.GREEN,
                in_group=False,
                in_service=False,
            )
            for blue, green in zip(self._blue, self._green, strict=True)
        )
        self._fleet.add(hosts)
        copied = self.order.group.blue_green.copy_group
        self.out.events.append(ReplacementsLaunched(at, self.order.id, copied, hosts))
        self._send(at, self._rollout.take(), IN_PLACE)

    def _go_on(self, at: int) -> None:
        rollout = self._rollout
        if self._stopped_by:
            if rollout.finished:
                self._end(at, DeploymentStatus.STOPPED, self._stopped_by)
            return
        if rollout.exhausted and not rollout.closed:
            self._halt(at)
        if not rollout.finished:
            self._send(at, rollout.take(), IN_PLACE if self._stage is _Stage.INSTALL else ALLOW)
        elif not rollout.satisfied:
            self._end(at, DeploymentStatus.FAILED, health_information(rollout))
        elif self._stage is _Stage.INSTALL:
            self._ready(at)
        else:
            self._stage = _Stage.BLOCK
            self._send(at, self._blue, BLOCK)

    def _halt(self, at: int) -> None:
        rollout = self._rollout
        left = rollout.close()
        self._halted = True
        self.out.events.append(
            RolloutHalted(at, self.order.id, rollout.failed, rollout.minimum, rollout.size, len(left))
        )

    def _ready(self, at: int) -> None:
        options = self.order.group.blue_green
        if options.approval is Approval.CONTINUE:
            self._reroute(at)
            return
        self._stage = _Stage.APPROVAL
        self.status = DeploymentStatus.READY
        until = at + options.approval_wait
        self.out.events.append(RerouteAwaited(at, self.order.id, until))
        self.out.timers.append((until, Timer.APPROVAL))

    def _reroute(self, at: int) -> None:
        self._stage = _Stage.REROUTE
        ready = tuple(green for green in self._green if self._standing[green] is TargetStatus.READY)
        # Replacements that failed to install were tolerated: at least one of the others must be able to move.
        self._rollout = self._pass_over(ready, len(ready) - 1)
        self._send(at, self._rollout.take(), ALLOW)

    def _original_ended(self, at: int, target: str, *, succeeded: bool) -> None:
        self._blocked_badly = self._blocked_badly or not succeeded
        self._target_ended(at, target, succeeded=succeeded)
        if len(self._walks):
            return
        if self._stopped_by:
            self._end(at, DeploymentStatus.STOPPED, self._stopped_by)
        elif self._blocked_badly:
            self._end(at, DeploymentStatus.FAILED, NOT_DEREGISTERED)
        else:
            self._keep_originals(at)

    def _keep_originals(self, at: int) -> None:
        self._stage = _Stage.TERMINATION
        options = self.order.group.blue_green
        if options.originals is Originals.KEEP:
            self._release(at)
            return
        until = at + options.termination_wait
        self.out.events.append(OriginalsWait(at, self.order.id, until))
        self.out.timers.append((until, Timer.TERMINATION))

    def _release(self, at: int) -> None:
        terminated = self.order.group.blue_green.originals is Originals.TERMINATE
        self._fleet.release(self._blue, terminated=terminated)
        self.out.events.append(InstancesReleased(at, self.order.id, self._blue, terminated))
        self._fleet.settle_success(self._green, self.order.revision)
        self._end(at, DeploymentStatus.SUCCEEDED, None)
