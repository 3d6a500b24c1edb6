"""The rows of the form that sets up a scenario, and which of them a scenario has. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hashq.sandbox.configurations import PREFIX, RoutingType
from hashq.sandbox.lifecycle import events_of
from hashq.sandbox.model import ComputePlatform, DeploymentType, LoadBalancer
from hashq.sandbox.scenario_model import uniform_fleet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.sandbox.configurations import DeploymentConfiguration
    from hashq.sandbox.scenario_model import Scenario

MOST_COMPARED = 4
"""Configurations side by side on the screen; a scenario written as text may have more, and keeps them."""
MOST_FAILURES = 50
"""Failures the form adds; more can be written as text."""


class Field(StrEnum):
    """What a row sets, each with its label."""

    PLATFORM = "platform"
    TYPE = "type"
    BALANCER = "load balancer"
    FLEET = "instances"
    BEFORE = "they run"
    REROUTE = "reroute"
    ORIGINALS = "originals"
    CONFIGURATION = "configuration"
    MINIMUM = "at least"
    SHARE = "at a time"
    INTERVAL = "wait"
    ANOTHER = "compare with"
    FAILURE = "fails"
    EVENT = "at"
    ERROR = "with"
    BROKEN = "broken in"
    FAILS_TOO = "fails too"
    ROLLBACK = "rolls back on"
    ALARM = "alarm at"
    CLEARS = "rings for"
    STOP_ERRORS = "old scripts"
    ACTS = "your acts"
    DURATIONS = "durations"
    DURATION = "lasts"
    SEED = "seed"


@dataclass(frozen=True, slots=True)
class Row:
    """One row."""

    field: Field
    number: int = 0
    """Which configuration, failure or lifecycle event, from 0; 0 for all others."""


OF_CONFIGURATION = frozenset({Field.CONFIGURATION, Field.MINIMUM, Field.SHARE, Field.INTERVAL})
OF_FAILURE = frozenset({Field.FAILURE, Field.EVENT, Field.ERROR, Field.BROKEN})
OF_DURATIONS = frozenset({Field.DURATIONS, Field.DURATION})


def configurations(scenario: Scenario) -> tuple[DeploymentConfiguration, ...]:
    """What is run, one or several side by side."""
    return scenario.compare or (scenario.configuration,)


def is_own(configuration: DeploymentConfiguration) -> bool:
    """Whether it is a person's own, and not one the service ships."""
    return not configuration.name.startswith(PREFIX)


def is_uniform(scenario: Scenario) -> bool:
    """Whether all instances are alike, as a form can say it."""
    fleet = scenario.instances
    return fleet == uniform_fleet(len(fleet), scenario.last_successful)


def lifecycle(scenario: Scenario) -> tuple[str, ...]:
    """The lifecycle events of the scenario's deployments, in order."""
    group = scenario.group
    balanced = group.load_balancer is not LoadBalancer.NONE
    return events_of(group.platform, group.type, balanced=balanced)


def rows_of(scenario: Scenario, here: Row, *, acts: bool, timed: bool) -> tuple[Row, ...]:
    """The rows a scenario has while the cursor is on ``here``.

    ``acts``: whether anything was done by hand; ``timed``: whether the lifecycle events show one by one.
    """
    return tuple(_rows(scenario, here, acts=acts, timed=timed))


def _rows(scenario: Scenario, here: Row, *, acts: bool, timed: bool) -> Iterator[Row]:
    yield from _group_rows(scenario)
    for number, configuration in enumerate(configurations(scenario)):
        yield from _configuration_rows(configuration, number)
    if len(configurations(scenario)) < MOST_COMPARED:
        yield Row(Field.ANOTHER)
    for number in range(len(scenario.failures)):
        yield Row(Field.FAILURE, number)
        if here.field in OF_FAILURE and here.number == number:
            yield from (Row(field, number) for field in (Field.EVENT, Field.ERROR, Field.BROKEN))
    if len(scenario.failures) < MOST_FAILURES:
        yield Row(Field.FAILS_TOO)
    yield Row(Field.ROLLBACK)
    yield Row(Field.ALARM)
    if scenario.alarms:
        yield Row(Field.CLEARS)
    if scenario.platform is ComputePlatform.SERVER or scenario.group.ignore_stop_failures:
        yield Row(Field.STOP_ERRORS)
    if acts:
        yield Row(Field.ACTS)
    yield Row(Field.SEED)
    yield Row(Field.DURATIONS)
    if timed:
        yield from (Row(Field.DURATION, number) for number in range(len(lifecycle(scenario))))


def _group_rows(scenario: Scenario) -> Iterator[Row]:
    on_server = scenario.platform is ComputePlatform.SERVER
    yield Row(Field.PLATFORM)
    yield Row(Field.TYPE)
    if scenario.platform is not ComputePlatform.LAMBDA:
        yield Row(Field.BALANCER)
    if on_server:
        yield Row(Field.FLEET)
        if is_uniform(scenario):
            yield Row(Field.BEFORE)
    if on_server and scenario.group.type is DeploymentType.BLUE_GREEN:
        yield Row(Field.REROUTE)
        yield Row(Field.ORIGINALS)


def _configuration_rows(configuration: DeploymentConfiguration, number: int) -> Iterator[Row]:
    yield Row(Field.CONFIGURATION, number)
    if not is_own(configuration):
        return
    if configuration.minimum is not None:
        yield Row(Field.MINIMUM, number)
    routing = configuration.routing
    if routing is not None and routing.type is not RoutingType.ALL_AT_ONCE:
        yield Row(Field.SHARE, number)
        yield Row(Field.INTERVAL, number)
