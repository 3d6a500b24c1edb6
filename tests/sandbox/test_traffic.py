"""Lambda and ECS: when traffic moves, what hooks, alarms and people do to it."""

from __future__ import annotations

import pytest

from hashq.sandbox.configurations import PREDEFINED, RoutingType, TrafficRouting
from hashq.sandbox.model import MINUTE

LINEAR = "platform: ecs\nconfiguration: ECSLinear10PercentEvery1Minutes\n"
CANARY = "platform: lambda\nconfiguration: LambdaCanary10Percent5Minutes\n"


def minutes_of(configuration):
    return {percent: at / MINUTE for at, percent in configuration.routing.shifts()}


SHIFTS = {
    "Canary10Percent5Minutes": {10: 0, 100: 5},
    "Canary10Percent10Minutes": {10: 0, 100: 10},
    "Canary10Percent15Minutes": {10: 0, 100: 15},
    "Canary10Percent30Minutes": {10: 0, 100: 30},
    "Linear10PercentEvery1Minute": {10: 0, 50: 4, 100: 9},
    "Linear10PercentEvery1Minutes": {10: 0, 50: 4, 100: 9},
    "Linear10PercentEvery2Minutes": {10: 0, 50: 8, 100: 18},
    "Linear10PercentEvery3Minutes": {10: 0, 50: 12, 100: 27},
    "Linear10PercentEvery10Minutes": {10: 0, 50: 40, 100: 90},
    "AllAtOnce": {100: 0},
}
SHIFTING = [each for each in PREDEFINED if each.routing is not None]


@pytest.mark.parametrize("configuration", SHIFTING, ids=lambda each: each.short_name)
def test_predefined_shifts_come_at_the_documented_minutes(configuration):
    expected = SHIFTS[configuration.short_name.removeprefix("Lambda").removeprefix("ECS")]
    told = minutes_of(configuration)
    assert {percent: told[percent] for percent in expected} == expected


def test_there_are_fourteen_shifting_configurations():
    assert len(SHIFTING) == 14


def test_the_last_linear_step_takes_the_rest():
    shifts = TrafficRouting(RoutingType.LINEAR, 30, 2).shifts()
    assert [percent for _, percent in shifts] == [30, 60, 90, 100]


def test_a_failing_hook_before_traffic_leaves_all_of_it_where_it_was(play):
    run = play(CANARY + "fail: [function@BeforeAllowTraffic]")
    assert (run.status(), run.code(), run.first.shifts) == ("Failed", "HOOK_EXECUTION_FAILURE", ())
    assert run.end.serving == (("v1", 100),)


def test_a_failing_hook_after_traffic_rolls_all_of_it_back(play):
    run = play(CANARY + "fail: [function@AfterAllowTraffic]\nrollback: [DEPLOYMENT_FAILURE]")
    assert [str(each.status) for each in run.deployments] == ["Failed", "Succeeded"]
    assert run.end.serving == (("v1", 100),)


def test_an_alarm_in_mid_shift_stops_at_once_and_without_rollback_leaves_traffic_split(play):
    run = play(LINEAR + "alarms: [{at: 300}]")
    assert (run.status(), run.first.ended) == ("Stopped", 5 * MINUTE)
    assert dict(run.end.serving) == {"v1": 50, "v2": 50}


def test_an_alarm_in_mid_shift_with_rollback_returns_all_traffic_in_one_step(play):
    run = play(LINEAR + "alarms: [{at: 300}]\nrollback: [DEPLOYMENT_STOP_ON_ALARM]")
    assert run.deployments[1].shifts == ((5 * MINUTE, 100),)
    assert run.end.serving == (("v1", 100),)


def test_test_traffic_reaches_the_new_task_set_before_production_does(play):
    timeline = play(LINEAR).timeline
    validated = next(
        event for event in timeline.events if getattr(event, "name", "") == "AfterAllowTestTraffic"
    )
    seen = timeline.at_time(validated.at).current
    assert (seen.test_traffic, seen.percent) == (True, 0)


@pytest.mark.parametrize(("do", "status"), [("approve", "Succeeded"), ("reject", "Stopped")])
def test_a_person_decides_on_the_shift_of_an_ecs_service(play, do, status):
    run = play(LINEAR + f"blueGreen: {{approval: STOP_DEPLOYMENT}}\nactions: [{{at: 600, do: {do}}}]")
    assert run.status() == status


def test_an_ecs_shift_nobody_approves_is_stopped_when_the_wait_is_over(play):
    run = play(LINEAR + "blueGreen: {approval: STOP_DEPLOYMENT, approvalWait: 100}")
    assert (run.status(), run.code(), run.overview()) == ("Stopped", "TIMEOUT", {"Skipped": 1})


def test_an_invalid_appspec_is_refused_before_a_function_is_touched(play):
    run = play(CANARY + "appspec: 'version: 1.0'\n")
    assert (run.status(), run.code(), run.overview()) == ("Failed", "INVALID_REVISION", {"Skipped": 1})


def test_a_shift_longer_than_the_hour_of_a_lifecycle_event_is_finished(play):
    run = play("platform: lambda\nconfiguration: LambdaLinear10PercentEvery10Minutes\n")
    assert run.status() == "Succeeded"
    assert run.timeline.end.deployments[0].shifts[-1][1] == 100


def test_a_deployment_after_one_that_was_stopped_in_mid_shift_leaves_the_rest_to_the_last_successful_revision(
    play,
):
    run = play(
        "platform: lambda\nconfiguration: LambdaCanary10Percent5Minutes\n"
        "actions: [{at: 60, do: stop}]\nthen: [v3]\n"
    )
    assert run.timeline.at_time(61 * 1000).serving == (("v1", 90), ("v2", 10))
    assert run.timeline.at_time(70 * 1000).serving == (("v1", 90), ("v3", 10))
