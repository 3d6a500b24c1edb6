"""The agents of a simulated fleet: how long each command takes and how it ends, from what the scenario says is broken.

Knows durations, failures and agents' behaviour; nothing of what a deployment makes of the answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.agent import POLL_INTERVAL, Answer, Polling, answer
from hashq.sandbox.bundle import bundle_of, given_up, turns
from hashq.sandbox.events import Cause
from hashq.sandbox.fleet import replacements_of
from hashq.sandbox.lifecycle import ALLOW, BLOCK, DURATIONS, IGNORABLE, NEEDS_BUNDLE, RESERVED
from hashq.sandbox.machine import DONE, EVENT_TIMEOUT, NOTHING_TO_DO, Report
from hashq.sandbox.model import (
    Agent,
    ComputePlatform,
    Creator,
    DeploymentType,
    LifecycleErrorCode,
    LifecycleEventStatus,
)
from hashq.sandbox.streams import draw

if TYPE_CHECKING:
    from hashq.sandbox.appspec_model import Script
    from hashq.sandbox.bundle import Bundle
    from hashq.sandbox.fleet import Fleet
    from hashq.sandbox.machine import Command, DeploymentOrder
    from hashq.sandbox.scenario_model import Failure, Scenario

_INVALID_APPSPEC = Report(
    LifecycleEventStatus.FAILED, LifecycleErrorCode.UNKNOWN_ERROR, Cause.INVALID_APPSPEC
)
_TIMED_OUT = Report(LifecycleEventStatus.FAILED, LifecycleErrorCode.SCRIPT_TIMED_OUT, Cause.BROKEN)
"""A script that was sound, but took longer than its appspec allows."""

_FOUND_AT_ITS_TURN = frozenset({LifecycleErrorCode.SCRIPT_MISSING, LifecycleErrorCode.SCRIPT_NOT_EXECUTABLE})
"""What is wrong with a script before it runs: the event ends when its turn comes."""
_RUNNING = Agent()
_NO_CREDENTIALS = Agent(answers_until=0)
"""An agent without an instance profile cannot sign its requests: the service never hears of it."""


class SimulatedAgents:
    """Answers commands for every target of one simulation."""

    def __init__(self, scenario: Scenario, fleet: Fleet) -> None:
        """``fleet`` tells which install a host has when an ordinal must find its instance."""
        self._seed = scenario.seed
        self._platform = scenario.platform
        self._jitter = scenario.jitter
        self._durations = DURATIONS | dict(scenario.durations)
        self._asked_for = frozenset(event for event, _ in scenario.durations)
        self._new_revision = scenario.revision
        self._scenario = scenario
        self._mirrored = scenario.platform is ComputePlatform.SERVER and (
            scenario.group.type is DeploymentType.BLUE_GREEN
        )
        self._fleet = fleet
        self._agents = {i.id: i.agent for i in scenario.instances}
        self._credentials = scenario.group.instance_profile or scenario.group.on_premises
        self._broken: dict[tuple[str, str], list[tuple[str, Report]]] = {}
        self._unbound: list[Failure] = []
        instances = [i.id for i in scenario.instances]
        self._twins = replacements_of(instances, instances)
        self._replacements = set(self._twins.values())
        self._pollings: dict[str, Polling] = {}
        self._ordinary = (
            self._platform is ComputePlatform.SERVER
            and self._credentials
            and not self._jitter
            and scenario.appspec is None
            and not scenario.appspecs
            and max(self._durations.values()) <= EVENT_TIMEOUT
        )
        """Whether every target that is not peculiar does its work alike: the short way for large fleets."""
        self._peculiar = {i.id for i in scenario.instances if i.agent != _RUNNING}
        for failure in scenario.failures:
            if failure.target is None:
                self._unbound.append(failure)
            else:
                self._break(failure.target, failure)

    def meet(self, order: DeploymentOrder) -> None:
        """A deployment begins: failures that name the K-th to be started find their instance, once."""
        still = []
        for failure in self._unbound:
            number = failure.ordinal or 0
            if number <= len(order.targets) and self._concerns(failure, order):
                self._break(order.targets[number - 1], failure)
            else:
                still.append(failure)
        self._unbound = still

    def break_later(self, target: str, event: str | None, revision: str) -> None:
        """A person broke ``revision`` on a target that has not been started yet."""
        name = event or self._usual_failure(revision)
        report = Report(LifecycleEventStatus.FAILED, _error_of(name, None), Cause.PERSON)
        self._note_broken(target, name, revision, report)

    def answer(self, order: DeploymentOrder, command: Command, at: int) -> Answer:
        """What will come of a command issued now."""
        target, event, scripts_of = command
        if self._ordinary and target not in self._peculiar and (scripts_of is not None or event in RESERVED):
            start = -(-at // POLL_INTERVAL) * POLL_INTERVAL
            return Answer(start, start + self._durations[event], DONE)
        report = self._report(order, command)
        duration = 0 if report.cause is Cause.NO_OP else self._duration(order, command, report)
        timeout = self._timeout(command)
        if timeout is not None and duration > timeout:
            # Only a duration somebody asked for may break a script; the usual ones are this program's own.
            duration = timeout
            report = _TIMED_OUT if report is DONE and event in self._asked_for else report
        if order.configuration.routing is not None and event == "AllowTraffic":
            # No agent is waited for: the service itself shifts, for as long as the configuration says.
            start = self._polling(target).next_poll(at)
            return Answer(start, start + duration, report)
        return answer(self._agent(command.target), self._polling(command.target), at, duration, report)

    def _concerns(self, failure: Failure, order: DeploymentOrder) -> bool:
        revision = failure.revision or self._new_revision
        if (failure.event or "") in IGNORABLE and self._platform is ComputePlatform.SERVER:
            return any(self._fleet.hosts[target].installed == revision for target in order.targets)
        return order.revision == revision

    def _break(self, target: str, failure: Failure) -> None:
        revision = failure.revision or self._new_revision
        name = failure.event or self._usual_failure(revision)
        error = _error_of(name, failure.error)
        report = Report(LifecycleEventStatus.FAILED, error, Cause.BROKEN, failure.output)
        self._note_broken(target, name, revision, report)

    def _usual_failure(self, revision: str) -> str:
        """Where ``revision`` fails when nobody says where."""
        return self._bundle(revision).weakest(self._platform)

    def _bundle(self, revision: str | None) -> Bundle:
        return bundle_of(self._scenario.appspec_of(revision), self._platform)

    def _note_broken(self, target: str, event: str, revision: str, report: Report) -> None:
        for stricken in self._stricken(target, event):
            self._peculiar.add(stricken)
            self._broken.setdefault((stricken, event), []).append((revision, report))

    def _stricken(self, target: str, event: str) -> tuple[str, ...]:
        """In blue/green only originals are blocked, and only replacements installed: the other fleet's twin is meant.

        Either may be let into traffic: a replacement by the deployment, its original by the rollback. The revision tells which.
        """
        if not self._mirrored or event in BLOCK or target in self._replacements:
            return (target,)
        twin = self._twins.get(target, target)
        return (target, twin) if event in ALLOW else (twin,)

    def _report(self, order: DeploymentOrder, command: Command) -> Report:
        reserved = command.event in RESERVED
        if command.scripts_of is None and not reserved:
            return NOTHING_TO_DO
        if command.event in NEEDS_BUNDLE and self._bundle(order.revision).error:
            return _INVALID_APPSPEC
        if self._absent(command):
            return NOTHING_TO_DO
        broken = self._broken.get((command.target, command.event))
        if broken is None:
            return DONE
        running = order.revision if reserved else command.scripts_of
        return next((report for revision, report in broken if revision == running), DONE)

    def _absent(self, command: Command) -> bool:
        """Whether the event's scripts come from a revision whose appspec has none for it."""
        return not self._bundle(command.scripts_of).runs(command.event)

    def _duration(self, order: DeploymentOrder, command: Command, report: Report) -> int:
        if report.error is LifecycleErrorCode.SCRIPT_TIMED_OUT:
            return EVENT_TIMEOUT
        scripts = self._scripts(command)
        if scripts and report.error in _FOUND_AT_ITS_TURN:
            return turns(scripts, self._shared(command.event))[-1]
        routing = order.configuration.routing
        if routing is not None and command.event == "AllowTraffic":
            return 0 if order.creator is Creator.ROLLBACK else routing.shifts()[-1][0]
        usual = self._durations[command.event]
        if not self._jitter:
            return usual
        lot = draw(self._seed, command.target, f"duration/{order.id}/{command.event}")
        return round(usual * (1 + self._jitter * (2 * lot - 1)))

    def _timeout(self, command: Command) -> int | None:
        """When the agent gives up the event's scripts; None where no script runs, or the service's own clock is faster."""
        if command.event in RESERVED or self._platform is not ComputePlatform.SERVER:
            return None
        scripts = self._scripts(command)
        timeout = given_up(scripts, self._shared(command.event)) if scripts else EVENT_TIMEOUT
        return timeout if timeout <= EVENT_TIMEOUT else None

    def _scripts(self, command: Command) -> tuple[Script, ...]:
        return () if command.event in RESERVED else self._bundle(command.scripts_of).scripts(command.event)

    def _shared(self, event: str) -> int:
        return usual_time(self._scenario, event)

    def _agent(self, target: str) -> Agent:
        return self._agents.get(target, _RUNNING) if self._credentials else _NO_CREDENTIALS

    def _polling(self, target: str) -> Polling:
        polling = self._pollings.get(target)
        if polling is None:
            polling = polling_of(self._scenario, target, self._agent(target))
            self._pollings[target] = polling
        return polling


def agent_of(scenario: Scenario, target: str) -> Agent:
    """How the agent on a target behaves; a replacement instance has one without a fault."""
    if not (scenario.group.instance_profile or scenario.group.on_premises):
        return _NO_CREDENTIALS
    return next((each.agent for each in scenario.instances if each.id == target), _RUNNING)


def polling_of(scenario: Scenario, target: str, agent: Agent) -> Polling:
    """When the agent on a target polls."""
    phase = int(draw(scenario.seed, target, "poll") * POLL_INTERVAL) if scenario.jitter else 0
    return Polling(phase, POLL_INTERVAL, agent.errors_until)


def usual_time(scenario: Scenario, event: str) -> int:
    """The time the scripts of an event share, milliseconds: the usual one, or the scenario's where it is shorter."""
    usual = DURATIONS[event]
    return min(usual, dict(scenario.durations).get(event, usual))


def _error_of(event: str, error: LifecycleErrorCode | None) -> LifecycleErrorCode:
    if error is not None:
        return error
    return LifecycleErrorCode.UNKNOWN_ERROR if event in RESERVED else LifecycleErrorCode.SCRIPT_FAILED
