"""The rules of blue/green deployments and traffic shifting, read sentence by sentence and played through scenarios."""

from __future__ import annotations

import pytest

from hashq.sandbox.events import InstancesReleased, TrafficShifted
from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.timeline import run

MINUTE = 60_000


def timeline(text):
    parsed = parse_scenario(text)
    assert parsed.scenario, parsed.problems
    return run(parsed.scenario)


def play(text):
    return timeline(text).end


def names(target):
    return [record.name for record in target.records]


def shifts(text):
    """Minutes since AllowTraffic began, and per cent on the new version."""
    played = timeline(text)
    told = [event for event in played.events if isinstance(event, TrafficShifted) and not event.test]
    return [((event.at - told[0].at) / MINUTE, event.percent) for event in told]


BLUE_GREEN = "type: blue-green\nfleet: 3\nconfiguration: AllAtOnce\n"
INSTALL = [
    "ApplicationStop", "DownloadBundle", "BeforeInstall", "Install", "AfterInstall", "ApplicationStart",
    "ValidateService",
]  # fmt: skip
ALLOW = ["BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic"]
BLOCK = ["BeforeBlockTraffic", "BlockTraffic", "AfterBlockTraffic"]


def fleets(deployment):
    by_label = {"Blue": [], "Green": []}
    for target in deployment.targets.values():
        by_label[str(target.label)].append(target)
    return by_label


def test_green_is_installed_and_allowed_and_then_blue_is_blocked():
    deployment = play(BLUE_GREEN).deployments[0]
    both = fleets(deployment)
    assert str(deployment.status) == "Succeeded"
    assert {tuple(names(target)) for target in both["Green"]} == {tuple(INSTALL + ALLOW)}
    assert {tuple(names(target)) for target in both["Blue"]} == {tuple(BLOCK)}
    allowed = max(record.at for target in both["Green"] for record in target.records if record.name in ALLOW)
    blocked = min(record.at for target in both["Blue"] for record in target.records)
    assert allowed <= blocked


def test_a_reroute_waits_for_approval_and_ends_stopped_when_nobody_gives_it():
    text = BLUE_GREEN + "blueGreen: {approval: STOP_DEPLOYMENT, approvalWait: 600}\n"
    end = play(text)
    assert str(end.deployments[0].status) == "Stopped"
    assert {host.revision for host in end.hosts.values() if host.in_group} == {"v1"}


def test_an_approved_reroute_goes_on():
    text = (
        BLUE_GREEN
        + "blueGreen: {approval: STOP_DEPLOYMENT, approvalWait: 600}\nactions: [{at: 300, do: approve}]\n"
    )
    assert str(play(text).deployments[0].status) == "Succeeded"


@pytest.mark.parametrize(("originals", "terminated"), [("TERMINATE", True), ("KEEP_ALIVE", False)])
def test_originals_are_terminated_or_kept_outside_the_group(originals, terminated):
    played = timeline(BLUE_GREEN + f"blueGreen: {{originals: {originals}, terminationWait: 60}}\n")
    (released,) = [event for event in played.events if isinstance(event, InstancesReleased)]
    assert released.terminated is terminated
    assert {host.revision for host in played.end.hosts.values() if host.in_group} == {"v2"}


def test_a_green_fleet_that_fails_leaves_blue_in_service():
    end = play(BLUE_GREEN + "fail: ['#1', '#2', '#3']\n")
    assert str(end.deployments[0].status) == "Failed"
    serving = [host for host in end.hosts.values() if host.in_group and host.in_service]
    assert {host.revision for host in serving} == {"v1"}
    assert not any(names(target) for target in fleets(end.deployments[0])["Blue"])


def test_failing_to_deregister_one_original_fails_the_whole_deployment():
    assert str(play(BLUE_GREEN + "fail: [i-1@BlockTraffic]\n").deployments[0].status) == "Failed"


LAMBDA = "platform: lambda\nconfiguration: "
ECS = "platform: ecs\nconfiguration: "


@pytest.mark.parametrize(
    ("configuration", "told"),
    [
        ("LambdaAllAtOnce", [(0, 100)]),
        ("LambdaCanary10Percent5Minutes", [(0, 10), (5, 100)]),
        ("LambdaCanary10Percent30Minutes", [(0, 10), (30, 100)]),
        ("LambdaLinear10PercentEvery1Minute", [(k, 10 * (k + 1)) for k in range(10)]),
    ],
)
def test_traffic_moves_at_the_start_of_each_increment(configuration, told):
    assert shifts(LAMBDA + configuration + "\n") == told


def test_a_step_that_does_not_divide_a_hundred_leaves_the_rest_to_the_last():
    routing = "{trafficRouting: {type: TimeBasedLinear, percentage: 30, interval: 2}}"
    assert shifts(f"{LAMBDA}{routing}\n") == [(0, 30), (2, 60), (4, 90), (6, 100)]


def test_the_lifecycles_of_lambda_and_ecs():
    (function,) = play(LAMBDA + "LambdaAllAtOnce\n").deployments[0].targets.values()
    assert names(function) == ALLOW
    (service,) = play(ECS + "ECSAllAtOnce\n").deployments[0].targets.values()
    before = ["BeforeInstall", "Install", "AfterInstall", "AllowTestTraffic", "AfterAllowTestTraffic"]
    assert names(service) == before + ALLOW


@pytest.mark.parametrize(
    "event", ["BeforeInstall", "AfterInstall", "AfterAllowTestTraffic", "BeforeAllowTraffic"]
)
def test_a_hook_that_fails_before_production_traffic_moves_none(event):
    end = play(f"{ECS}ECSCanary10Percent5Minutes\nfail: [service@{event}]\n")
    assert (str(end.deployments[0].status), end.deployments[0].percent) == ("Failed", 0)


def test_a_hook_that_fails_before_production_traffic_on_lambda_restores_nothing():
    end = play(LAMBDA + "LambdaCanary10Percent5Minutes\nfail: [function@BeforeAllowTraffic]\n")
    assert (str(end.deployments[0].status), end.deployments[0].shifts) == ("Failed", ())


def test_an_alarm_in_mid_shift_stops_and_its_rollback_restores_the_alias():
    text = "LambdaLinear10PercentEvery1Minute\nalarms: [{at: 200}]\nrollback: [DEPLOYMENT_STOP_ON_ALARM]\n"
    end = play(LAMBDA + text)
    first = end.deployments[0]
    assert (str(first.status), str(first.error.code)) == ("Stopped", "ALARM_ACTIVE")
    assert 10 <= max(percent for _, percent in first.shifts) < 100
    assert len(end.deployments) == 2
    assert dict(end.serving) == {"v1": 100}


def test_canary_traffic_stays_at_ten_per_cent_until_its_interval_is_over():
    played = timeline(LAMBDA + "LambdaCanary10Percent5Minutes\n")
    first = next(event for event in played.events if isinstance(event, TrafficShifted))
    at = [event for event in played.events if event.at <= first.at + 4 * MINUTE]
    assert dict(played.at(len(at)).serving) == {"v1": 90, "v2": 10}
