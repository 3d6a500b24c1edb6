"""One target in full, as lines: its health and revision, every lifecycle event with its scripts, and its agent.

Draws from a moment and decides nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hashq.plain_text import one_line
from hashq.sandbox.appspec import parse_appspec
from hashq.sandbox.events import Cause
from hashq.sandbox.lifecycle import RESERVED
from hashq.sandbox.model import SECOND, LifecycleEventStatus, Standing
from hashq.sandbox.narrate import clock, narrate
from hashq.tui.race.bodies import status_of
from hashq.tui.race.marks import TONES
from hashq.tui.text import padded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.sandbox.appspec_model import AppSpec
    from hashq.sandbox.events import LifecycleEventEnded
    from hashq.sandbox.snapshot import DeploymentState, TargetState
    from hashq.tui.race.ink import Line
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.moment import Moment

NAME_WIDTH = 22
EVENT_TONES: dict[LifecycleEventStatus, tuple[str, str]] = {
    LifecycleEventStatus.PENDING: ("waiting", "quiet"),
    LifecycleEventStatus.IN_PROGRESS: ("working", "lamp"),
    LifecycleEventStatus.SUCCEEDED: ("succeeded", "leaf"),
    LifecycleEventStatus.FAILED: ("failed", "ember"),
    LifecycleEventStatus.SKIPPED: ("skipped", "bloom"),
}
"""The mark (a field of :class:`Marks`) and tone of a lifecycle event."""
STANDINGS = {Standing.CURRENT: "current", Standing.OLD: "old", Standing.UNKNOWN: "unknown"}


def detail_lines(moment: Moment, target: str, marks: Marks) -> list[Line]:
    """Everything there is to see of a target at a moment."""
    return list(_detail(moment, target, marks))


def _detail(moment: Moment, target: str, marks: Marks) -> Iterator[Line]:
    world = moment.world
    status = status_of(world, target)
    tone = TONES[status]
    yield ((one_line(target), "bold strong"), (f"  {marks.of(status)} {status}", f"bold {tone}"))
    yield from _host(moment, target)
    deployment = next((each for each in reversed(world.deployments) if target in each.targets), None)
    if deployment is None:
        yield (("no deployment has begun", "quiet"),)
        return
    yield ()
    state = deployment.targets[target]
    appspec = _appspec(moment.timeline.scenario.appspec, str(moment.timeline.scenario.platform).lower())
    for name in state.lifecycle:
        yield from _event(state, name, deployment, appspec, marks)
    yield ()
    yield from _agent(moment, state)


def _host(moment: Moment, target: str) -> Iterator[Line]:
    host = moment.world.hosts.get(target)
    if host is None:
        return
    tone = "leaf" if host.health == "Healthy" else "ember"
    revision = one_line(host.revision or "nothing yet")
    yield ((str(host.health), tone), (f"  runs {revision} ({STANDINGS[host.standing]})", "text"))
    if host.installed is not None:
        yield ((f"its next ApplicationStop runs scripts of {one_line(host.installed)}", "quiet"),)
    if not host.in_group:
        yield (("outside the group", "quiet"),)


def _event(
    state: TargetState, name: str, deployment: DeploymentState, appspec: AppSpec | None, marks: Marks
) -> Iterator[Line]:
    status = state.event_status(name)
    mark, tone = EVENT_TONES[status]
    record = next((each for each in state.records if each.name == name), None)
    head = (f"{getattr(marks, mark)} ", f"bold {tone}")
    yield (
        head,
        (padded(name, NAME_WIDTH), "text"),
        (_when(state, name, record), "quiet"),
        (_whose(state, name, record), "ink"),
    )
    new_scripts = record is None or record.scripts_of == deployment.created.revision
    if appspec is not None and new_scripts and name not in RESERVED:
        for script in appspec.scripts(name):
            yield ((f"    {one_line(script.location)}", "bloom"),)
    if record is not None and record.status is LifecycleEventStatus.FAILED:
        yield ((f"    {record.error}: {one_line(narrate(record).sentence)}", "ember"),)


def _when(state: TargetState, name: str, record: LifecycleEventEnded | None) -> str:
    if record is not None and record.started is not None:
        return f"{clock(record.started)} {(record.at - record.started) / SECOND:>5g} s  "
    if state.running == name and state.running_since is not None:
        return f"{clock(state.running_since)}    …    "
    return " " * 14


def _whose(state: TargetState, name: str, record: LifecycleEventEnded | None) -> str:
    """Whose scripts run, or why none do."""
    if name in RESERVED:
        return "agent" if state.label is not None or len(state.lifecycle) > 3 else "service"
    if record is not None and record.cause is Cause.NO_OP:
        return "nothing to run"
    revision = (
        record.scripts_of if record is not None else state.scripts_of if state.running == name else None
    )
    return "" if revision is None else f"of {one_line(revision)}"


def _agent(moment: Moment, state: TargetState) -> Iterator[Line]:
    """What its agent asked for and answered so far."""
    if state.id not in moment.world.hosts:
        return
    taken = sum(record.started is not None for record in state.records) + (state.running is not None)
    no_ops = sum(record.cause is Cause.NO_OP for record in state.records)
    silent = [record for record in state.records if record.cause in {Cause.NOT_STARTED, Cause.NOT_FINISHED}]
    yield (
        ("agent ", "quiet"),
        (f"took {taken} commands, each asked for by a poll; {no_ops} had nothing to run", "text"),
    )
    if silent:
        yield (("agent ", "quiet"), ("not heard of: the service's own clock ended the event", "ember"))


@lru_cache(maxsize=8)
def _appspec(text: str | None, platform: str) -> AppSpec | None:
    return None if text is None or platform != "server" else parse_appspec(text).appspec
