"""Every event as one plain sentence, with the rule that caused it, so that a person knows why.

Tells only what the event itself says. Owns wording; the rules are in ``rules.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from hashq.sandbox import events as happened
from hashq.sandbox import rules
from hashq.sandbox.events import Cause, Unheeded
from hashq.sandbox.lifecycle import IGNORABLE, RESERVED
from hashq.sandbox.machine import (
    ALARM_BEFORE,
    ALARM_RINGS,
    ALARM_UNREADABLE,
    ALARM_UNREADABLE_BEFORE,
    BY_PERSON,
    NOT_DEREGISTERED,
)
from hashq.sandbox.model import (
    SECOND,
    ComputePlatform,
    Creator,
    DeploymentStatus,
    DeploymentType,
    ErrorCode,
    LifecycleEventStatus,
    TargetStatus,
)
from hashq.sandbox.rollback import NOTHING_ATTEMPTED
from hashq.sandbox.scenario_model import Do

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.sandbox.events import Event
    from hashq.sandbox.rules import Rule


@dataclass(frozen=True, slots=True)
class Narration:
    """One event, told."""

    sentence: str
    rule: Rule


def narrate(event: Event, platform: ComputePlatform = ComputePlatform.SERVER) -> Narration:
    """The event as a sentence, and the rule behind it; on Lambda and ECS there are no instances, agents or scripts."""
    if platform is not ComputePlatform.SERVER:
        shifted = _TELL_SHIFTED.get(type(event))
        if shifted is not None:
            return shifted(event)
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
    if event.creator is Creator.ROLLBACK and event.type is DeploymentType.BLUE_GREEN:
        sentence = f"CodeDeploy creates {event.deployment} to roll {event.rollback_of} back: traffic returns to {event.revision}."
        return Narration(sentence, rules.REROUTE_BACK)
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
    if event.halted and event.error.code is ErrorCode.HEALTH_CONSTRAINTS:
        return Narration(sentence, rules.STOP)
    special = next((rule for error, rule in _SPECIAL_ENDS if event.error == error), None)
    if special is not None:
        return Narration(sentence, special)
    return Narration(sentence, _END_RULES.get(event.error.code, rules.STATUS))


_SPECIAL_ENDS = (
    (ALARM_BEFORE, rules.ALARM_BLOCKS),
    (ALARM_UNREADABLE, rules.POLL_FAILURE),
    (ALARM_UNREADABLE_BEFORE, rules.POLL_FAILURE),
    (NOT_DEREGISTERED, rules.DEREGISTER),
)
_END_RULES = {
    ErrorCode.HEALTH_CONSTRAINTS: rules.SUCCESS,
    ErrorCode.HEALTH_CONSTRAINTS_INVALID: rules.START,
    ErrorCode.ALARM_ACTIVE: rules.ALARM,
    ErrorCode.MANUAL_STOP: rules.MANUAL,
    ErrorCode.NO_INSTANCES: rules.TAGS,
    ErrorCode.IAM_ROLE_MISSING: rules.ROLE,
    ErrorCode.HOOK_EXECUTION_FAILURE: rules.HOOK_FAILED,
    ErrorCode.ECS_UPDATE_ERROR: rules.HOOK_FAILED,
    ErrorCode.INVALID_LAMBDA_CONFIGURATION: rules.HOOK_FAILED,
    ErrorCode.INVALID_REVISION: rules.APPSPEC_FIRST,
}


def _target_started(event: happened.TargetStarted, rule: Rule = rules.WINDOW) -> Narration:
    return Narration(f"{event.target} is taken.", rule)


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
    what = "An alarm goes off" if event.readable else "The state of an alarm cannot be read"
    if event.unheeded is not None:
        why, rule = _UNHEEDED[event.unheeded]
        return Narration(f"{what}; {why}.", rule)
    return Narration(f"{what}.", rules.ALARM if event.readable else rules.POLL_FAILURE)


_UNHEEDED: dict[Unheeded, tuple[str, Rule]] = {
    Unheeded.OVERRIDDEN: ("alarms are not polled here, so it stops nothing", rules.OVERRIDE),
    Unheeded.POLL_FAILURE: ("that is ignored here, so it stops nothing", rules.POLL_FAILURE),
    Unheeded.ROLLBACK: ("a rollback goes on all the same", rules.ALARM_IN_ROLLBACK),
    Unheeded.IDLE: ("no deployment is in progress to be stopped", rules.ALARM_BLOCKS),
}


def _alarm_cleared(event: happened.AlarmCleared) -> Narration:
    if not event.readable:
        return Narration("The state of every alarm can be read again.", rules.POLL_FAILURE)
    return Narration("The alarm is quiet again.", rules.ALARM_BLOCKS)


def _stopping(event: happened.DeploymentStopping) -> Narration:
    flying = "nothing is in flight"
    if event.in_flight:
        finish = "finishes its work" if event.in_flight == 1 else "finish their work"
        flying = f"{_count(event.in_flight, 'instance')} in flight {finish}"
    return Narration(f"{event.deployment} stops, because {_STOPS[event.why]}; {flying}.", rules.FINISH)


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


def _shifted(event: happened.TrafficShifted, rule: Rule = rules.SERVED) -> Narration:
    if event.test:
        return Narration("Test traffic goes to the new task set.", rules.TEST_TRAFFIC)
    return Narration(f"{event.percent} % of the traffic goes to {event.revision}.", rule)


def _originals_wait(event: happened.OriginalsWait) -> Narration:
    return Narration(f"The originals stay until {clock(event.until)}.", rules.TERMINATION)


def _released(event: happened.InstancesReleased) -> Narration:
    what = _count(len(event.targets), "original instance") if event.targets else "the original task set"
    how = "terminated" if event.terminated else "kept running outside the group"
    return Narration(f"{what[0].upper()}{what[1:]} {how}.", rules.TERMINATION)


def _impossible(event: happened.RollbackImpossible) -> Narration:
    untouched = event.reason == NOTHING_ATTEMPTED
    return Narration(f"No rollback: {event.reason}", rules.UNTOUCHED if untouched else rules.NO_ROLLBACK)


def _refused(event: happened.RequestRefused) -> Narration:
    return Narration(
        f"The request to {event.request} is refused: {event.reason}.", _REFUSED[Do(event.request)]
    )


_REFUSED: dict[Do, Rule] = {
    Do.STOP: rules.IN_PROGRESS_ONLY,
    Do.FAIL: rules.FAILS_AT_WORK,
    Do.ALARM: rules.ALARM_BLOCKS,
    Do.CLEAR: rules.ALARM_BLOCKS,
    Do.APPROVE: rules.APPROVAL,
    Do.REJECT: rules.APPROVAL,
    Do.DEPLOY: rules.ONE_AT_ONCE,
    Do.REDEPLOY: rules.ONE_AT_ONCE,
}


# --- Lambda and ECS: the service does the work itself, on one target


def _shift_target_ended(event: happened.TargetEnded) -> Narration:
    how, rule = (
        ("succeeded", rules.SHIFT_TARGET)
        if event.status is TargetStatus.SUCCEEDED
        else ("failed", rules.HOOK_FAILED)
    )
    return Narration(f"{event.target} {how}.", rule)


def _shift_target_ready(event: happened.TargetReady) -> Narration:
    return Narration(f"{event.target}: the new task set is ready for traffic.", rules.APPROVAL)


def _shift_skipped(event: happened.TargetsSkipped) -> Narration:
    return Narration(f"{event.targets[0]} goes no further.", rules.STATUS)


def _hook_started(event: happened.LifecycleEventStarted) -> Narration:
    if event.name in RESERVED:
        return Narration(f"{event.target} begins {event.name}.", rules.RESERVED)
    return Narration(f"{event.target} begins {event.name}: its hook is called.", rules.HOOK)


def _hook_ended(event: happened.LifecycleEventEnded) -> Narration:
    if event.cause is Cause.INTERRUPTED:
        return Narration(
            f"{event.target} {event.name} is cut short, because the deployment ends.", rules.AT_ONCE
        )
    rule = rules.RESERVED if event.name in RESERVED else rules.HOOK
    if event.status is LifecycleEventStatus.SUCCEEDED:
        if event.cause is Cause.NO_OP:
            return Narration(f"{event.target} has no hook for {event.name}.", rules.HOOK)
        return Narration(f"{event.target} finished {event.name}.", rule)
    if event.cause is Cause.NOT_FINISHED:
        return Narration(f"{event.target} {event.name}: nothing was heard of it for an hour.", rules.HOOK)
    whose = "" if event.name in RESERVED else ": its hook did not report success"
    return Narration(f"{event.target} failed {event.name}{whose}.", rules.HOOK_FAILED)


def _shift_stopping(event: happened.DeploymentStopping) -> Narration:
    return Narration(f"{event.deployment} stops, because {_STOPS[event.why]}.", rules.AT_ONCE)


def _task_set_waits(event: happened.OriginalsWait) -> Narration:
    return Narration(f"The original task set stays until {clock(event.until)}.", rules.TERMINATION)


_TELL_SHIFTED: dict[type, Callable[[Any], Narration]] = {
    happened.TargetStarted: partial(_target_started, rule=rules.SHIFT_TARGET),
    happened.TargetReady: _shift_target_ready,
    happened.TargetEnded: _shift_target_ended,
    happened.TargetsSkipped: _shift_skipped,
    happened.LifecycleEventStarted: _hook_started,
    happened.LifecycleEventEnded: _hook_ended,
    happened.DeploymentStopping: _shift_stopping,
    happened.TrafficShifted: partial(_shifted, rule=rules.SHIFT),
    happened.OriginalsWait: _task_set_waits,
}
"""What is told in other words on Lambda and ECS."""


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
