"""The agent of one instance in words: what it does, since when, and how long the service still waits; or the function's part.

Draws from a moment and decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.plain_text import one_line
from hashq.sandbox.agent_watch import Doing, watch
from hashq.sandbox.events import Cause
from hashq.sandbox.machine import EVENT_TIMEOUT
from hashq.sandbox.model import SECOND, LifecycleEventStatus
from hashq.sandbox.narrate import clock
from hashq.sandbox.simulated_agents import agent_of
from hashq.tui.race.hooks import BALANCERS, Stand
from hashq.tui.race.ink import hanging_lines
from hashq.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.sandbox.agent_watch import AgentWatch
    from hashq.tui.race.ink import Line
    from hashq.tui.race.moment import Moment
    from hashq.tui.text import Run

LEAD = "agent "
UNREPORTED = frozenset({Cause.NO_OP, Cause.NOT_STARTED, Cause.NOT_FINISHED, Cause.INTERRUPTED})
"""Ends of an event that no agent reports: there was nothing to do, or the service ended it."""


def agent_lines(
    moment: Moment, target: str, stand: Stand | None, width: int, *, brief: bool = False
) -> list[Line]:
    """What the agent does at the moment, or whose report the service waits for; ``brief`` leaves out what it did before."""
    if moment.shifts_traffic:
        return [] if stand is None else hanging_lines("hooks ", _function(moment, stand), width)
    if target not in moment.world.hosts:
        return hanging_lines(LEAD, (_without_instance(moment, target, stand), "quiet"), width)
    agent = watch(moment.timeline, moment.count, target, moment.now)
    lines = [line for part in _doing(agent, moment, target) for line in hanging_lines(LEAD, part, width)]
    taken = () if stand is None or brief else _taken(stand)
    return [*lines, *(line for part in taken for line in hanging_lines(LEAD, part, width))]


def _without_instance(moment: Moment, target: str, stand: Stand | None) -> str:
    """What is to be said of the agent of an instance that was terminated, or not launched so far."""
    if target in moment.timeline.at(0).hosts or (stand is not None and stand.state.records):
        return "is gone with its instance"
    over = stand is not None and stand.deployment.ended is not None
    return (
        "never was: its instance was not launched"
        if over
        else "is not there yet: its instance is to be launched"
    )


def _doing(agent: AgentWatch, moment: Moment, target: str) -> Iterator[Run]:
    left = "" if agent.deadline is None else _left(agent.deadline, moment.now)
    event = agent.event or ""
    if not agent.signed:
        yield "has no credentials: the service never hears of its polls", "ember"
    elif agent.silent_since is not None:
        stopped = agent_of(moment.timeline.scenario, target).machine_stopped
        what = "is stopped with its machine" if stopped else "neither polls nor reports"
        yield f"{what} since {clock(agent.silent_since)}", "ember"
    elif agent.failed_polls and not agent.polls and agent.next_poll is not None:
        tried = count(agent.failed_polls, "poll")
        yield f"backs off: {tried} failed, the first answered comes at {clock(agent.next_poll)}", "ember"
    if agent.doing is Doing.CALLED:
        yield f"{event} waits for a poll since {clock(agent.since)}; {left}", "lamp"
    elif agent.doing is Doing.WORKING and event in BALANCERS:
        yield f"{event} is the service's own work since {clock(agent.since)}; {left}", "lamp"
    elif agent.doing is Doing.WORKING:
        yield f"has {event} in hand since {clock(agent.since)}; {left}", "lamp"
    elif agent.polls:
        yield (
            f"idle since {clock(agent.since)}: {count(agent.polls, 'poll')}, one a second, and no command",
            "text",
        )


def _left(deadline: int, now: int) -> str:
    return f"the service gives up at {clock(deadline)}, in {max(0, deadline - now) // SECOND:,} s"


def _taken(stand: Stand) -> Iterator[Run]:
    """The commands of this deployment so far; what the service does itself is none."""
    hooks = [stand.hook(name) for name in stand.state.lifecycle]
    taken = [hook for hook in hooks if hook.by_agent and hook.began is not None]
    no_ops = sum(hook.no_op for hook in taken)
    if not taken:
        yield "took no command in this deployment", "quiet"
        return
    told = f"took {count(len(taken), 'command')} in this deployment, one for each event"
    yield told + (f"; {no_ops} with nothing to run" if no_ops else ""), "quiet"


def _function(moment: Moment, stand: Stand) -> Run:
    """Whose report the service waits for."""
    name = stand.state.running
    if name is None or stand.state.running_since is None:
        return "no report is waited for", "quiet"
    hook, since = stand.hook(name), stand.state.running_since
    if hook.reserved:
        return f"{name} is the service's own work since {clock(since)}", "lamp"
    who = f"the function {hook.function}" if hook.function else "its function"
    until = since + EVENT_TIMEOUT
    return (
        f"{who} was called at {clock(since)} and must report by {clock(until)}; {_left(until, moment.now)}",
        "lamp",
    )


def call_words(stand: Stand, name: str) -> list[str]:
    """What agent and service said to each other about one event, call by call."""
    hook = stand.hook(name)
    if hook.began is None:
        return []
    if not stand.on_server:
        return [] if hook.reserved or hook.no_op else [_report_words(hook.status, hook.function)]
    if not hook.by_agent:
        return []
    told = [f"PollHostCommand {clock(hook.began)}", "GetDeploymentSpecification"]
    told.append(f"PutHostCommandAcknowledgement, no-op: {'yes' if hook.no_op else 'no'}")
    if hook.record is not None and hook.record.cause not in UNREPORTED:
        told.append(f"PutHostCommandComplete {clock(hook.record.at)} {hook.record.status}")
    return told


def _report_words(status: LifecycleEventStatus, function: str) -> str:
    who = f"the function {one_line(function)}" if function else "the function"
    if status is LifecycleEventStatus.IN_PROGRESS:
        return f"{who} has not reported yet"
    return (
        f"{who} reported {status}"
        if status is LifecycleEventStatus.SUCCEEDED
        else f"{who} did not report Succeeded"
    )
