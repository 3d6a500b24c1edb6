"""The rows of the form that hold a number: what it is, its bounds on the form, and a scenario with another.

A bound here is what fits the form; what the service refuses is told, not hindered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hashq.sandbox.lifecycle import DURATIONS
from hashq.sandbox.model import SECOND, Health, Instance
from hashq.sandbox.scenario_model import AlarmPeriod
from hashq.sandbox.scenario_parts import custom_name
from hashq.sandbox.scenario_reader import LARGEST_FLEET
from hashq.tui.scenario.choices import with_configuration, with_victim
from hashq.tui.scenario.rows import Field, configurations, lifecycle

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.sandbox.configurations import DeploymentConfiguration
    from hashq.sandbox.scenario_model import Scenario

MOST_SECONDS = 99_999
MOST_SEED = 999_999
MOST_MINUTES = 9_999
_FINAL_NUMBER = re.compile(r"(.*?)([0-9]+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Number:
    """A row with a number; each function also takes the row's number."""

    get: Callable[[Scenario, int], int | None]
    """None when none is set."""
    put: Callable[[Scenario, int, int | None], Scenario]
    most: int
    optional: bool = False
    """Whether there may be none."""
    first: int = 0
    """Where it begins when none was set."""


# The fleet


def resized(scenario: Scenario, size: int) -> Scenario:
    """The first ``size`` instances; new ones run what the group last deployed with success."""
    fleet = scenario.instances[:size]
    taken = {instance.id for instance in fleet}
    health = Health.HEALTHY if scenario.last_successful is not None else Health.UNHEALTHY
    number = len(fleet)
    fresh: list[Instance] = []
    while len(fleet) + len(fresh) < size:
        number += 1
        if f"i-{number}" not in taken:
            fresh.append(Instance(f"i-{number}", scenario.last_successful, health))
    return replace(scenario, instances=(*fleet, *fresh))


# Configurations


def _with_rule(scenario: Scenario, number: int, changed: DeploymentConfiguration) -> Scenario:
    """With another rule; a name that told the old rule tells the new one."""
    before = configurations(scenario)[number]
    if before.name == custom_name(before.minimum, before.routing):
        changed = replace(changed, name=custom_name(changed.minimum, changed.routing))
    return with_configuration(scenario, number, changed)


def _minimum(scenario: Scenario, number: int) -> int | None:
    minimum = configurations(scenario)[number].minimum
    return None if minimum is None else minimum.value


def _with_minimum(scenario: Scenario, number: int, value: int | None) -> Scenario:
    now = configurations(scenario)[number]
    if now.minimum is None:
        return scenario
    return _with_rule(scenario, number, replace(now, minimum=replace(now.minimum, value=value or 0)))


def _share(scenario: Scenario, number: int) -> int | None:
    routing = configurations(scenario)[number].routing
    return None if routing is None else routing.percentage


def _interval(scenario: Scenario, number: int) -> int | None:
    routing = configurations(scenario)[number].routing
    return None if routing is None else routing.interval


def _with_share(scenario: Scenario, number: int, value: int | None) -> Scenario:
    now = configurations(scenario)[number]
    if now.routing is None:
        return scenario
    return _with_rule(scenario, number, replace(now, routing=replace(now.routing, percentage=value or 0)))


def _with_interval(scenario: Scenario, number: int, value: int | None) -> Scenario:
    now = configurations(scenario)[number]
    if now.routing is None:
        return scenario
    return _with_rule(scenario, number, replace(now, routing=replace(now.routing, interval=value or 0)))


# Alarms and times


def _alarm(scenario: Scenario, _number: int) -> int | None:
    return scenario.alarms[0].at // SECOND if scenario.alarms else None


def _with_alarm(scenario: Scenario, _number: int, seconds: int | None) -> Scenario:
    """The first alarm at another time, ringing as long; None takes it away."""
    if seconds is None:
        return replace(scenario, alarms=scenario.alarms[1:])
    before = scenario.alarms[0] if scenario.alarms else AlarmPeriod(0)
    at = seconds * SECOND
    until = None if before.until is None else before.until - before.at + at
    return replace(scenario, alarms=(replace(before, at=at, until=until), *scenario.alarms[1:]))


def _rings(scenario: Scenario, _number: int) -> int | None:
    if not scenario.alarms or scenario.alarms[0].until is None:
        return None
    return (scenario.alarms[0].until - scenario.alarms[0].at) // SECOND


def _with_ringing(scenario: Scenario, _number: int, seconds: int | None) -> Scenario:
    if not scenario.alarms:
        return scenario
    first, *others = scenario.alarms
    until = None if seconds is None else first.at + seconds * SECOND
    return replace(scenario, alarms=(replace(first, until=until), *others))


def _duration(scenario: Scenario, number: int) -> int | None:
    time = dict(scenario.durations).get(lifecycle(scenario)[number])
    return None if time is None else time // SECOND


def _with_duration(scenario: Scenario, number: int, seconds: int | None) -> Scenario:
    name = lifecycle(scenario)[number]
    times = dict(scenario.durations)
    times.pop(name, None)
    if seconds is not None:
        times[name] = seconds * SECOND
    return replace(
        scenario, durations=tuple(sorted(times.items(), key=lambda each: list(DURATIONS).index(each[0])))
    )


# Who fails


def _victim_number(scenario: Scenario, number: int) -> int | None:
    failure = scenario.failures[number]
    if failure.ordinal is not None:
        return failure.ordinal
    found = _FINAL_NUMBER.fullmatch(failure.target or "")
    return int(found[2]) if found else None


def _with_victim_number(scenario: Scenario, number: int, value: int | None) -> Scenario:
    """``i-3`` becomes ``i-7``, and the third to be started the seventh; a name without a number stays."""
    failure = scenario.failures[number]
    if failure.ordinal is not None:
        return with_victim(scenario, number, (None, value or 0))
    found = _FINAL_NUMBER.fullmatch(failure.target or "")
    return with_victim(scenario, number, (f"{found[1]}{value or 0}", None)) if found else scenario


NUMBERS: dict[Field, Number] = {
    Field.FLEET: Number(
        lambda scenario, _number: len(scenario.instances),
        lambda scenario, _number, size: resized(scenario, size or 0),
        LARGEST_FLEET,
    ),
    Field.MINIMUM: Number(_minimum, _with_minimum, LARGEST_FLEET),
    Field.SHARE: Number(_share, _with_share, 100),
    Field.INTERVAL: Number(_interval, _with_interval, MOST_MINUTES),
    Field.FAILURE: Number(_victim_number, _with_victim_number, LARGEST_FLEET),
    Field.ALARM: Number(_alarm, _with_alarm, MOST_SECONDS, optional=True, first=60),
    Field.CLEARS: Number(_rings, _with_ringing, MOST_SECONDS, optional=True, first=60),
    Field.DURATION: Number(_duration, _with_duration, MOST_SECONDS, optional=True, first=10),
    Field.SEED: Number(
        lambda scenario, _number: scenario.seed,
        lambda scenario, _number, seed: replace(scenario, seed=seed or 0),
        MOST_SEED,
    ),
}
"""Every row with a number; who fails is a choice too, whose number can be written."""
