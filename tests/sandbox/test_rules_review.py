"""The rules of deployments read sentence by sentence, each played through a scenario as a person would write it."""

from __future__ import annotations

import pytest

from hashq.sandbox.events import Cause
from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.timeline import run


def play(text):
    parsed = parse_scenario(text)
    assert parsed.scenario, parsed.problems
    return run(parsed.scenario).end


def refused(text):
    parsed = parse_scenario(text)
    return [problem.code for problem in parsed.problems if parsed.scenario is None]


def outcome(text):
    end = play(text)
    deployment = end.deployments[0]
    return str(deployment.status), deployment.error and str(deployment.error.code)


def statuses(deployment):
    return {target.id: str(target.status) for target in deployment.targets.values()}


def healths(end):
    return {host.id: (str(host.health), host.revision) for host in end.hosts.values()}


def records(deployment, target):
    return {record.name: record for record in deployment.targets[target].records}


def most_at_once(deployment):
    spans = [(t.started, t.ended) for t in deployment.targets.values() if t.started is not None]
    return max(sum(a <= start < b for a, b in spans) for start, _ in spans)


# Targets: tags, platforms, configurations


FLEET_OF_TAGS = """
fleet:
  - {id: i-1, tags: {tier: web, stage: prod}, revision: v1, health: Healthy}
  - {id: i-2, tags: {tier: api, stage: prod}, revision: v1, health: Healthy}
  - {id: i-3, tags: {tier: web, stage: test}, revision: v1, health: Healthy}
  - {id: i-4, revision: v1, health: Healthy}
configuration: AllAtOnce
"""


@pytest.mark.parametrize(
    ("tag_set", "chosen"),
    [
        ("[[{tier: web}]]", ["i-1", "i-3"]),
        ("[[{tier: web}, {tier: api}]]", ["i-1", "i-2", "i-3"]),
        ("[[{tier: web}], [{stage: prod}]]", ["i-1"]),
        ("[[{tier: web}, {tier: api}], [{stage: prod}]]", ["i-1", "i-2"]),
    ],
)
def test_any_tag_within_a_group_is_enough_and_groups_intersect(tag_set, chosen):
    end = play(f"{FLEET_OF_TAGS}tagSet: {tag_set}\n")
    assert sorted(end.deployments[0].targets) == chosen


def test_tags_that_match_nothing_fail_the_deployment():
    assert outcome(f"{FLEET_OF_TAGS}tagSet: [[{{tier: none}}]]\n") == ("Failed", "NO_INSTANCES")


@pytest.mark.parametrize(
    "text",
    [
        f"{FLEET_OF_TAGS}tagSet: [[{{a: b}}], [{{a: b}}], [{{a: b}}], [{{a: b}}]]\n",
        "platform: lambda\ntype: in-place\n",
        "platform: ecs\ntype: in-place\n",
        "type: blue-green\nonPremises: true\n",
        "type: blue-green\nloadBalancer: none\n",
        "configuration: LambdaAllAtOnce\n",
        "platform: lambda\nconfiguration: OneAtATime\n",
        "platform: lambda\nignoreApplicationStopFailures: true\n",
        "configuration: {name: CodeDeployDefault.Mine, minimumHealthyHosts: {type: HOST_COUNT, value: 1}}\n",
        "platform: ecs\nloadBalancer: network\nconfiguration: ECSCanary10Percent5Minutes\n",
        "fail: [i-99]\n",
        "fail: [i-1@BeforeAllowTraffic]\n",
    ],
)
def test_what_the_service_refuses_is_refused(text):
    assert refused(text)


@pytest.mark.parametrize("value", ["-1", "100"])
def test_a_fleet_percentage_lies_between_0_and_99(value):
    assert refused(f"configuration: {{minimumHealthyHosts: {{type: FLEET_PERCENT, value: {value}}}}}\n")


# Minimum healthy hosts


def hosts(kind, value):
    return f"configuration: {{minimumHealthyHosts: {{type: {kind}, value: {value}}}}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fleet: 9\nconfiguration: OneAtATime\nfail: ['#9']\n", ("Succeeded", None)),
        ("fleet: 9\nconfiguration: OneAtATime\nfail: ['#8']\n", ("Failed", "HEALTH_CONSTRAINTS")),
        ("fleet: 1\nconfiguration: OneAtATime\nfail: ['#1']\n", ("Failed", "HEALTH_CONSTRAINTS")),
        ("fleet: 1\nconfiguration: HalfAtATime\n", ("Failed", "HEALTH_CONSTRAINTS_INVALID")),
        ("fleet: 10\n" + hosts("FLEET_PERCENT", 95), ("Failed", "HEALTH_CONSTRAINTS_INVALID")),
        ("fleet: 3\n" + hosts("HOST_COUNT", 3), ("Failed", "HEALTH_CONSTRAINTS_INVALID")),
        ("fleet: 10\n" + hosts("FLEET_PERCENT", 85) + "fail: ['#1']\n", ("Failed", "HEALTH_CONSTRAINTS")),
        ("fleet: 10\n" + hosts("HOST_COUNT", 8) + "fail: ['#1']\n", ("Succeeded", None)),
        ("fleet: 2\nconfiguration: AllAtOnce\nfail: ['#1', '#2']\n", ("Failed", "HEALTH_CONSTRAINTS")),
    ],
)
def test_success_needs_the_minimum_and_nobody_left_out(text, expected):
    assert outcome(text) == expected


def test_a_deployment_that_cannot_start_attempts_nothing():
    end = play("fleet: 2\n" + hosts("HOST_COUNT", 2))
    assert statuses(end.deployments[0]) == {"i-1": "Skipped", "i-2": "Skipped"}
    assert healths(end) == {"i-1": ("Healthy", "v1"), "i-2": ("Healthy", "v1")}


def test_unhealthy_instances_do_not_widen_the_window():
    fleet = "fleet: [{id: i-1, revision: none}, {id: i-2, revision: none}, {id: i-3, revision: v1, health: Healthy}]\n"
    assert most_at_once(play(fleet + hosts("HOST_COUNT", 2)).deployments[0]) == 1


def test_the_window_shrinks_after_a_failure():
    end = play("fleet: 10\n" + hosts("HOST_COUNT", 8) + "fail: ['#1']\n")
    spans = sorted((t.started, t.ended) for t in end.deployments[0].targets.values())
    after = [(start, stop) for start, stop in spans if start > spans[0][0]]
    assert max(sum(a <= start < b for a, b in after) for start, _ in after) == 1


def test_what_is_in_flight_when_the_rollout_halts_finishes():
    end = play("fleet: 9\nconfiguration: HalfAtATime\nfail: ['#1', '#2', '#3', '#4@AfterInstall']\n")
    counts = sorted(statuses(end.deployments[0]).values())
    assert counts == ["Failed"] * 4 + ["Skipped"] * 5


def test_the_order_is_unhealthy_then_unknown_then_old_then_current():
    fleet = """
fleet:
  - {id: i-current, revision: v1, health: Healthy}
  - {id: i-old, revision: v0, health: Healthy}
  - {id: i-sick, revision: v1, health: Unhealthy}
lastSuccessful: v1
"""
    assert list(play(fleet).deployments[0].targets) == ["i-sick", "i-old", "i-current"]


def test_a_tolerated_failure_leaves_its_instance_unhealthy_and_first_next_time():
    end = play("fleet: 3\nfail: ['#3']\nthen: [{revision: v3}]\n")
    first, second = end.deployments
    assert (str(first.status), list(first.targets)[2]) == ("Succeeded", next(iter(second.targets)))


def test_a_failed_deployment_leaves_a_mixed_fleet_and_the_groups_revision():
    end = play("fleet: 4\nconfiguration: OneAtATime\nfail: ['#3']\n")
    assert end.last_successful == "v1"
    assert healths(end) == {
        "i-1": ("Healthy", "v2"),
        "i-2": ("Healthy", "v2"),
        "i-3": ("Unhealthy", "v1"),
        "i-4": ("Healthy", "v1"),
    }


def test_a_stopped_machine_counts_as_a_failure_after_five_minutes():
    fleet = "fleet: [{id: i-1, agent: stopped, revision: v1, health: Healthy}, {id: i-2, revision: v1, health: Healthy}]\n"
    end = play(fleet)
    target = end.deployments[0].targets["i-1"]
    assert (str(target.status), target.ended - target.started) == ("Failed", 5 * 60_000)


ZONES = """
fleet:
  - {id: i-1, revision: v1, health: Healthy, zone: b}
  - {id: i-2, revision: v1, health: Healthy, zone: a}
  - {id: i-3, revision: v1, health: Healthy, zone: b}
  - {id: i-4, revision: v1, health: Healthy, zone: a}
configuration:
  minimumHealthyHosts: {type: HOST_COUNT, value: 0}
  zonalConfig: {monitorDuration: 30}
"""


def test_a_zonal_deployment_finishes_a_zone_and_watches_it_before_the_next():
    targets = play(ZONES).deployments[0].targets
    ended = max(targets[name].ended for name in ("i-2", "i-4"))
    assert min(targets[name].started for name in ("i-1", "i-3")) == ended + 30_000


def test_a_rollback_ignores_zones():
    end = play(ZONES + "fail: [i-1, i-2, i-3, i-4]\nrollback: [DEPLOYMENT_FAILURE]\n")
    assert len({target.started for target in end.deployments[1].targets.values()}) == 1


# Lifecycle and scripts


IN_PLACE = [
    "ApplicationStop", "DownloadBundle", "BeforeInstall", "Install", "AfterInstall", "ApplicationStart",
    "ValidateService",
]  # fmt: skip


def test_the_lifecycle_in_place():
    end = play("fleet: 1\n")
    assert list(records(end.deployments[0], "i-1")) == IN_PLACE


def test_a_load_balancer_puts_block_events_before_and_allow_events_after():
    end = play("fleet: 1\nloadBalancer: true\n")
    block = ["BeforeBlockTraffic", "BlockTraffic", "AfterBlockTraffic"]
    allow = ["BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic"]
    assert list(records(end.deployments[0], "i-1")) == block + IN_PLACE + allow


def test_stop_and_block_scripts_come_from_the_install_before_and_all_others_from_the_new_one():
    told = records(play("fleet: 1\nloadBalancer: true\n").deployments[0], "i-1")
    old = {name for name, record in told.items() if record.scripts_of == "v1"}
    new = {name for name, record in told.items() if record.scripts_of == "v2"}
    assert old == {"ApplicationStop", "BeforeBlockTraffic", "AfterBlockTraffic"}
    assert new == {
        "BeforeInstall", "AfterInstall", "ApplicationStart", "ValidateService", "BeforeAllowTraffic",
        "AfterAllowTraffic",
    }  # fmt: skip


def test_a_first_deployment_has_no_scripts_to_stop_with():
    told = records(play("fleet: [{id: i-1, revision: none}]\n").deployments[0], "i-1")["ApplicationStop"]
    assert (str(told.status), told.cause, told.scripts_of) == ("Succeeded", Cause.NO_OP, None)


@pytest.mark.parametrize(
    ("event", "stopped_by"), [("BeforeInstall", "v1"), ("Install", "v1"), ("ApplicationStart", "v2")]
)
def test_the_next_stop_runs_the_scripts_of_what_was_installed_even_if_it_failed_later(event, stopped_by):
    end = play(f"fleet: 1\nfail: [i-1@{event}]\nthen: [{{revision: v3}}]\n")
    assert records(end.deployments[1], "i-1")["ApplicationStop"].scripts_of == stopped_by


BROKEN_STOP = "fleet: 1\nfail: [{instance: i-1, event: ApplicationStop, revision: v1}]\n"


def test_a_broken_stop_script_fails_every_later_revision_until_it_is_ignored():
    end = play(BROKEN_STOP + "then: [{revision: v3}]\n")
    assert [str(deployment.status) for deployment in end.deployments] == ["Failed", "Failed"]
    assert outcome(BROKEN_STOP + "ignoreApplicationStopFailures: true\n") == ("Succeeded", None)


def test_ignoring_stop_failures_forgives_no_other_event():
    text = "fleet: 1\nfail: [i-1@BeforeInstall]\nignoreApplicationStopFailures: true\n"
    assert outcome(text)[0] == "Failed"


def test_the_first_failed_event_ends_the_instance_and_the_rest_is_skipped():
    target = play("fleet: 1\nfail: [i-1@Install]\n").deployments[0].targets["i-1"]
    assert [str(target.event_status(name)) for name in IN_PLACE] == [
        "Succeeded", "Succeeded", "Succeeded", "Failed", "Skipped", "Skipped", "Skipped",
    ]  # fmt: skip


def test_an_agent_that_dies_within_an_event_is_noticed_after_an_hour():
    fleet = "fleet: [{id: i-1, agent: {silentAt: 22}, revision: v1, health: Healthy}]\n"
    end = play(fleet)
    failed = [
        record for record in records(end.deployments[0], "i-1").values() if str(record.status) == "Failed"
    ]
    assert [(record.name, record.at - record.started) for record in failed] == [("Install", 3_600_000)]


# Rollback, alarms, people


def test_a_rollback_is_a_new_deployment_of_the_last_successful_revision():
    end = play("fleet: 3\nfail: ['#1']\nrollback: [DEPLOYMENT_FAILURE]\n")
    failed, rollback = end.deployments
    assert failed.id != rollback.id
    assert (str(rollback.created.creator), rollback.created.revision) == ("codeDeployRollback", "v1")
    assert (failed.rolled_back_by, rollback.created.rollback_of) == (rollback.id, failed.id)
    assert str(rollback.status) == "Succeeded"
    assert list(records(rollback, "i-1")) == IN_PLACE


def test_a_rollback_takes_failed_instances_first_and_the_whole_group():
    end = play("fleet: 5\nconfiguration: OneAtATime\nfail: ['#3']\nrollback: [DEPLOYMENT_FAILURE]\n")
    rollback = end.deployments[1]
    assert next(iter(rollback.targets)) == "i-3"
    assert len(rollback.targets) == 5
    assert rollback.created.configuration == end.deployments[0].created.configuration


@pytest.mark.parametrize(
    ("events", "deployments"),
    [
        ("[DEPLOYMENT_FAILURE]", 1),
        ("[DEPLOYMENT_STOP_ON_REQUEST]", 1),
        ("[DEPLOYMENT_STOP_ON_ALARM]", 2),
        ("[]", 1),
    ],
)
def test_an_alarm_stops_and_only_its_own_setting_rolls_back(events, deployments):
    end = play(f"fleet: 5\nalarms: [{{at: 70, until: 100}}]\nrollback: {events}\n")
    assert (str(end.deployments[0].status), str(end.deployments[0].error.code)) == ("Stopped", "ALARM_ACTIVE")
    assert len(end.deployments) == deployments


def test_an_alarm_that_rings_already_blocks_the_next_deployment_before_it_attempts_anything():
    _, blocked = play("fleet: 3\nalarms: [{at: 10}]\nthen: [v3]\n").deployments
    assert (str(blocked.status), str(blocked.error.code)) == ("Stopped", "ALARM_ACTIVE")
    assert {target.started for target in blocked.targets.values()} == {None}


def test_an_overridden_alarm_configuration_polls_no_alarm():
    text = "fleet: 3\nalarms: [{at: 10}]\noverrideAlarmConfiguration: true\nthen: [v3]\n"
    assert [str(deployment.status) for deployment in play(text).deployments] == ["Succeeded", "Succeeded"]


def test_an_alarm_is_not_evaluated_during_a_rollback():
    text = "fleet: 2\nfail: ['#1']\nrollback: [DEPLOYMENT_FAILURE]\nalarms: [{at: 60}]\n"
    assert [str(deployment.status) for deployment in play(text).deployments] == ["Failed", "Succeeded"]


@pytest.mark.parametrize(("rollback", "deployments"), [("true", 2), ("false", 1)])
def test_a_stop_on_request_may_ask_for_a_rollback(rollback, deployments):
    end = play(f"fleet: 3\nactions: [{{at: 70, do: stop, rollback: {rollback}}}]\n")
    assert (str(end.deployments[0].status), str(end.deployments[0].error.code)) == ("Stopped", "MANUAL_STOP")
    assert len(end.deployments) == deployments


def test_what_is_in_flight_at_a_stop_finishes_and_the_rest_keeps_its_health():
    end = play("fleet: 3\nactions: [{at: 70, do: stop}]\n")
    assert statuses(end.deployments[0]) == {"i-1": "Succeeded", "i-2": "Succeeded", "i-3": "Skipped"}
    assert healths(end)["i-3"] == ("Healthy", "v1")


def test_a_rollback_that_fails_is_not_followed_by_another():
    text = """
fleet: 1
fail: [i-1, {instance: i-1, event: BeforeInstall, revision: v1}]
rollback: [DEPLOYMENT_FAILURE]
"""
    assert [str(deployment.status) for deployment in play(text).deployments] == ["Failed", "Failed"]


def test_without_an_earlier_success_there_is_nothing_to_return_to():
    end = play("fleet: [{id: i-1, revision: none}]\nfail: [i-1]\nrollback: [DEPLOYMENT_FAILURE]\n")
    assert len(end.deployments) == 1
    assert end.deployments[0].rollback_message


def test_a_failure_of_the_new_revision_is_not_inherited_by_its_rollback():
    end = play("fleet: 2\nconfiguration: AllAtOnce\nfail: [i-1, i-2]\nrollback: [DEPLOYMENT_FAILURE]\n")
    assert [str(deployment.status) for deployment in end.deployments] == ["Failed", "Succeeded"]
    assert healths(end) == {"i-1": ("Healthy", "v1"), "i-2": ("Healthy", "v1")}


def test_without_the_service_role_nothing_begins():
    end = play("fleet: 2\nserviceRole: missing\n")
    assert (str(end.deployments[0].status), str(end.deployments[0].error.code)) == (
        "Failed",
        "IAM_ROLE_MISSING",
    )
    assert {target.started for target in end.deployments[0].targets.values()} == {None}


def test_without_an_instance_profile_no_agent_ever_takes_a_command():
    target = play("fleet: 2\ninstanceProfile: missing\n").deployments[0].targets["i-1"]
    assert [(record.name, record.cause) for record in target.records] == [
        ("ApplicationStop", Cause.NOT_STARTED)
    ]
