"""Every event as one plain sentence, with the rule that caused it, so that a person knows why.

Tells only what the event itself says. Owns wording; the rules are in ``rules.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hashq.sandbox import events as happened
from hashq.sandbox import rules
from hashq.sandbox.events import Cause
from hashq.sandbox.lifecycle import IGNORABLE, RESERVED
from hashq.sandbox.machine import ALARM_RINGS, ALARM_UNREADABLE, BY_PERSON
from hashq.sandbox.model import (
    SECOND,
    Creator,
    DeploymentStatus,
    ErrorCode,
    LifecycleEventStatus,
    TargetStatus,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.sandbox.events import Event
    from hashq.sandbox.rules import Rule


@dataclass(frozen=True, slots=True)
class Narration:
    """One event, told."""

    sentence: str
    rule: Rule


def narrate(event: Event) -> Narration:
    """The event as a sentence, and the rule behind it."""
    return _TELL[type(event)](event)


def clock(time: int) -> str:
    """A simulated time as people read it: minutes and seconds, with hours when there are any."""
    minutes, seconds = divmod(time // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _created(event: happened.DeploymentCreated) -> Narration:
    size = len(event.groups[0].targets)
    name = event.configuration.short_name
    if event.creator is Creator.ROLLBACK:
        sentence = f"CodeDeploy creates {event.deployment} to roll {event.rollback_of} back: it deploys {event.revision} again."
        return Narration(sentence, rules.ROLLBACK)
    sentence = f"{event.deployment} is created: {event.revision} by {name}"
    if event.minimum is None:
        return Narration(f"{sentence}.", rules.SHIFT)
    what = f"{_count(size, 'instance')}, minimum healthy {event.minimum}, {event.window} at a time"
    return Narration(f"{sentence}, {what}.", rules.ORDER)


def _started(event: happened.DeploymentStarted) -> Narration:
    return Narration(f"{event.deployment} is in progress.", rules.STATUS)


def _ended(event: happened.DeploymentEnded) -> Narration:
    if event.error is None:
        return Narration(f"Succeeded at {clock(event.at)}.", rules.SUCCESS)
    sentence = f"{event.status} at {clock(event.at)} ({event.error.code}): {event.error.message}"
    if event.error.code is ErrorCode.TIMEOUT:
        approval = event.status is DeploymentStatus.STOPPED
        return Narration(sentence, rules.APPROVAL if approval else rules.LONGEST)
    return Narration(sentence, _END_RULES.get(event.error.code, rules.STATUS))


_END_RULES = {
    ErrorCode.HEALTH_CONSTRAINTS: rules.MIXED,
    ErrorCode.HEALTH_CONSTRAINTS_INVALID: rules.START,
    ErrorCode.ALARM_ACTIVE: rules.ALARM,
    ErrorCode.MANUAL_STOP: rules.MANUAL,
}


def _target_started(event: happened.TargetStarted) -> Narration:
    return Narration(f"{event.target} is taken.", rules.WINDOW)


def _target_ready(event: happened.TargetReady) -> Narration:
    return Narration(f"{event.target} is installed and ready for traffic.", rules.REPLACEMENTS)


def _target_ended(event: happened.TargetEnded) -> Narration:
    if event.status is TargetStatus.SUCCEEDED:
        return Narration(f"{event.target} succeeded.", rules.SUCCESS)
    return Narration(f"{event.target} failed.", rules.FAILED_FIRST)


def _skipped(event: happened.TargetsSkipped) -> Narration:
    if len(event.targets) == 1:
        return Narration(f"{event.targets[0]} is skipped.", rules.MIXED)
    first, last = event.targets[0], event.targets[-1]
    return Narration(f"{len(event.targets)} are skipped, {first} to {last}.", rules.MIXED)


def _event_started(event: happened.LifecycleEventStarted) -> Narration:
    if event.name in RESERVED:
        return Narration(f"{event.target} begins {event.name}.", rules.RESERVED)
    if event.scripts_of is None:
        return Narration(
            f"{event.target} begins {event.name}, with nothing installed to take scripts from.", rules.NO_OP
        )
    rule = rules.OLD_SCRIPTS if event.name in IGNORABLE else rules.NEW_SCRIPTS
    return Narration(f"{event.target} begins {event.name} with the scripts of {event.scripts_of}.", rule)


def _event_ended(event: happened.LifecycleEventEnded) -> Narration:
    where = f"{event.target} {event.name}"
    if event.status is LifecycleEventStatus.SUCCEEDED:
        if event.cause is Cause.NO_OP:
            return Narration(f"{event.target} has nothing to run for {event.name}.", rules.NO_OP)
        return Narration(f"{event.target} finished {event.name}.", rules.POLL)
    told: dict[Cause, tuple[str, Rule]] = {
        Cause.NOT_STARTED: (f"{where}: no agent took the command for five minutes.", rules.START_TIMEOUT),
        Cause.NOT_FINISHED: (f"{where}: nothing was heard of it for an hour.", rules.EVENT_TIMEOUT),
        Cause.INVALID_APPSPEC: (f"{where}: the appspec of the new bundle cannot be used.", rules.APPSPEC),
        Cause.INTERRUPTED: (f"{where} is cut short, because the deployment ends.", rules.STATUS),
    }
    if event.cause in told:
        return Narration(*told[event.cause])
    whose = f", a script of {event.scripts_of}" if event.scripts_of else ""
    if event.cause is Cause.FORGIVEN:
        sentence = f"{event.target} failed {event.name} ({event.error}{whose}), and goes on all the same."
        return Narration(sentence, rules.FORGIVEN)
    rule = rules.OLD_SCRIPTS if event.name in IGNORABLE else rules.FAIL_EVENT
    return Narration(f"{event.target} failed {event.name} ({event.error}{whose}).", rule)


def _halted(event: happened.RolloutHalted) -> Narration:
    healthy = event.size - event.failed
    zone = f" in zone {event.zone}" if event.zone else ""
    sentence = (
        f"{_count(event.failed, 'instance')} failed: at most {healthy} of {event.size}{zone} can still be healthy, and the "
        f"minimum is {event.minimum}. The deployment stops; {event.waiting} more will not be attempted."
    )
    return Narration(sentence, rules.STOP)


def _zone_finished(event: happened.ZoneFinished) -> Narration:
    return Narration(f"Zone {event.zone} is done; the next begins at {clock(event.next_at)}.", rules.ZONE)


def _stop_requested(event: happened.StopRequested) -> Narration:
    return Narration(f"A person asks to stop {event.deployment}.", rules.MANUAL)


def _alarm_raised(event: happened.AlarmRaised) -> Narration:
    if not event.readable:
        return Narration("The state of an alarm cannot be read.", rules.POLL_FAILURE)
    return Narration("An alarm goes off.", rules.ALARM)


def _alarm_cleared(event: happened.AlarmCleared) -> Narration:
    if not event.readable:
        return Narration("The state of every alarm can be read again.", rules.POLL_FAILURE)
    return Narration("The alarm is quiet again.", rules.ALARM)


def _stopping(event: happened.DeploymentStopping) -> Narration:
    why = _STOPS[event.why]
    return Narration(f"{event.deployment} stops, because {why}; {event.in_flight} in flight.", rules.FINISH)


_STOPS = {
    BY_PERSON: "a person asked for it",
    ALARM_RINGS: "an alarm is active",
    ALARM_UNREADABLE: "an alarm cannot be read",
}


def _launched(event: happened.ReplacementsLaunched) -> Narration:
    how = "launched" if event.copied else "found"
    return Narration(f"{_count(len(event.hosts), 'replacement instance')} {how}.", rules.REPLACEMENTS)


def _awaited(event: happened.RerouteAwaited) -> Narration:
    return Narration(f"Ready: the reroute waits for approval until {clock(event.until)}.", rules.APPROVAL)


def _decided(event: happened.RerouteDecided) -> Narration:
    if not event.by_person:
        return Narration("Nobody approved the reroute in time.", rules.APPROVAL)
    return Narration(f"A person {'approves' if event.approved else 'rejects'} the reroute.", rules.APPROVAL)


def _shifted(event: happened.TrafficShifted) -> Narration:
    if event.test:
        return Narration("Test traffic goes to the new task set.", rules.SHIFT)
    return Narration(f"{event.percent} % of the traffic goes to the deployed revision.", rules.SHIFT)


def _originals_wait(event: happened.OriginalsWait) -> Narration:
    return Narration(f"The originals stay until {clock(event.until)}.", rules.TERMINATION)


def _released(event: happened.InstancesReleased) -> Narration:
    what = _count(len(event.targets), "original instance") if event.targets else "the original task set"
    how = "terminated" if event.terminated else "kept running outside the group"
    return Narration(f"{what[0].upper()}{what[1:]} {how}.", rules.TERMINATION)


def _impossible(event: happened.RollbackImpossible) -> Narration:
    return Narration(f"No rollback: {event.reason}", rules.NO_ROLLBACK)


def _refused(event: happened.RequestRefused) -> Narration:
    return Narration(f"The request to {event.request} is refused: {event.reason}.", rules.ONE_AT_ONCE)


_TELL: dict[type, Callable[[Any], Narration]] = {
    happened.DeploymentCreated: _created,
    happened.DeploymentStarted: _started,
    happened.DeploymentEnded: _ended,
    happened.TargetStarted: _target_started,
    happened.TargetReady: _target_ready,
    happened.TargetEnded: _target_ended,
    happened.TargetsSkipped: _skipped,
    happened.LifecycleEventStarted: _event_started,
    happened.LifecycleEventEnded: _event_ended,
    happened.RolloutHalted: _halted,
    happened.ZoneFinished: _zone_finished,
    happened.StopRequested: _stop_requested,
    happened.AlarmRaised: _alarm_raised,
    happened.AlarmCleared: _alarm_cleared,
    happened.DeploymentStopping: _stopping,
    happened.ReplacementsLaunched: _launched,
    happened.RerouteAwaited: _awaited,
    happened.RerouteDecided: _decided,
    happened.TrafficShifted: _shifted,
    happened.OriginalsWait: _originals_wait,
    happened.InstancesReleased: _released,
    happened.RollbackImpossible: _impossible,
    happened.RequestRefused: _refused,
}
"""How each kind of event is told; a kind that is missing here is an error."""
