"""Minimum healthy hosts: documented figures and outcomes, and an independent literal reading as an oracle."""

from __future__ import annotations

import json
import os
from collections import deque
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
)
from hashq.sandbox.rollout import Rollout, Section
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


def literal_status(healths, minimum, failing):
    """The wording read literally: after each report, compare the hosts that can still be healthy with the minimum.

    One instance after another, unhealthy ones first; a host that begins unhealthy can still become healthy. ``failing`` are
    positions in ``healths``.
    """
    size = len(healths)
    if minimum >= size:
        return DeploymentStatus.FAILED
    order = sorted(range(size), key=lambda position: healths[position])
    able = set(order)
    for tried, position in enumerate(order, 1):
        if position not in failing:
            continue
        able.discard(position)
        if len(able) <= minimum and tried < size:
            return DeploymentStatus.FAILED
    return DeploymentStatus.SUCCEEDED if len(able) >= max(1, minimum) else DeploymentStatus.FAILED


def subsets(size):
    return (set(chosen) for count in range(size + 1) for chosen in combinations(range(size), count))


def rollout_status(size, minimum, failing):
    """The rollout alone: of those in flight, the first started reports first."""
    rollout = Rollout([Section(None, tuple(map(str, range(size))), minimum)], minimum)
    if not rollout.startable:
        return DeploymentStatus.FAILED
    in_flight = list(rollout.take())
    while in_flight:
        rollout.report(succeeded=int(in_flight.pop(0)) not in failing)
        if rollout.exhausted:
            rollout.close()
        in_flight.extend(rollout.take())
    assert rollout.finished
    return DeploymentStatus.SUCCEEDED if rollout.satisfied else DeploymentStatus.FAILED


@pytest.mark.parametrize("size", range(1, 7))
def test_rollout_agrees_with_the_literal_reading_for_every_failing_subset(size):
    for minimum in range(size + 2):
        for failing in subsets(size):
            healthy = (True,) * size
            assert rollout_status(size, minimum, failing) is literal_status(healthy, minimum, failing)


def machine_status(instances, configuration, failing):
    """The state machine itself, driven by hand: of those in flight, the first started reports first."""
    fleet = initial_fleet(instances, "v1")
    targets = taken_in_order(fleet.hosts.values(), lambda _: 0.0)
    order = DeploymentOrder("d-1", "v2", Creator.USER, configuration, DeploymentGroup(), targets)
    machine = InPlaceDeployment(order, fleet)
    machine.begin(0)
    waiting = deque(machine.out.commands)
    while waiting:
        machine.out.commands.clear()
        target = waiting.popleft().target
        machine.ended(1, target, BROKEN if target in failing else DONE)
        waiting.extend(machine.out.commands)
    return machine.status


def starting_healths(size):
    """Every one; of six instances, by itself the suite takes only those that begin in the order they are deployed to."""
    every = product((False, True), repeat=size)
    return (
        every
        if size < 6 or os.environ.get("HASHQ_LAWS") == "whole"
        else {tuple(sorted(each)) for each in every}
    )


@pytest.mark.parametrize("size", range(1, 7))
def test_state_machine_agrees_with_the_literal_reading_for_every_fleet(size):
    """Every starting health, minimum and failing subset of every fleet up to six, through every lifecycle event."""
    configurations = [
        custom("m", minimum=MinimumHealthyHosts(MinimumType.HOST_COUNT, minimum))
        for minimum in range(size + 1)
    ]
    for healths in starting_healths(size):
        instances = [
            Instance(f"i-{n}", "v1", Health.HEALTHY if healthy else Health.UNHEALTHY)
            for n, healthy in enumerate(healths)
        ]
        for failing in subsets(size):
            names = {f"i-{n}" for n in failing}
            for minimum, configuration in enumerate(configurations):
                told = machine_status(instances, configuration, names)
                assert told is literal_status(healths, minimum, failing), (healths, minimum, failing)
