"""The simulated driver: a virtual clock, agents that are arithmetic, and everything that happens, in order.

The same scenario, seed and actions give the same events. An action at time t changes nothing before t: it waits in the same
queue as everything else. Owns no rule of deployments; those are the machines'.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from heapq import heappop, heappush
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from hashq.sandbox import rollback
from hashq.sandbox.alarms import BY_HAND, Alarms
from hashq.sandbox.collector import uncollected
from hashq.sandbox.events import (
    Cause,
    Event,
    RequestRefused,
    RollbackImpossible,
    StopRequested,
    Unheeded,
)
from hashq.sandbox.fleet import initial_fleet
from hashq.sandbox.machine import BY_PERSON, ENDED, Machine, Report, Timer
from hashq.sandbox.model import (
    Creator,
    DeploymentStatus,
    Label,
    LifecycleErrorCode,
    LifecycleEventStatus,
    TargetStatus,
)
from hashq.sandbox.planning import Planner
from hashq.sandbox.scenario_model import Action, AlarmPeriod, Do, FollowUp, Scenario
from hashq.sandbox.simulated_agents import SimulatedAgents
from hashq.sandbox.streams import deployment_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hashq.sandbox.agent import Answer
    from hashq.sandbox.fleet import Host
    from hashq.sandbox.model import DeploymentGroup


class _Starts(NamedTuple):
    """An agent takes a command at its next poll."""

    target: str
    answer: Answer


class _Ends(NamedTuple):
    """A lifecycle event's end becomes known."""

    target: str
    report: Report


class _Wakes(NamedTuple):
    """A timer that a deployment asked for."""

    deployment: str
    timer: Timer


class _Rings(NamedTuple):
    """An alarm begins or ceases to ring, or to be unreadable."""

    number: int
    on: bool
    readable: bool


_Happening = _Starts | _Ends | _Wakes | _Rings | Action
_AGENT, _SERVICE, _ALARM, _PERSON = range(4)
"""What comes first within one millisecond: agents, then the service's own clocks, then alarms, then people."""


def simulate(
    scenario: Scenario, seed: int | None = None, actions: Iterable[Action] = ()
) -> tuple[Event, ...]:
    """Everything that happens when ``scenario`` runs to its end, in order of time.

    ``seed`` is the scenario's own when None; ``actions`` come on top of the scenario's.
    """
    chosen = scenario.seed if seed is None else seed
    simulation = Simulation(replace(scenario, seed=chosen, actions=(*scenario.actions, *actions)))
    with uncollected():
        return simulation.run()


class Simulation:
    """One run of one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        """Nothing has happened yet."""
        self._scenario = scenario
        self._fleet = initial_fleet(scenario.instances, scenario.last_successful)
        self._planner = Planner(scenario, self._fleet)
        self._agents = SimulatedAgents(scenario, self._fleet)
        self._events: list[Event] = []
        self._queue: list[tuple[int, int, int, _Happening]] = []
        self._sequence = 0
        self._due: dict[str, int] = {}
        self._machine: Machine | None = None
        self._ordinal = 0
        self._answered: set[str] = set()
        self._alarms = Alarms(scenario.group)
        self._rollback_asked: bool | None = None
        self._then: deque[FollowUp] = deque(scenario.then)

    def run(self) -> tuple[Event, ...]:
        """Run to the end."""
        for number, period in enumerate(self._scenario.alarms):
            self._push_alarm(number, period)
        for action in self._scenario.actions:
            self._push(action.at, _PERSON, action)
        self._create(0, FollowUp(self._scenario.revision))
        self._settle(0)
        queue = self._queue
        while queue:
            at, _, sequence, what = heappop(queue)
            self._happen(at, sequence, what)
            self._settle(at)
        return tuple(self._events)

    def _push(self, at: int, priority: int, what: _Happening) -> int:
        self._sequence += 1
        heappush(self._queue, (at, priority, self._sequence, what))
        return self._sequence

    def _push_alarm(self, number: int, period: AlarmPeriod) -> None:
        if period.until == period.at:
            return
        rings = _Rings(number, on=True, readable=period.readable)
        if period.at == 0:
            # It rings before the first deployment is created, so that it stands in its way.
            self._turn(0, rings)
        else:
            self._push(period.at, _ALARM, rings)
        if period.until is not None:
            self._push(period.until, _ALARM, rings._replace(on=False))

    def _happen(self, at: int, sequence: int, what: _Happening) -> None:
        if isinstance(what, _Ends):
            if self._due.get(what.target) == sequence:
                del self._due[what.target]
                self._running().ended(at, what.target, what.report)
        elif isinstance(what, _Starts):
            if self._due.get(what.target) == sequence:
                self._running().started(at, what.target)
                self._await_end(what.target, what.answer)
        elif isinstance(what, _Rings):
            self._ring(at, what)
        elif isinstance(what, Action):
            self._act(at, what)
        elif self._running().order.id == what.deployment:
            self._running().wake(at, what.timer)

    def _issue(self, at: int, machine: Machine) -> None:
        """Hand the machine's commands to the agents."""
        commands, machine.out.commands = machine.out.commands, []
        for command in commands:
            answer = self._agents.answer(machine.order, command, at)
            started, target = answer.started, command.target
            if started is not None and started > at:
                self._due[target] = self._push(started, _AGENT, _Starts(target, answer))
                continue
            if started is not None:
                machine.started(at, target)
            self._await_end(target, answer)

    def _await_end(self, target: str, answer: Answer) -> None:
        self._due[target] = self._push(answer.ended, _AGENT, _Ends(target, answer.report))

    def _running(self) -> Machine:
        if self._machine is None:
            raise RuntimeError("no deployment has been created yet")
        return self._machine

    # --- deployments, one after another

    def _settle(self, at: int) -> None:
        """Carry out what the machine wants; when it has ended, begin what follows."""
        while True:
            machine = self._running()
            while machine.out.commands:
                self._issue(at, machine)
            if machine.out.timers:
                self._set_timers(machine)
            if machine.status is DeploymentStatus.IN_PROGRESS or machine.status not in ENDED:
                return
            # What agents of a deployment that was cut short would still say concerns nobody.
            self._due.clear()
            if not self._follow(at):
                return

    def _set_timers(self, machine: Machine) -> None:
        for when, timer in machine.out.timers:
            self._push(when, _SERVICE, _Wakes(machine.order.id, timer))
        machine.out.timers.clear()

    def _follow(self, at: int) -> bool:
        """Begin the rollback of, or the next deployment after, one that ended; False when nothing follows."""
        ended = self._running()
        if ended.order.id not in self._answered:
            self._answered.add(ended.order.id)
            if self._begin_rollback(at, ended):
                return True
        if not self._then:
            return False
        self._create(at, self._then.popleft())
        return True

    def _begin_rollback(self, at: int, ended: Machine) -> bool:
        verdict = rollback.verdict(
            ended.order,
            rollback.trigger(ended.status, ended.error),
            asked=self._rollback_asked,
            attempted=ended.attempted,
            last_successful=self._fleet.last_successful,
        )
        self._rollback_asked = None
        if verdict is None:
            return False
        if verdict.revision is None:
            self._events.append(RollbackImpossible(at, ended.order.id, verdict.reason))
            return False
        self._create(at, FollowUp(verdict.revision, ended.order.configuration), rollback_of=ended.order.id)
        return True

    def _create(self, at: int, follow_up: FollowUp, rollback_of: str | None = None) -> None:
        self._ordinal += 1
        order = self._planner.order(
            deployment_id(self._scenario.seed, self._ordinal),
            follow_up,
            rollback_of=rollback_of,
            obstacle=self._alarms.barrier,
        )
        self._agents.meet(order)
        self._machine = self._planner.machine(order)
        self._machine.out.events = self._events
        self._machine.begin(at)

    # --- alarms and people

    def _turn(self, at: int, rings: _Rings) -> None:
        told = self._alarms.turn(
            at, rings.number, on=rings.on, readable=rings.readable, unheeded=self._unheeded(rings)
        )
        if told is not None:
            self._events.append(told)

    def _unheeded(self, rings: _Rings) -> Unheeded | None:
        return _unheeded(self._scenario.group, self._machine, readable=rings.readable)

    def _ring(self, at: int, rings: _Rings) -> None:
        self._turn(at, rings)
        obstacle = self._alarms.obstacle
        if rings.on and obstacle is not None and self._unheeded(rings) is None:
            self._running().stop(at, obstacle)

    def _act(self, at: int, action: Action) -> None:
        reason = self._PERFORM[action.do](self, at, action)
        if reason:
            self._events.append(RequestRefused(at, str(action.do), reason))

    def _stop(self, at: int, action: Action) -> str:
        if self._running().status in ENDED:
            return "no deployment is in progress"
        self._events.append(StopRequested(at, self._running().order.id))
        if action.rollback is not None:
            # Asking to stop once more, without a word on a rollback, takes no earlier word back.
            self._rollback_asked = action.rollback
        self._running().stop(at, BY_PERSON)
        return ""

    def _raise_alarm(self, at: int, action: Action) -> str:  # noqa: ARG002 - the table's signature
        if self._alarms.ringing:
            return "the alarm rings already"
        self._ring(at, _Rings(BY_HAND, on=True, readable=True))
        return ""

    def _clear_alarm(self, at: int, action: Action) -> str:  # noqa: ARG002 - the table's signature
        told = self._alarms.silence(at)
        if told is None:
            return "no alarm rings"
        self._events.append(told)
        return ""

    def _decide(self, at: int, action: Action) -> str:
        decided = self._running().decide(at, approve=action.do is Do.APPROVE)
        return "" if decided else "no reroute waits for approval"

    def _deploy(self, at: int, action: Action) -> str:
        if self._running().status not in ENDED:
            return "the group runs one deployment at a time, and one is in progress (DeploymentLimitExceededException)"
        revision = action.revision
        if revision is None:
            again = action.do is Do.REDEPLOY
            revision = self._fleet.last_successful if again else self._scenario.revision
        if revision is None:
            return rollback.NO_EARLIER_SUCCESS
        self._create(at, FollowUp(revision, action.configuration))
        return ""

    def _fail(self, at: int, action: Action) -> str:
        machine, target = self._running(), action.target or ""
        if machine.status in ENDED:
            return "no deployment is in progress"
        standing = machine.standing_of(target)
        if standing is TargetStatus.PENDING:
            event = action.event or (
                "BlockTraffic" if _leaves(self._fleet.hosts.get(target), machine) else None
            )
            self._agents.break_later(target, event, machine.order.revision)
            return ""
        if standing is not TargetStatus.IN_PROGRESS:
            return f"{target} has nothing in progress to fail"
        error = LifecycleErrorCode.SCRIPT_FAILED
        self._due.pop(target, None)
        machine.ended(at, target, Report(LifecycleEventStatus.FAILED, error, Cause.PERSON))
        return ""

    _PERFORM: ClassVar[dict[Do, Callable[[Simulation, int, Action], str]]] = {
        Do.STOP: _stop,
        Do.FAIL: _fail,
        Do.ALARM: _raise_alarm,
        Do.CLEAR: _clear_alarm,
        Do.APPROVE: _decide,
        Do.REJECT: _decide,
        Do.DEPLOY: _deploy,
        Do.REDEPLOY: _deploy,
    }
    """What each request does; the method answers with the reason when it is refused."""


def _leaves(host: Host | None, machine: Machine) -> bool:
    """Whether an instance's turn is to be taken out of traffic: an original's, and on the way back a replacement's."""
    back = machine.order.creator is Creator.ROLLBACK
    return host is not None and host.label is (Label.GREEN if back else Label.BLUE)


def _unheeded(group: DeploymentGroup, machine: Machine | None, *, readable: bool) -> Unheeded | None:
    """Why an alarm stops nothing now; None when it stops the deployment, or stands in the way of the first one."""
    if group.alarms_ignored:
        return Unheeded.OVERRIDDEN
    if not readable and group.poll_failures_ignored:
        return Unheeded.POLL_FAILURE
    if machine is None:
        return None
    if machine.status in ENDED:
        return Unheeded.IDLE
    return Unheeded.ROLLBACK if machine.order.creator is Creator.ROLLBACK else None
