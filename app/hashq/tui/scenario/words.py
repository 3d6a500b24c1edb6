"""What the form that sets up a scenario says: its rows in plain words, and what each value means. Pure wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.sandbox.bundle import bundle_of
from hashq.sandbox.configurations import MinimumType, RoutingType
from hashq.sandbox.lifecycle import DURATIONS, RESERVED
from hashq.sandbox.model import (
    MINUTE,
    SECOND,
    Approval,
    ComputePlatform,
    DeploymentType,
    LifecycleErrorCode,
    LoadBalancer,
    Originals,
    RollbackEvent,
    selected,
)
from hashq.sandbox.narrate import clock
from hashq.sandbox.scenario_rules import idle_failures
from hashq.tui.forms import Chip, Shown
from hashq.tui.race.panel import title
from hashq.tui.scenario.draft import ROLLBACKS
from hashq.tui.scenario.rows import Field, Row, configurations, is_own, is_uniform, lifecycle
from hashq.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.sandbox.configurations import DeploymentConfiguration
    from hashq.sandbox.scenario_model import Failure, Scenario
    from hashq.tui.scenario.draft import Draft

LABEL = 15
"""Cells of a label."""
VALUE = 16
"""Cells of a value, so that the notes stand in one column."""
PLATFORMS = {
    ComputePlatform.SERVER: ("Server", "EC2, or machines of your own"),
    ComputePlatform.LAMBDA: ("Lambda", "one function, whose traffic moves"),
    ComputePlatform.ECS: ("ECS", "one service, whose traffic moves"),
}
TYPES = {
    DeploymentType.IN_PLACE: ("in place", "the running instances are updated"),
    DeploymentType.BLUE_GREEN: ("blue/green", "replacements take over the traffic"),
}
BALANCERS = {
    LoadBalancer.NONE: "nothing stands before the instances",
    LoadBalancer.CLASSIC: "instances leave it while worked on",
    LoadBalancer.APPLICATION: "instances leave it while worked on",
    LoadBalancer.NETWORK: "it does not split traffic",
}
ROLLBACK_WORDS = {
    RollbackEvent.FAILURE: "a failure",
    RollbackEvent.STOP_ON_ALARM: "an alarm",
    RollbackEvent.STOP_ON_REQUEST: "a stop on request",
}


def shown_row(draft: Draft, row: Row, complaint: str = "") -> Shown:
    """A row of the form; ``complaint`` is why the service refuses what it sets."""
    if row.field is Field.ROLLBACK:
        here = draft.row == row
        chips = tuple(
            Chip(ROLLBACK_WORDS[event], event in draft.scenario.group.rollback, here and number == draft.chip)
            for number, event in enumerate(ROLLBACKS)
        )
        return Shown(row.field, chips=chips, complaint=complaint)
    value, note = _words(draft, row)
    adds = row.field in {Field.ANOTHER, Field.FAILS_TOO, Field.DURATIONS}
    deep = row.field in {
        Field.MINIMUM,
        Field.SHARE,
        Field.INTERVAL,
        Field.EVENT,
        Field.ERROR,
        Field.BROKEN,
        Field.CLEARS,
        Field.DURATION,
    }
    return Shown(_label(row), value, note, complaint=complaint, arrows=not adds, deep=deep)


def _label(row: Row) -> str:
    if row.field is Field.CONFIGURATION and row.number:
        return "  against"
    if row.field is Field.FAILURE and row.number:
        return "  and"
    return row.field


Words = tuple[str, str]
"""A value, and a note beside it."""


def _words(draft: Draft, row: Row) -> Words:
    """The value of a row in words, and what it means."""
    return WORDS[row.field](draft, row.number)


# The group


def _fleet(draft: Draft, _number: int) -> Words:
    alike = is_uniform(draft.scenario)
    return (
        f"{len(draft.scenario.instances):,}",
        "" if alike else "not all alike; the text has each",
    )


def _before(draft: Draft, _number: int) -> Words:
    scenario = draft.scenario
    if scenario.last_successful is None:
        return "nothing", "so there is nothing to roll back to"
    return scenario.last_successful, f"{scenario.revision} is deployed over it"


def _originals(draft: Draft, _number: int) -> Words:
    options = draft.scenario.group.blue_green
    if options.originals is Originals.KEEP:
        return "stay", "out of traffic, no longer in the group"
    return "end", f"{count(options.termination_wait // MINUTE, 'minute')} after traffic has moved"


def _balancer(draft: Draft, _number: int) -> Words:
    return str(draft.scenario.group.load_balancer), _balancer_note(draft.scenario)


def _balancer_note(scenario: Scenario) -> str:
    if scenario.platform is ComputePlatform.SERVER:
        blue_green = scenario.group.type is DeploymentType.BLUE_GREEN
        if blue_green and scenario.group.load_balancer is not LoadBalancer.NONE:
            return "it moves traffic between two fleets"
        if scenario.group.load_balancer is LoadBalancer.NETWORK:
            return BALANCERS[LoadBalancer.APPLICATION]
    elif scenario.group.load_balancer is not LoadBalancer.NETWORK:
        return "it splits traffic between versions"
    return BALANCERS[scenario.group.load_balancer]


def _reroute(draft: Draft, _number: int) -> Words:
    options = draft.scenario.group.blue_green
    if options.approval is Approval.CONTINUE:
        return "at once", "as soon as the replacements are ready"
    return (
        "on approval",
        f"y lets it on; stops after {options.approval_wait // MINUTE} min",
    )


# Configurations


def _configuration(draft: Draft, number: int) -> Words:
    scenario = draft.scenario
    group = sum(selected(scenario.group.tag_set, instance) for instance in scenario.instances)
    return configuration_words(configurations(scenario)[number], group)


def configuration_words(configuration: DeploymentConfiguration, fleet: int) -> Words:
    """A configuration, and what it comes to on a group of that size."""
    name = title(configuration)
    if configuration.minimum is None:
        if is_own(configuration) and configuration.routing is not None:
            name = "own canary" if configuration.routing.type is RoutingType.CANARY else "own steps"
        return name, _routing_note(configuration)
    minimum = configuration.minimum
    if is_own(configuration):
        name = "own minimum"
    least, at_once = minimum.effective(fleet), minimum.max_concurrent(fleet)
    if not fleet:
        return name, "there is no instance to deploy to"
    if not at_once:
        return name, f"never starts: {least} of {fleet:,} must be healthy"
    if configuration.zonal is not None:
        return name, f"{least:,} of {fleet:,} healthy, zone by zone"
    return name, f"{least:,} of {fleet:,} healthy, {at_once:,} at a time"


def _routing_note(configuration: DeploymentConfiguration) -> str:
    routing = configuration.routing
    if routing is None or routing.type is RoutingType.ALL_AT_ONCE:
        return "all traffic at one moment"
    if not 1 <= routing.percentage <= 99 or routing.interval < 1:
        return ""
    last = routing.shifts()[-1][0] // MINUTE
    first = f"{routing.percentage} % at once, " if is_own(configuration) else ""
    return f"{first}{'rest' if routing.type is RoutingType.CANARY else 'last step'} at minute {last}"


def _minimum(draft: Draft, number: int) -> Words:
    minimum = configurations(draft.scenario)[number].minimum
    if minimum is None:
        return "", ""
    unit = "per cent of the fleet" if minimum.type is MinimumType.FLEET_PERCENT else "healthy instances"
    return str(minimum.value), f"{unit} ({minimum.type})"


def _share(draft: Draft, number: int) -> Words:
    routing = configurations(draft.scenario)[number].routing
    return "" if routing is None else str(routing.percentage), "per cent of the traffic"


def _interval(draft: Draft, number: int) -> Words:
    routing = configurations(draft.scenario)[number].routing
    return "" if routing is None else str(routing.interval), "minutes between two shifts"


# Failures


def victim(failure: Failure) -> str:
    """Who fails: by name, or by turn."""
    return failure.target if failure.target is not None else f"#{failure.ordinal}"


def usual_event(scenario: Scenario) -> str:
    """Where the new revision fails when nobody says where."""
    return bundle_of(scenario.appspec, scenario.platform).weakest(scenario.platform)


def _failure(draft: Draft, number: int) -> Words:
    return victim(draft.scenario.failures[number]), _failure_note(draft, number)


def _event(draft: Draft, number: int) -> Words:
    event = draft.scenario.failures[number].event
    return event or usual_event(draft.scenario), "" if event else "where it fails by itself"


def _error(draft: Draft, number: int) -> Words:
    failure = draft.scenario.failures[number]
    if failure.error is not None:
        return str(failure.error), ""
    unscripted = (failure.event or usual_event(draft.scenario)) in RESERVED
    usual = LifecycleErrorCode.UNKNOWN_ERROR if unscripted else LifecycleErrorCode.SCRIPT_FAILED
    return str(usual), "the usual error"


def _broken(draft: Draft, number: int) -> Words:
    revision = draft.scenario.failures[number].revision
    if revision is None:
        return draft.scenario.revision, "the new revision is broken"
    return revision, "what runs before is broken"


def _fails_too(draft: Draft, _number: int) -> Words:
    if not draft.scenario.failures:
        return "nobody", "space lets one fail"
    return "add one", "space adds it, x takes one out"


def _failure_note(draft: Draft, number: int) -> str:
    scenario = draft.scenario
    failure = scenario.failures[number]
    if any(idle.index == number for idle in idle_failures(scenario)):
        return "no hook there: nothing can fail"
    if draft.row == Row(Field.FAILURE, number):
        by, other = ("turn", "name") if failure.ordinal is not None else ("name", "turn")
        return f"by {by}; space says it by {other}"
    told = f"at {failure.event or usual_event(scenario)}"
    if failure.ordinal is not None:
        told = f"by turn, {told}"
    if failure.error is not None:
        told += f", {failure.error}"
    return told if failure.revision is None else f"{told}, of {failure.revision}"


# Alarm, acts, times


def _alarm(draft: Draft, _number: int) -> Words:
    if not draft.scenario.alarms:
        return "never", "write the second at which it goes off"
    return _alarm_words(draft.scenario)


def _clears(draft: Draft, _number: int) -> Words:
    first = draft.scenario.alarms[0]
    if first.until is None:
        return "ever", "until somebody clears it"
    return _seconds(first.until - first.at), "seconds"


def _stop_errors(draft: Draft, _number: int) -> Words:
    if draft.scenario.group.ignore_stop_failures:
        return "may fail", "ApplicationStop failing is ignored"
    return "must work", "ApplicationStop failing counts"


def _acts(draft: Draft, _number: int) -> Words:
    return "are kept" if draft.scenario.actions else "are left out", count(len(draft.acts), "act")


def _durations(draft: Draft, _number: int) -> Words:
    changed = len(draft.scenario.durations)
    words = f"{count(changed, 'event')} changed" if changed else "as usual"
    return words, "space closes the list" if draft.timed else "space sets them event by event"


def _duration(draft: Draft, number: int) -> Words:
    name = lifecycle(draft.scenario)[number]
    own = dict(draft.scenario.durations).get(name)
    if own is None:
        return _seconds(DURATIONS[name]), f"seconds for {name}, as usual"
    return _seconds(own), f"seconds for {name}"


def _seed(draft: Draft, _number: int) -> Words:
    seed = draft.scenario.seed
    return str(seed), "equal ranks are shuffled" if seed else "instances keep their order"


def _alarm_words(scenario: Scenario) -> Words:
    first, *others = scenario.alarms
    cannot = "" if first.readable else ", when it cannot be read"
    more = f", and {len(others)} more in the text" if others else ""
    return _seconds(first.at), f"seconds, {clock(first.at)}{cannot}{more}"


def _seconds(time: int) -> str:
    return f"{time / SECOND:g}" if time % SECOND else str(time // SECOND)


WORDS: dict[Field, Callable[[Draft, int], Words]] = {
    Field.PLATFORM: lambda draft, _number: PLATFORMS[draft.scenario.platform],
    Field.TYPE: lambda draft, _number: TYPES[draft.scenario.group.type],
    Field.BALANCER: _balancer,
    Field.FLEET: _fleet,
    Field.BEFORE: _before,
    Field.REROUTE: _reroute,
    Field.ORIGINALS: _originals,
    Field.CONFIGURATION: _configuration,
    Field.MINIMUM: _minimum,
    Field.SHARE: _share,
    Field.INTERVAL: _interval,
    Field.ANOTHER: lambda _draft, _number: ("add one", "space adds it, x takes one out"),
    Field.FAILURE: _failure,
    Field.EVENT: _event,
    Field.ERROR: _error,
    Field.BROKEN: _broken,
    Field.FAILS_TOO: _fails_too,
    Field.ALARM: _alarm,
    Field.CLEARS: _clears,
    Field.STOP_ERRORS: _stop_errors,
    Field.ACTS: _acts,
    Field.DURATIONS: _durations,
    Field.DURATION: _duration,
    Field.SEED: _seed,
}
"""What each row with a single value says."""
