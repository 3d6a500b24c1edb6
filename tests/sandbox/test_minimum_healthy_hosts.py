"""Minimum healthy hosts: documented figures and outcomes, and an independent literal reading as an oracle."""

from __future__ import annotations

import json
from itertools import combinations, product
from pathlib import Path

import pytest

from hashq.sandbox.configurations import MinimumHealthyHosts, MinimumType, custom, predefined
from hashq.sandbox.deployment import InPlaceDeployment
from hashq.sandbox.events import Cause
from hashq.sandbox.fleet import initial_fleet, taken_in_order
from hashq.sandbox.machine import DONE, DeploymentOrder, Report
from hashq.sandbox.model import (
    Creator,
    DeploymentGroup,
    DeploymentStatus,
    Health,
    Instance,
    LifecycleErrorCode,
    LifecycleEventStatus,
    TargetStatus,
)
from hashq.sandbox.scenario_model import Failure, Scenario, uniform_fleet
from hashq.sandbox.timeline import run

CASES = json.loads(
    (Path(__file__).parent / "data" / "minimum_healthy_hosts.json").read_text(encoding="utf-8")
)
BROKEN = Report(LifecycleEventStatus.FAILED, LifecycleErrorCode.SCRIPT_FAILED, Cause.BROKEN)


def minimum_of(config):
    return MinimumHealthyHosts(MinimumType(config["type"]), config["value"])


def configuration_of(config):
    if config["type"] == "MOST_CONCURRENCY":
        return predefined("OneAtATime")
    return custom("mine", minimum=minimum_of(config))


@pytest.mark.parametrize("case", CASES["documented_max_concurrency"], ids=str)
def test_concurrency_is_the_documented_one(case):
    assert minimum_of(case["config"]).max_concurrent(case["N"]) == case["max_concurrent"]


@pytest.mark.parametrize("case", CASES["documented_examples"], ids=lambda case: case["name"])
def test_documented_example_ends_as_documented(case):
    failures = tuple(Failure(ordinal=position + 1) for position in case["failing_instances_in_order"])
    scenario = Scenario(
        instances=uniform_fleet(case["N"]),
        configuration=configuration_of(case["config"]),
        failures=failures,
        seed=3,
    )
    state = run(scenario).end.deployments[0]
    attempted = sum(target.started is not None for target in state.targets.values())
    assert (state.status, attempted) == (DeploymentStatus(case["expect_status"]), case["expect_attempted"])


TABLE = {
    1: ((1, 1, 1), None, (1, 1, 1), None, None, None),
    2: ((1, 2, 1), (1, 2, 1), (2, 1, 1), None, (1, 2, 1), None),
    3: ((1, 3, 2), (1, 3, 2), (3, 1, 1), (1, 3, 2), (1, 3, 2), None),
    5: ((1, 5, 4), (2, 3, 3), (5, 1, 1), (3, 2, 2), (3, 2, 2), (1, 5, 4)),
    9: ((1, 9, 8), (4, 3, 5), (9, 1, 1), (7, 2, 2), (5, 2, 4), (2, 5, 7)),
    10: ((1, 10, 9), (5, 2, 5), (10, 1, 1), (8, 2, 2), (6, 2, 4), (2, 5, 8)),
}
COLUMNS = (
    MinimumHealthyHosts(MinimumType.MOST_CONCURRENCY, 1),
    MinimumHealthyHosts(MinimumType.FLEET_PERCENT, 50),
    MinimumHealthyHosts(MinimumType.HOST_COUNT, 0),
    MinimumHealthyHosts(MinimumType.HOST_COUNT, 2),
    MinimumHealthyHosts(MinimumType.FLEET_PERCENT, 40),
    MinimumHealthyHosts(MinimumType.FLEET_PERCENT, 75),
)


@pytest.mark.parametrize("fleet", TABLE)
def test_window_batches_and_needed_successes_are_those_of_the_table(fleet):
    figures = tuple(
        (minimum.max_concurrent(fleet), minimum.batches(fleet), minimum.needed_successes(fleet))
        if minimum.startable(fleet)
        else None
        for minimum in COLUMNS
    )
    assert figures == TABLE[fleet]


def literal_status(start_healthy, minimum, failing):
    """The wording read literally: after each report compare how many could be healthy with the minimum.

    ``start_healthy`` are flags in the order of taking. A host not yet started counts as one that may become healthy; the
    deployment stops as soon as no further host may be out of service.
    """
    size = len(start_healthy)
    if minimum >= size:
        return DeploymentStatus.FAILED
    bad = 0
    for position in range(size):
        if size - bad <= minimum:
            return DeploymentStatus.FAILED
        bad += position in failing
    good = size - bad
    return DeploymentStatus.SUCCEEDED if good >= minimum and good > 0 else DeploymentStatus.FAILED


def machine_status(healths, minimum, failing):
    """The state machine itself, driven by hand: every instance in flight reports, first started first."""
    instances = [
        Instance(f"i-{n}", "v1", Health.HEALTHY if healthy else Health.UNHEALTHY)
        for n, healthy in enumerate(healths)
    ]
    fleet = initial_fleet(instances, "v1")
    targets = taken_in_order(fleet.hosts.values(), lambda _: 0.0)
    config = custom("m", minimum=MinimumHealthyHosts(MinimumType.HOST_COUNT, minimum))
    machine = InPlaceDeployment(
        DeploymentOrder("d-1", "v2", Creator.USER, config, DeploymentGroup(), targets), fleet
    )
    machine.begin(0)
    broken = {targets[position] for position in failing}
    waiting = list(machine.out.commands)
    machine.out.commands.clear()
    while waiting:
        command = waiting.pop(0)
        at_the_end = command.event == "ValidateService"
        machine.ended(1, command.target, BROKEN if at_the_end and command.target in broken else DONE)
        waiting.extend(machine.out.commands)
        machine.out.commands.clear()
    assert all(
        machine.standing_of(target) not in {TargetStatus.PENDING, TargetStatus.IN_PROGRESS}
        for target in targets
    )
    return machine.status


@pytest.mark.parametrize("size", range(1, 5))
def test_state_machine_agrees_with_the_literal_reading(size):
    """Every starting health, minimum and failing subset of fleets up to four, through every lifecycle event."""
    for healths in product((True, False), repeat=size):
        for minimum in range(size + 1):
            for count in range(size + 1):
                for failing in combinations(range(size), count):
                    expected = literal_status(healths, minimum, set(failing))
                    assert machine_status(healths, minimum, failing) is expected, (healths, minimum, failing)
