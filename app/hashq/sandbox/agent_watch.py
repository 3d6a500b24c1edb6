"""What the agent on one instance is doing at a moment, and how much of the service's patience is left.

Read from a snapshot and the scenario: polls are arithmetic, a command in hand is the target's lifecycle event. Owns no rule
and no words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from hashq.sandbox.events import Cause
from hashq.sandbox.machine import ENDED, EVENT_TIMEOUT, START_TIMEOUT
from hashq.sandbox.model import LifecycleEventStatus, TargetStatus
from hashq.sandbox.simulated_agents import agent_of, polling_of

if TYPE_CHECKING:
    from hashq.sandbox.model import Agent
    from hashq.sandbox.snapshot import Snapshot, TargetState
    from hashq.sandbox.timeline import Timeline


class Doing(Enum):
    """What an agent does."""

    IDLE = 1
    """It polls, and there is no command for it."""
    CALLED = 2
    """A command waits for its next poll."""
    WORKING = 3
    """It has taken a command and not yet reported its end."""


@dataclass(frozen=True, slots=True)
class AgentWatch:
    """An agent at a moment; times are milliseconds of simulated time."""

    doing: Doing
    since: int
    """When it began to do so."""
    event: str | None
    """The lifecycle event it was commanded; None while idle."""
    deadline: int | None
    """When the service gives the event up: five minutes to begin it, an hour to end it. None while idle."""
    polls: int
    """Polls that were answered since it began to do so, that first moment included."""
    failed_polls: int
    """Polls that failed since the beginning of everything."""
    next_poll: int | None
    """The next that succeeds; None when there will be none."""
    silent_since: int | None
    """From when it neither polls nor reports; None when it has not fallen silent yet."""
    signed: bool
    """False when it has no credentials: it polls, but the service never hears of it."""


def watch(timeline: Timeline, count: int, target: str, now: int) -> AgentWatch:
    """The agent of ``target`` after ``count`` events at ``now``, which lies between the last of them and the next."""
    scenario = timeline.scenario
    agent = agent_of(scenario, target)
    polling = polling_of(scenario, target, agent)
    doing, since, event = _task(timeline.at(count), target)
    if doing is Doing.IDLE:
        since = max(since, timeline.launch_of(target, now))
    deadline = {Doing.CALLED: since + START_TIMEOUT, Doing.WORKING: since + EVENT_TIMEOUT}.get(doing)
    heard = _until(agent, now)
    next_poll = polling.next_poll(now + 1)
    return AgentWatch(
        doing,
        since,
        event,
        deadline,
        max(0, polling.polls(heard) - polling.polls(since - 1)) if heard >= 0 else 0,
        polling.failed_polls(heard),
        next_poll if agent.answers_until is None or next_poll < agent.answers_until else None,
        agent.answers_until if agent.answers_until is not None and agent.answers_until <= now else None,
        signed=scenario.group.instance_profile or scenario.group.on_premises,
    )


def _until(agent: Agent, now: int) -> int:
    """The last moment up to ``now`` at which the agent still answered; -1 when there was none."""
    return now if agent.answers_until is None else min(now, agent.answers_until - 1)


def _task(snapshot: Snapshot, target: str) -> tuple[Doing, int, str | None]:
    """What the target's agent does, since when, and for which lifecycle event."""
    last = 0
    state = None
    for deployment in snapshot.deployments:
        if target in deployment.targets:
            state = deployment.targets[target]
            last = max([last, *(record.at for record in state.records)])
            if deployment.status in ENDED:
                state = None
    if state is None or state.status is not TargetStatus.IN_PROGRESS:
        return Doing.IDLE, last, None
    if state.running is not None and state.running_since is not None:
        return Doing.WORKING, state.running_since, state.running
    event = _next_event(state)
    return (Doing.IDLE if event is None else Doing.CALLED), max(last, state.started or 0), event


def _next_event(state: TargetState) -> str | None:
    """What it is commanded next; None when its way is over, which its last event says before the deployment does."""
    done = {record.name for record in state.records}
    if any(
        record.status is LifecycleEventStatus.FAILED and record.cause is not Cause.FORGIVEN
        for record in state.records
    ):
        return None
    return next((name for name in state.lifecycle if name not in done), None)
