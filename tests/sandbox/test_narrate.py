"""The story: sentences that say why."""

from __future__ import annotations

import pytest

from hashq.sandbox import rules
from hashq.sandbox.events import (
    AlarmRaised,
    DeploymentCreated,
    DeploymentEnded,
    DeploymentStopping,
    LifecycleEventEnded,
    LifecycleEventStarted,
    OriginalsWait,
    RequestRefused,
    RollbackImpossible,
    RolloutHalted,
    TrafficShifted,
)
from hashq.sandbox.narrate import clock, narrate


def told(run, kind):
    platform = run.timeline.scenario.platform
    return [narrate(event, platform) for event in run.timeline.events if isinstance(event, kind)]


def test_a_halt_names_the_failures_the_fleet_and_the_minimum(play):
    (halt,) = told(play("fleet: 9\nfail: [i-3]"), RolloutHalted)
    assert halt.rule is rules.STOP
    for part in ("1 instance failed", "8 of 9", "minimum is 8", "6 more"):
        assert part in halt.sentence


def test_a_failed_hook_names_its_error_and_whose_script_it_was(play):
    run = play("fleet: 2\nfail: [{instance: i-1, event: ApplicationStop, revision: v1}]")
    failed = next(each for each in told(run, LifecycleEventEnded) if "failed" in each.sentence)
    assert failed.sentence == "i-1 failed ApplicationStop (ScriptFailed, a script of v1)."
    assert failed.rule is rules.OLD_SCRIPTS


def test_a_rollback_says_that_no_point_in_time_is_restored(play):
    run = play("fleet: 2\nfail: ['#1']\nrollback: [DEPLOYMENT_FAILURE]")
    back = next(narrate(event) for event in run.timeline.events if getattr(event, "rollback_of", None))
    assert back.rule is rules.ROLLBACK
    assert "point in time" in back.rule.text


@pytest.mark.parametrize(
    ("scenario", "rule"),
    [
        ("configuration: {minimumHealthyHosts: {type: HOST_COUNT, value: 9}}", rules.START),
        ("alarms: [{at: 30}]", rules.ALARM),
        ("actions: [{at: 30, do: stop}]", rules.MANUAL),
        ("fleet: 3", rules.SUCCESS),
        ("fleet: 0", rules.TAGS),
        ("fleet: 2\nserviceRole: missing", rules.ROLE),
        ("alarms: [{at: 0}]", rules.ALARM_BLOCKS),
        ("alarms: [{at: 0, state: unreadable}]", rules.POLL_FAILURE),
        ("alarms: [{at: 30, state: unreadable}]", rules.POLL_FAILURE),
        ("fleet: 2\nfail: [i-1]", rules.STOP),
        ("fleet: 1\nfail: [i-1]", rules.SUCCESS),
        ("type: blue-green\nfleet: 2\nfail: [i-1]", rules.STOP),
        ("type: blue-green\nfleet: 2\nfail: [i-1@BlockTraffic]", rules.DEREGISTER),
        ("platform: lambda\nfail: [function@AfterAllowTraffic]", rules.HOOK_FAILED),
    ],
)
def test_the_end_is_told_with_the_rule_that_caused_it(play, scenario, rule):
    assert told(play(scenario), DeploymentEnded)[0].rule is rule


def test_an_unmet_request_says_why(play):
    run = play("fleet: 2\nactions: [{at: 10, do: deploy, revision: v3}]")
    refused = [narrate(event).sentence for event in run.timeline.events if hasattr(event, "request")]
    assert refused == [
        "The request to deploy is refused: the group runs one deployment at a time, and one is in progress (DeploymentLimitExceededException)."
    ]


@pytest.mark.parametrize(("time", "text"), [(0, "00:00"), (130_999, "02:10"), (3_600_000, "1:00:00")])
def test_times_are_minutes_and_seconds(time, text):
    assert clock(time) == text


ZONES = (
    "configuration: {minimumHealthyHosts: {type: HOST_COUNT, value: 0}, zonalConfig: "
    "{minimumHealthyHostsPerZone: {type: HOST_COUNT, value: 1}}}\n"
)


def test_a_zone_that_halts_counts_its_own_failures(play):
    run = play(
        ZONES + "fleet: [{id: i-1, zone: a}, {id: i-2, zone: a}, {id: i-3, zone: b}, {id: i-4, zone: b}, "
        "{id: i-5, zone: b}]\nfail: [i-2, i-3, i-4]\n"
    )
    (halt,) = told(run, RolloutHalted)
    assert halt.sentence == (
        "2 instances failed: at most 1 of 3 in zone b can still be healthy, and the minimum is 1. The deployment stops; "
        "1 more will not be attempted."
    )
    # The fleet as a whole has no minimum: no number of it is named.
    assert run.first.error.message == (
        "3 of 5 failed; to take the one that waits would leave fewer healthy than the minimum."
    )


def test_a_zone_too_small_for_its_minimum_is_named(play):
    run = play(ZONES + "fleet: [{id: i-1, zone: a}, {id: i-2, zone: a}, {id: i-3, zone: b}]\n")
    assert run.code() == "HEALTH_CONSTRAINTS_INVALID"
    assert run.first.error.message == (
        "The minimum of healthy hosts (1) leaves no instance to deploy to: zone b has 1."
    )


def test_who_halted_says_what_another_one_would_have_cost_and_not_how_many_must_succeed(play):
    """Eight of nine are healthy at that moment: six of them were never touched."""
    assert play("fleet: 9\nfail: [i-3]").first.error.message == (
        "1 of 9 failed; to take another of the 6 that wait would leave fewer than 8 healthy."
    )


def test_with_nobody_left_out_the_end_says_how_many_had_to_succeed(play):
    assert play("fleet: 1\nfail: [i-1]").first.error.message == ("0 of 1 succeeded, and at least 1 had to.")


@pytest.mark.parametrize(
    ("do", "rule"),
    [
        ("approve", rules.APPROVAL),
        ("reject", rules.APPROVAL),
        ("clear", rules.ALARM_BLOCKS),
        ("fail, instance: i-9", rules.FAILS_AT_WORK),
        ("deploy", rules.ONE_AT_ONCE),
        ("redeploy", rules.ONE_AT_ONCE),
    ],
)
def test_what_is_refused_is_refused_by_its_own_rule(play, do, rule):
    (refused,) = told(play(f"fleet: 2\nactions: [{{at: 10, do: {do}}}]"), RequestRefused)
    assert refused.rule is rule


def test_to_stop_what_has_ended_is_refused_by_its_own_rule(play):
    (refused,) = told(play("fleet: 1\nactions: [{at: 900, do: stop}]"), RequestRefused)
    assert refused.rule is rules.IN_PROGRESS_ONLY


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("fleet: 2\noverrideAlarmConfiguration: true\nalarms: [{at: 20}]", rules.OVERRIDE),
        (
            "fleet: 2\nignorePollAlarmFailure: true\nalarms: [{at: 20, state: unreadable}]",
            rules.POLL_FAILURE,
        ),
        (
            "fleet: 2\nfail: ['#1']\nrollback: [DEPLOYMENT_FAILURE]\nalarms: [{at: 70}]",
            rules.ALARM_IN_ROLLBACK,
        ),
        ("fleet: 1\nalarms: [{at: 900}]", rules.ALARM_BLOCKS),
    ],
)
def test_an_alarm_that_stops_nothing_says_why(play, text, rule):
    run = play(text)
    (raised,) = told(run, AlarmRaised)
    assert ";" in raised.sentence
    assert raised.rule is rule
    assert not told(run, DeploymentStopping)


@pytest.mark.parametrize(
    ("size", "flying"),
    [(1, "1 instance in flight finishes its work"), (3, "3 instances in flight finish their work")],
)
def test_a_stop_says_what_becomes_of_those_in_flight(play, size, flying):
    run = play(f"fleet: {size}\nconfiguration: AllAtOnce\nactions: [{{at: 10, do: stop}}]")
    (stopping,) = told(run, DeploymentStopping)
    assert stopping.sentence.endswith(f"because a person asked for it; {flying}.")


@pytest.mark.parametrize("platform", ["lambda", "ecs"])
def test_on_lambda_and_ecs_nothing_is_told_of_instances_agents_and_scripts(play, platform):
    run = play(
        f"platform: {platform}\nactions: [{{at: 900, do: stop, rollback: true}}]\n"
        "blueGreen: {terminationWait: 1000}\nthen: [v3]\n"
        f"fail: [{{instance: {'function' if platform == 'lambda' else 'service'}, revision: v3}}]\n"
    )
    for event in run.timeline.events:
        story = narrate(event, run.timeline.scenario.platform)
        for word in ("instance", "agent ", "script of", "scripts of"):
            assert word not in story.sentence
        if not isinstance(event, (DeploymentEnded, DeploymentCreated, RequestRefused)):
            assert "instance" not in story.rule.text
            assert "agent asks" not in story.rule.text


def test_a_stop_in_mid_shift_cuts_short(play):
    run = play(
        "platform: lambda\nconfiguration: LambdaCanary10Percent5Minutes\nactions: [{at: 60, do: stop}]"
    )
    (stopping,) = told(run, DeploymentStopping)
    assert stopping.rule is rules.AT_ONCE
    assert "in flight" not in stopping.sentence
    assert told(run, LifecycleEventEnded)[-1].rule is rules.AT_ONCE


def test_a_hook_of_a_function_is_called_and_has_no_scripts(play):
    run = play("platform: lambda\nfail: [function@BeforeAllowTraffic]")
    assert told(run, LifecycleEventStarted)[0].sentence == (
        "function begins BeforeAllowTraffic: its hook is called."
    )
    assert told(run, LifecycleEventEnded)[0].sentence == (
        "function failed BeforeAllowTraffic: its hook did not report success."
    )


def test_traffic_goes_to_a_revision_by_name(play):
    run = play("platform: lambda\nfail: [function@AfterAllowTraffic]\nrollback: [DEPLOYMENT_FAILURE]")
    assert [each.sentence for each in told(run, TrafficShifted)] == [
        "100 % of the traffic goes to v2.",
        "100 % of the traffic goes to v1.",
    ]


def test_the_original_task_set_waits_on_ecs(play):
    (waits,) = told(play("platform: ecs"), OriginalsWait)
    assert waits.sentence.startswith("The original task set stays until ")


@pytest.mark.parametrize(
    "text", ["type: blue-green\nfleet: 2\nfail: [i-1]", "platform: lambda\nfail: [function]"]
)
def test_a_rollback_of_blue_green_returns_traffic_and_deploys_nothing(play, text):
    back = told(play(f"{text}\nrollback: [DEPLOYMENT_FAILURE]"), DeploymentCreated)[1]
    assert back.sentence.endswith(" back: traffic returns to v1.")
    assert back.rule is rules.REROUTE_BACK


def test_a_deployment_that_was_refused_has_nothing_to_roll_back(play):
    run = play("fleet: 1\nconfiguration: HalfAtATime\nrollback: [DEPLOYMENT_FAILURE]")
    (impossible,) = told(run, RollbackImpossible)
    assert impossible.rule is rules.UNTOUCHED


def test_no_more_are_worked_on_at_once_than_a_zone_leaves_room_for(play):
    run = play(
        ZONES + "fleet: [{id: i-1, zone: a}, {id: i-2, zone: a}, {id: i-3, zone: b}, {id: i-4, zone: b}, "
        "{id: i-5, zone: b}]\n"
    )
    assert run.first.created.window == 2
