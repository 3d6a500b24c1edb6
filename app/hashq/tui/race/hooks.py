"""Lifecycle events of one target as they stand: whose work each is, whose scripts run, and which one is worth looking at.

Read from a snapshot. Owns the words for whose an event is, and no line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.plain_text import one_line
from hashq.sandbox.events import Cause
from hashq.sandbox.lifecycle import IGNORABLE, RESERVED
from hashq.sandbox.model import ComputePlatform, LifecycleEventStatus
from hashq.sandbox.scripts_log import function_of, has_hook, listed_scripts

if TYPE_CHECKING:
    from hashq.sandbox.appspec_model import Script
    from hashq.sandbox.events import LifecycleEventEnded
    from hashq.sandbox.scripts_log import HookLog, LogLine
    from hashq.sandbox.snapshot import DeploymentState, TargetState
    from hashq.tui.race.moment import Moment

BALANCERS = frozenset({"BlockTraffic", "AllowTraffic", "AllowTestTraffic"})
"""Events that the service does with the load balancer, without the agent."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a target stands in the latest deployment that has it."""

    moment: Moment
    deployment: DeploymentState
    state: TargetState

    @property
    def on_server(self) -> bool:
        """Whether the target is an instance with an agent."""
        return not self.moment.shifts_traffic

    def hook(self, name: str) -> Hook:
        """One lifecycle event of the target."""
        record = next((each for each in self.state.records if each.name == name), None)
        return Hook(self, name, self.state.event_status(name), record)

    @property
    def present(self) -> str:
        """The event worth looking at when nobody chose one: what runs, what failed, what comes next, what was last."""
        state = self.state
        if state.running is not None:
            return state.running
        failed = (each.name for each in state.records if each.status is LifecycleEventStatus.FAILED)
        found = next((name for name in failed if state.ended is not None), None)
        if found is None and state.records:
            found = state.records[-1].name
        return found or state.lifecycle[0]


def stand_of(moment: Moment, target: str) -> Stand | None:
    """Where a target stands; None before any deployment has it."""
    for deployment in reversed(moment.world.deployments):
        if target in deployment.targets:
            return Stand(moment, deployment, deployment.targets[target])
    return None


@dataclass(frozen=True, slots=True)
class Hook:
    """One lifecycle event of a target at a moment."""

    stand: Stand
    name: str
    status: LifecycleEventStatus
    record: LifecycleEventEnded | None
    """How it ended; None while it has not."""

    @property
    def began(self) -> int | None:
        """When it was begun; None when it was not, or never taken up."""
        if self.record is not None:
            return self.record.started
        state = self.stand.state
        return state.running_since if state.running == self.name else None

    @property
    def reserved(self) -> bool:
        """Whether it is the agent's or the service's own."""
        return self.name in RESERVED

    @property
    def by_agent(self) -> bool:
        """Whether an agent is told to do it."""
        return self.stand.on_server and self.name not in BALANCERS

    @property
    def revision(self) -> str | None:
        """Whose scripts run, ran, or would run if the event began now; None when there are none to run."""
        if self.reserved:
            return None
        if self.record is not None:
            return self.record.scripts_of
        state = self.stand.state
        if state.running == self.name:
            return state.scripts_of
        host = self.stand.moment.world.hosts.get(state.id)
        if host is not None and self.name in IGNORABLE:
            return host.installed
        return self.stand.deployment.created.revision

    @property
    def scripts(self) -> tuple[Script, ...] | None:
        """What the appspec lists; None when there is no such appspec, or nothing to take a script from."""
        if self.revision is None:
            return None
        return listed_scripts(self.stand.moment.timeline.scenario, self.revision, self.name)

    @property
    def function(self) -> str:
        """On Lambda and ECS: the function the appspec names for it; empty when none is known."""
        scenario = self.stand.moment.timeline.scenario
        if scenario.platform is ComputePlatform.SERVER or self.revision is None:
            return ""
        return one_line(function_of(scenario, self.revision, self.name))

    @property
    def no_op(self) -> bool:
        """Whether there was, or will be, nothing to run."""
        if self.record is not None:
            return self.record.cause is Cause.NO_OP
        if self.reserved:
            return False
        scenario = self.stand.moment.timeline.scenario
        return self.revision is None or not has_hook(scenario, self.revision, self.name)

    @property
    def log(self) -> HookLog | None:
        """What its agent ever writes about it; None while it was not begun."""
        told = self.stand.moment.tracks.log(self.stand.state.id)
        deployment = self.stand.deployment.id
        return next((log for log in told if log.event == self.name and log.deployment == deployment), None)

    @property
    def written(self) -> tuple[LogLine, ...]:
        """What its agent wrote about it so far."""
        moment, log = self.stand.moment, self.log
        return () if log is None or self.began is None else log.written(moment.count, moment.now)

    @property
    def whose(self) -> str:
        """Whose it is in a word: a revision, the agent or the service."""
        if self.reserved:
            return "agent" if self.by_agent else "service"
        return "no-op" if self.no_op or self.revision is None else one_line(self.revision)
