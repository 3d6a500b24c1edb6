"""The service's clocks and its watch over alarms, each sentence of the documentation played through a scenario."""

from __future__ import annotations

import pytest

from hashq.sandbox.events import AlarmCleared, AlarmRaised, Cause
from hashq.sandbox.model import SECOND
from hashq.sandbox.narrate import narrate
from hashq.sandbox.scenario import parse_scenario

EIGHT_HOURS = 8 * 3_600 * SECOND
SLOW = "fleet: 9\ndurations: {AfterInstall: 3500}\n"


# An in-place deployment runs for eight hours at most


def test_an_in_place_deployment_fails_after_eight_hours(play):
    run = play(SLOW)
    assert (run.status(), run.code(), run.first.ended) == ("Failed", "TIMEOUT", EIGHT_HOURS)


def test_what_is_in_flight_after_eight_hours_fails_and_the_rest_is_skipped(play):
    run = play(SLOW)
    assert run.overview() == {"Succeeded": 8, "Failed": 1}
    assert str(play(SLOW.replace("9", "10")).overview()) == "{'Succeeded': 8, 'Failed': 1, 'Skipped': 1}"


def test_a_deployment_that_took_too_long_is_rolled_back_like_any_failure(play):
    run = play(SLOW + "rollback: [DEPLOYMENT_FAILURE]\n")
    assert run.deployments[1].created.rollback_of == run.first.id


def test_stop_failures_are_not_forgiven_to_a_deployment_that_ran_out_of_time(play):
    text = "fleet: 9\ndurations: {ApplicationStop: 3500}\nignoreApplicationStopFailures: true\n"
    run = play(text)
    assert (run.status(), run.code(), run.first.ended) == ("Failed", "TIMEOUT", EIGHT_HOURS)


def test_the_story_names_the_eight_hours(play):
    last = narrate(play(SLOW).timeline.events[-1])
    assert "8 hours" in last.rule.text


def test_blue_green_has_no_eight_hour_limit(play):
    assert play("type: blue-green\n" + SLOW).status() == "Succeeded"


# A script is given up at its own timeout


SCRIPT = "fleet: 1\nappspec: |\n  version: 0.0\n  os: linux\n  hooks:\n    AfterInstall:\n      - {location: a.sh, timeout: 5}\n"


def test_a_script_that_takes_longer_than_its_timeout_is_ended_there(play):
    record = play(SCRIPT + "durations: {AfterInstall: 20}\n").record("i-1", "AfterInstall")
    assert (str(record.error), record.at - record.started) == ("ScriptTimedOut", 5 * SECOND)


def test_a_script_within_its_timeout_succeeds(play):
    assert play(SCRIPT + "durations: {AfterInstall: 5}\n").status() == "Succeeded"


def test_a_usual_duration_stays_within_a_short_timeout(play):
    record = play(SCRIPT).record("i-1", "AfterInstall")
    assert (str(record.error), record.at - record.started) == ("Success", 5 * SECOND)


def test_the_timeout_of_the_new_bundle_does_not_bind_the_old_ones_scripts(play):
    text = SCRIPT.replace("AfterInstall", "ApplicationStop") + "durations: {ApplicationStop: 20}\n"
    assert play(text).status() == "Succeeded"


def test_a_script_without_a_timeout_has_an_hour(play):
    record = play("fleet: 1\ndurations: {AfterInstall: 4000}\n").record("i-1", "AfterInstall")
    assert (str(record.error), record.at - record.started) == ("ScriptTimedOut", 3_600 * SECOND)


def test_an_event_without_scripts_has_an_hour_by_the_services_clock(play):
    record = play("fleet: 1\ndurations: {Install: 4000}\n").record("i-1", "Install")
    assert (record.cause, record.at - record.started) == (Cause.NOT_FINISHED, 3_600 * SECOND)


def test_a_timeout_beyond_the_hour_is_never_reached(play):
    text = SCRIPT.replace("timeout: 5", "timeout: 7200") + "durations: {AfterInstall: 4000}\n"
    assert play(text).record("i-1", "AfterInstall").cause is Cause.NOT_FINISHED


def test_a_hook_of_a_function_has_an_hour(play):
    run = play("platform: lambda\ndurations: {BeforeAllowTraffic: 3601}\n")
    assert (run.status(), run.code(), run.first.ended) == ("Failed", "HOOK_EXECUTION_FAILURE", 3_600 * SECOND)


def test_a_shift_of_traffic_may_take_longer_than_an_hour(play):
    run = play("platform: lambda\nconfiguration: LambdaLinear10PercentEvery10Minutes\n")
    assert (run.status(), len(run.first.shifts)) == ("Succeeded", 10)


# Alarms


def test_an_alarm_that_rings_from_the_start_blocks_the_first_deployment(play):
    run = play("fleet: 3\nalarms: [{at: 0}]\n")
    assert (run.status(), run.code(), run.overview()) == ("Stopped", "ALARM_ACTIVE", {"Skipped": 3})


def test_an_alarm_that_is_quiet_again_at_the_start_blocks_nothing(play):
    assert play("fleet: 3\nalarms: [{at: 0, until: 0}]\n").status() == "Succeeded"


def test_an_overridden_alarm_rings_unheard_from_the_start(play):
    assert play("fleet: 3\nalarms: [0]\noverrideAlarmConfiguration: true\n").status() == "Succeeded"


def turns(run):
    return [
        (event.at // SECOND, isinstance(event, AlarmRaised))
        for event in run.timeline.events
        if isinstance(event, AlarmRaised | AlarmCleared)
    ]


def test_clearing_an_alarm_leaves_its_later_end_without_effect(play):
    run = play(
        "fleet: 3\noverrideAlarmConfiguration: true\nalarms: [{at: 10, until: 90}]\n"
        "actions: [{at: 20, do: clear}, {at: 50, do: alarm}]\n"
    )
    assert turns(run) == [(10, True), (20, False), (50, True)]


def test_two_alarms_that_overlap_are_quiet_when_both_are(play):
    run = play(
        "fleet: 3\noverrideAlarmConfiguration: true\nalarms: [{at: 10, until: 40}, {at: 20, until: 60}]\n"
    )
    assert turns(run) == [(10, True), (60, False)]


UNREADABLE = "fleet: 3\nalarms: [{at: 70, until: 90, state: unreadable}]\n"


def test_an_alarm_that_cannot_be_read_stops_the_deployment(play):
    run = play(UNREADABLE)
    assert (run.status(), run.code()) == ("Stopped", "ALARM_ACTIVE")
    assert any("cannot be read" in narrate(event).sentence for event in run.timeline.events)
    assert "cannot be read" in run.first.error.message
    assert any("because an alarm cannot be read" in narrate(event).sentence for event in run.timeline.events)


def test_poll_failures_may_be_ignored(play):
    assert play(UNREADABLE + "ignorePollAlarmFailure: true\n").status() == "Succeeded"


def test_ignoring_poll_failures_ignores_no_alarm_that_rings(play):
    assert play("fleet: 3\nalarms: [{at: 70}]\nignorePollAlarmFailure: true\n").status() == "Stopped"


def test_an_alarm_that_cannot_be_read_blocks_the_next_deployment(play):
    run = play("fleet: 2\nalarms: [{at: 110, state: unreadable}]\nthen: [v3]\n")
    assert (run.status(1), run.overview(1)) == ("Stopped", {"Skipped": 2})


def test_a_group_has_at_most_ten_alarms():
    parsed = parse_scenario(f"alarms: {[{'at': n} for n in range(11)]}")
    assert [problem.code for problem in parsed.problems] == ["too-many"]


# What is missing fails where it really would


def test_machines_of_ones_own_need_no_instance_profile(play):
    assert play("fleet: 2\nonPremises: true\ninstanceProfile: missing\n").status() == "Succeeded"


def test_a_reroute_nobody_approved_is_no_stop_on_request(play):
    run = play(
        "type: blue-green\nfleet: 2\nconfiguration: AllAtOnce\nrollback: [DEPLOYMENT_STOP_ON_REQUEST]\n"
        "blueGreen: {approval: STOP_DEPLOYMENT, approvalWait: 100}\n"
    )
    assert [str(each.status) for each in run.deployments] == ["Stopped"]


@pytest.mark.parametrize(
    ("asked", "enabled", "deployments"),
    [("", True, 2), (", rollback: false", True, 1), (", rollback: true", False, 2), ("", False, 1)],
)
def test_a_stop_decides_for_itself_on_a_rollback_or_leaves_it_to_the_group(play, asked, enabled, deployments):
    events = "[DEPLOYMENT_STOP_ON_REQUEST]" if enabled else "[]"
    run = play(f"fleet: 3\nactions: [{{at: 70, do: stop{asked}}}]\nrollback: {events}\n")
    assert len(run.deployments) == deployments


def test_the_story_says_that_a_failing_stop_script_is_forgiven(play):
    run = play(
        "fleet: 1\nignoreApplicationStopFailures: true\nfail: [{instance: i-1, event: ApplicationStop, revision: v1}]\n"
    )
    record = run.record("i-1", "ApplicationStop")
    assert (str(record.status), run.status()) == ("Failed", "Succeeded")
    assert "goes on all the same" in narrate(record).sentence
    assert "ignoreApplicationStopFailures" in narrate(record).rule.text


@pytest.mark.parametrize(("fleet", "warnings"), [("3", 1), ("[i-1]", 1), ("{revision: v7}", 0)])
def test_instances_of_a_function_are_said_to_change_nothing(fleet, warnings):
    parsed = parse_scenario(f"platform: lambda\nfleet: {fleet}\n")
    assert parsed.scenario is not None
    assert [problem.code for problem in parsed.problems] == ["no-effect"] * warnings


# Order


ZONES = (
    "fleet: [{id: i-1, zone: b}, {id: i-2, zone: b}, {id: i-3, zone: a}, {id: i-4, zone: a}]\n"
    "configuration: {minimumHealthyHosts: {type: HOST_COUNT, value: 3}, zonalConfig: {}}\n"
)


def test_the_first_to_be_started_is_in_the_first_zone(play):
    run = play(ZONES + "fail: ['#1']\n")
    assert run.order() == ["i-3"]
    assert str(run.first.targets["i-3"].status) == "Failed"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_first_to_be_started_is_a_failed_one(play, seed):
    fleet = "fleet: [{id: i-1}, {id: i-2, health: Unhealthy}, {id: i-3}]\n"
    assert play(f"{fleet}seed: {seed}\nfail: ['#1']\n").order() == ["i-2"]


@pytest.mark.parametrize("strategy", ["UPDATE", "IGNORE"])
def test_a_strategy_for_outdated_instances_is_accepted_and_said_to_change_nothing(strategy):
    parsed = parse_scenario(f"outdatedInstancesStrategy: {strategy}\n")
    assert parsed.scenario is not None
    assert [(str(problem.severity), problem.code) for problem in parsed.problems] == [
        ("warning", "no-effect")
    ]


def test_an_unknown_strategy_is_refused():
    assert parse_scenario("outdatedInstancesStrategy: KEEP\n").scenario is None


# Deployment modes


def test_a_restart_deploys_the_last_successful_revision_again(play):
    run = play("fleet: {instances: 2, revision: v7}\ndeploymentMode: RESTART\n")
    assert (run.first.created.revision, run.status()) == ("v7", "Succeeded")


def test_the_standard_mode_brings_the_new_revision(play):
    assert play("deploymentMode: STANDARD\nrevision: v3\n").first.created.revision == "v3"


@pytest.mark.parametrize(
    "text",
    ["revision: v3", "type: blue-green", "platform: lambda", "platform: ecs", "fleet: {revision: null}"],
)
def test_a_restart_is_in_place_needs_an_earlier_success_and_takes_no_revision(text):
    parsed = parse_scenario(f"deploymentMode: RESTART\n{text}\n")
    assert [(problem.code, problem.line) for problem in parsed.problems] == [("refused", 1)]


def test_a_second_deployment_is_refused_as_the_service_refuses_it(play):
    run = play("fleet: 2\nactions: [{at: 20, do: deploy, revision: v3}]\n")
    told = [
        narrate(event).sentence for event in run.timeline.events if type(event).__name__ == "RequestRefused"
    ]
    assert len(run.deployments) == 1
    assert "DeploymentLimitExceededException" in told[0]


@pytest.mark.parametrize(
    ("again", "statuses"),
    [
        ("do: stop", ["Stopped", "Succeeded"]),
        ("do: stop, rollback: false", ["Stopped"]),
        ("do: stop, rollback: true", ["Stopped", "Succeeded"]),
    ],
)
def test_asking_to_stop_again_takes_the_wish_for_a_rollback_back_only_when_it_says_so(play, again, statuses):
    run = play(
        "fleet: 3\nconfiguration: AllAtOnce\n"
        f"actions: [{{at: 10, do: stop, rollback: true}}, {{at: 11, {again}}}]\n"
    )
    assert [str(each.status) for each in run.deployments] == statuses
