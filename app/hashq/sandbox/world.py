"""The world as events made it: ``World.apply`` is the only fold there is.

Mutable inside, so that ten thousand instances stay cheap; what leaves it is a frozen snapshot. Knows no rule of deployments
beyond those of the fleet (``fleet.py``), and no future.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from hashq.sandbox import events as happened
from hashq.sandbox.fleet import Fleet, initial_fleet
from hashq.sandbox.model import (
    ComputePlatform,
    DeploymentStatus,
    Health,
    Label,
    LifecycleEventStatus,
    TargetStatus,
)
from hashq.sandbox.snapshot import DeploymentState, Snapshot, TargetState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hashq.sandbox.events import DeploymentCreated, ErrorInformation, Event
    from hashq.sandbox.fleet import Host
    from hashq.sandbox.scenario_model import Scenario


@dataclass(slots=True)
class _Deployment:
    created: DeploymentCreated
    targets: dict[str, TargetState]
    counts: dict[TargetStatus, int]
    healthy: int
    status: DeploymentStatus = DeploymentStatus.CREATED
    error: ErrorInformation | None = None
    started: int | None = None
    ended: int | None = None
    shifts: tuple[tuple[int, int], ...] = ()
    test_traffic: bool = False
    rolled_back_by: str | None = None
    rollback_message: str = ""
    waits_until: int | None = None

    def copy(self) -> _Deployment:
        return replace(self, targets=dict(self.targets), counts=dict(self.counts))

    def receives(self, target: TargetState) -> bool:
        """Whether the deployment brings its revision to this target, and does not take it out of service."""
        return target.label is self.created.groups[0].label

    def move(self, target: TargetState) -> None:
        before = self.targets[target.id].status
        if before is not target.status:
            self.counts[before] -= 1
            self.counts[target.status] += 1
        self.targets[target.id] = target

    def state(self) -> DeploymentState:
        return DeploymentState(
            self.created,
            self.status,
            self.error,
            self.started,
            self.ended,
            MappingProxyType(dict(self.targets)),
            MappingProxyType(dict(self.counts)),
            self.healthy,
            self.shifts,
            self.test_traffic,
            self.rolled_back_by,
            self.rollback_message,
            self.waits_until,
        )


@dataclass(slots=True)
class World:
    """Folds events, one by one, into what there is to see."""

    fleet: Fleet
    time: int = 0
    events: int = 0
    alarm: bool = False
    serving: tuple[tuple[str, int], ...] = ()
    _deployments: dict[str, _Deployment] = field(default_factory=dict)
    _finished: dict[str, DeploymentState] = field(default_factory=dict)

    def copy(self) -> World:
        """A world that can go its own way; deployments that ended are shared until something touches them."""
        deployments = {
            key: deployment.copy() if deployment.ended is None else deployment
            for key, deployment in self._deployments.items()
        }
        return World(
            self.fleet.copy(),
            self.time,
            self.events,
            self.alarm,
            self.serving,
            deployments,
            dict(self._finished),
        )

    def apply(self, event: Event) -> None:
        """Make the event part of the world. Events come in the order in which they happened."""
        self.time = event.at
        self.events += 1
        self._APPLY[type(event)](self, event)

    @property
    def healthy(self) -> int:
        """Healthy targets of the latest deployment; 0 before the first."""
        return next((each.healthy for each in reversed(self._deployments.values())), 0)

    def snapshot(self) -> Snapshot:
        """The world as it is now, frozen."""
        states = tuple(self._state(key, deployment) for key, deployment in self._deployments.items())
        return Snapshot(
            self.time,
            self.events,
            states,
            MappingProxyType(dict(self.fleet.hosts)),
            self.fleet.last_successful,
            self.serving,
            self.alarm,
        )

    def _state(self, key: str, deployment: _Deployment) -> DeploymentState:
        if deployment.ended is None:
            return deployment.state()
        if key not in self._finished:
            self._finished[key] = deployment.state()
        return self._finished[key]

    def _amend(self, key: str) -> _Deployment:
        """An ended deployment, about to learn what became of it: no longer shared with copies of this world."""
        self._finished.pop(key, None)
        self._deployments[key] = self._deployments[key].copy()
        return self._deployments[key]

    def _created(self, event: happened.DeploymentCreated) -> None:
        targets = {
            target: TargetState(target, group.label, group.lifecycle)
            for group in event.groups
            for target in group.targets
        }
        counts = dict.fromkeys(TargetStatus, 0)
        counts[TargetStatus.PENDING] = len(targets)
        self.fleet.mark_labels(event.groups)
        healthy = _healthy_before(event, self.fleet.hosts)
        self._deployments[event.deployment] = _Deployment(event, targets, counts, healthy)
        if event.rollback_of is not None:
            self._amend(event.rollback_of).rolled_back_by = event.deployment

    def _started(self, event: happened.DeploymentStarted) -> None:
        deployment = self._deployments[event.deployment]
        deployment.status = DeploymentStatus.IN_PROGRESS
        deployment.started = event.at

    def _ended(self, event: happened.DeploymentEnded) -> None:
        deployment = self._deployments[event.deployment]
        deployment.status = event.status
        deployment.error = event.error
        deployment.ended = event.at
        deployment.waits_until = None
        if event.status is DeploymentStatus.SUCCEEDED:
            receivers = deployment.created.groups[0].targets
            self.fleet.settle_success(
                [target for target in receivers if target in self.fleet.hosts], deployment.created.revision
            )

    def _rollback_impossible(self, event: happened.RollbackImpossible) -> None:
        self._amend(event.deployment).rollback_message = event.reason

    def _target_started(self, event: happened.TargetStarted) -> None:
        deployment = self._deployments[event.deployment]
        target = deployment.targets[event.target]
        host = self.fleet.hosts.get(event.target)
        if host is not None and host.health is Health.HEALTHY and deployment.receives(target):
            deployment.healthy -= 1
        deployment.move(
            TargetState(target.id, target.label, target.lifecycle, TargetStatus.IN_PROGRESS, event.at)
        )

    def _target_ready(self, event: happened.TargetReady) -> None:
        deployment = self._deployments[event.deployment]
        deployment.healthy += 1
        deployment.move(deployment.targets[event.target]._replace(status=TargetStatus.READY))

    def _target_ended(self, event: happened.TargetEnded) -> None:
        deployment = self._deployments[event.deployment]
        target = deployment.targets[event.target]
        succeeded = event.status is TargetStatus.SUCCEEDED
        receives = deployment.receives(target)
        if receives and succeeded:
            deployment.healthy += 1
        deployment.move(
            TargetState(
                target.id,
                target.label,
                target.lifecycle,
                event.status,
                target.started,
                event.at,
                None,
                None,
                None,
                target.records,
            )
        )
        if event.target in self.fleet.hosts and receives:
            self.fleet.mark_attempted(event.target, deployment.created.revision, succeeded=succeeded)

    def _targets_skipped(self, event: happened.TargetsSkipped) -> None:
        deployment = self._deployments[event.deployment]
        for target in event.targets:
            state = deployment.targets[target]
            deployment.healthy -= state.status is TargetStatus.READY
            deployment.move(state._replace(status=TargetStatus.SKIPPED, ended=event.at, running=None))

    def _event_started(self, event: happened.LifecycleEventStarted) -> None:
        deployment = self._deployments[event.deployment]
        targets = deployment.targets
        target = targets[event.target]
        if target.status is TargetStatus.READY:
            deployment.healthy -= 1
            deployment.move(target._replace(status=TargetStatus.IN_PROGRESS))
        targets[event.target] = TargetState(
            target.id,
            target.label,
            target.lifecycle,
            TargetStatus.IN_PROGRESS,
            target.started,
            None,
            event.name,
            event.at,
            event.scripts_of,
            target.records,
        )

    def _event_ended(self, event: happened.LifecycleEventEnded) -> None:
        deployment = self._deployments[event.deployment]
        target = deployment.targets[event.target]
        deployment.targets[event.target] = TargetState(
            target.id,
            target.label,
            target.lifecycle,
            target.status,
            target.started,
            None,
            None,
            None,
            None,
            (*target.records, event),
        )
        if event.status is LifecycleEventStatus.SUCCEEDED and event.target in self.fleet.hosts:
            self.fleet.note_event(event.target, event.name, deployment.created.revision)

    # --- traffic and the two fleets

    def _shifted(self, event: happened.TrafficShifted) -> None:
        deployment = self._deployments[event.deployment]
        if event.test:
            deployment.test_traffic = event.percent > 0
            return
        deployment.shifts = (*deployment.shifts, (event.at, event.percent))
        if not self.fleet.hosts:
            self.serving = _share(self.serving, event.revision, event.percent, self.fleet.last_successful)

    def _launched(self, event: happened.ReplacementsLaunched) -> None:
        self.fleet.add(event.hosts)

    def _reroute_awaited(self, event: happened.RerouteAwaited) -> None:
        deployment = self._deployments[event.deployment]
        deployment.status = DeploymentStatus.READY
        deployment.waits_until = event.until

    def _reroute_decided(self, event: happened.RerouteDecided) -> None:
        deployment = self._deployments[event.deployment]
        deployment.waits_until = None
        if event.approved:
            deployment.status = DeploymentStatus.IN_PROGRESS

    def _originals_wait(self, event: happened.OriginalsWait) -> None:
        self._deployments[event.deployment].waits_until = event.until

    def _instances_released(self, event: happened.InstancesReleased) -> None:
        self._deployments[event.deployment].waits_until = None
        self.fleet.release(event.targets, terminated=event.terminated)

    def _zone_finished(self, event: happened.ZoneFinished) -> None:
        self._deployments[event.deployment].waits_until = event.next_at

    def _alarm_turned(self, event: happened.AlarmRaised | happened.AlarmCleared) -> None:
        if event.readable:
            self.alarm = isinstance(event, happened.AlarmRaised)

    def _nothing(self, _event: Event) -> None:
        """The event tells a story but changes nothing."""

    _APPLY: ClassVar[dict[type, Callable[[World, Any], None]]] = {
        happened.DeploymentCreated: _created,
        happened.DeploymentStarted: _started,
        happened.DeploymentEnded: _ended,
        happened.TargetStarted: _target_started,
        happened.TargetReady: _target_ready,
        happened.TargetEnded: _target_ended,
        happened.TargetsSkipped: _targets_skipped,
        happened.LifecycleEventStarted: _event_started,
        happened.LifecycleEventEnded: _event_ended,
        happened.RolloutHalted: _nothing,
        happened.ZoneFinished: _zone_finished,
        happened.StopRequested: _nothing,
        happened.AlarmRaised: _alarm_turned,
        happened.AlarmCleared: _alarm_turned,
        happened.DeploymentStopping: _nothing,
        happened.ReplacementsLaunched: _launched,
        happened.RerouteAwaited: _reroute_awaited,
        happened.RerouteDecided: _reroute_decided,
        happened.TrafficShifted: _shifted,
        happened.OriginalsWait: _originals_wait,
        happened.InstancesReleased: _instances_released,
        happened.RollbackImpossible: _rollback_impossible,
        happened.RequestRefused: _nothing,
    }
    """How each kind of event changes the world; a kind that is missing here is an error."""


def _healthy_before(event: DeploymentCreated, hosts: Mapping[str, Host]) -> int:
    """Healthy receivers before anything is done; replacements are none, since they have yet to be launched."""
    receivers = event.groups[0]
    if receivers.label is Label.GREEN:
        return 0
    return sum(target in hosts and hosts[target].health is Health.HEALTHY for target in receivers.targets)


def _share(
    serving: tuple[tuple[str, int], ...], revision: str, percent: int, last_successful: str | None
) -> tuple[tuple[str, int], ...]:
    """Who serves how much once ``revision`` has ``percent``; the rest is with the last successful revision.

    What a deployment that was stopped in mid-shift left to its own revision goes as the next one begins to shift.
    """
    others = [name for name, _ in serving if name != revision]
    if percent >= 100 or not others:
        return ((revision, 100),)
    remains = next((name for name in others if name == last_successful), others[-1])
    rest = ((remains, 100 - percent),)
    return rest if percent <= 0 else (*rest, (revision, percent))


def first_world(scenario: Scenario) -> World:
    """The world before the first event of a scenario."""
    if scenario.platform is ComputePlatform.SERVER:
        return World(initial_fleet(scenario.instances, scenario.last_successful))
    serving = () if scenario.last_successful is None else ((scenario.last_successful, 100),)
    return World(Fleet({}, scenario.last_successful), serving=serving)
