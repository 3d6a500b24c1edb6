"""Blue/green on servers: two fleets, one reroute, and the way back."""

from __future__ import annotations

import itertools

import pytest

from hashq.sandbox.model import MINUTE, SECOND, Health, Label
from hashq.sandbox.outcome import as_json

FOUR = "type: blue-green\nconfiguration: AllAtOnce\nfleet: 4\n"


def by_label(deployment, label):
    return [target for target in deployment.targets.values() if target.label is label]


def test_the_replacements_are_the_group_afterwards(play):
    run = play(FOUR)
    assert run.status() == "Succeeded"
    assert sorted(run.end.hosts) == ["g-1", "g-2", "g-3", "g-4"]
    assert run.fleet() == {("v2", "Healthy"): 4}


def test_kept_originals_run_on_outside_the_group(play):
    run = play(FOUR + "blueGreen: {originals: KEEP_ALIVE}")
    kept = [host for host in run.end.hosts.values() if not host.in_group]
    assert [(host.id, host.revision, host.in_service) for host in kept] == [
        (f"i-{number}", "v1", False) for number in range(1, 5)
    ]


def test_discovered_replacements_need_not_be_launched(play):
    launched = play(FOUR).first.ended
    found = play(FOUR + "blueGreen: {fleet: DISCOVER_EXISTING}").first.ended
    assert launched - found == MINUTE


def test_traffic_moves_after_every_replacement_is_installed_and_before_any_original_is_blocked(play):
    first = play(FOUR).first
    green, blue = by_label(first, Label.GREEN), by_label(first, Label.BLUE)
    installed = max(
        record.at for target in green for record in target.records if record.name == "ValidateService"
    )
    allowed = [record for target in green for record in target.records if record.name == "AllowTraffic"]
    blocked = min(target.started for target in blue)
    assert installed <= min(record.started for record in allowed)
    assert max(record.at for record in allowed) <= blocked


def test_the_configuration_governs_the_replacements(play):
    first = play("type: blue-green\nconfiguration: OneAtATime\nfleet: 3").first
    spans = sorted(
        (target.records[0].started, target.records[6].at) for target in by_label(first, Label.GREEN)
    )
    assert all(earlier[1] <= later[0] for earlier, later in itertools.pairwise(spans))


def test_a_failed_install_leaves_the_originals_in_traffic(play):
    run = play("type: blue-green\nfleet: 3\nfail: [g-1]")
    assert (run.status(), run.code()) == ("Failed", "HEALTH_CONSTRAINTS")
    assert run.fleet() == {("v1", "Healthy"): 3}
    assert all(run.end.hosts[f"i-{number}"].in_service for number in range(1, 4))


def test_naming_an_original_means_its_replacement_where_only_replacements_are_installed(play):
    assert (
        play("type: blue-green\nfleet: 3\nfail: [i-1]").record("g-1", "ApplicationStart").error
        == "ScriptFailed"
    )


def test_one_original_that_cannot_be_deregistered_fails_the_whole_deployment(play):
    run = play(FOUR + "fail: [{instance: i-2, event: BlockTraffic}]")
    assert run.status() == "Failed"
    assert run.overview() == {"Succeeded": 7, "Failed": 1}


def test_a_reroute_nobody_approves_is_stopped_when_the_wait_is_over(play):
    run = play(FOUR + "blueGreen: {approval: STOP_DEPLOYMENT, approvalWait: 100}")
    ready = max(record.at for target in by_label(run.first, Label.GREEN) for record in target.records)
    assert (run.status(), run.code(), run.first.ended) == ("Stopped", "TIMEOUT", ready + 100 * SECOND)


@pytest.mark.parametrize(("do", "status"), [("approve", "Succeeded"), ("reject", "Stopped")])
def test_a_person_decides_on_the_reroute(play, do, status):
    run = play(FOUR + f"blueGreen: {{approval: STOP_DEPLOYMENT}}\nactions: [{{at: 300, do: {do}}}]")
    assert run.status() == status


def test_while_it_waits_the_deployment_and_its_replacements_are_ready(play):
    timeline = play(FOUR + "blueGreen: {approval: STOP_DEPLOYMENT}").timeline
    seen = timeline.at_time(300 * SECOND).current
    assert str(seen.status) == "Ready"
    assert {str(status): count for status, count in seen.counts.items() if count} == {
        "Pending": 4,
        "Ready": 4,
    }


BACK = FOUR + "alarms: [{at: 250}]\nrollback: [DEPLOYMENT_STOP_ON_ALARM]"


def test_while_the_originals_wait_a_rollback_routes_back_to_them(play):
    run = play(BACK)
    back = run.deployments[1]
    assert [str(each.status) for each in run.deployments] == ["Stopped", "Succeeded"]
    assert {record.name for target in by_label(back, Label.BLUE) for record in target.records} == {
        "BeforeAllowTraffic",
        "AllowTraffic",
        "AfterAllowTraffic",
    }
    assert {record.scripts_of for target in by_label(back, Label.BLUE) for record in target.records} == {
        "v1",
        None,
    }
    assert {record.scripts_of for target in by_label(back, Label.GREEN) for record in target.records} == {
        "v2",
        None,
    }
    assert back.shifts[-1][1] == 100
    assert run.fleet() == {("v1", "Healthy"): 4}


def test_the_next_blue_green_deployment_replaces_the_replacements(play):
    run = play(FOUR + "then: [{revision: v3}]")
    assert sorted(run.end.hosts) == ["g2-1", "g2-2", "g2-3", "g2-4"]
    assert run.fleet() == {("v3", str(Health.HEALTHY)): 4}


def test_while_the_shift_goes_on_the_instances_serve_and_not_a_revision(play):
    run = play("type: blue-green\nconfiguration: AllAtOnce\nfleet: 4\nfail: [g-3@AllowTraffic]\n")
    for count in range(len(run.timeline) + 1):
        world = run.timeline.at(count)
        assert world.serving == ()
        assert [each["instanceId"] for each in as_json(world, run.timeline.scenario)["fleet"]] == [
            host.id for host in world.hosts.values() if host.in_group
        ]
    assert {percent for _, percent in run.first.shifts} - {0, 100}


THEN = "type: blue-green\nfleet: 2\nconfiguration: AllAtOnce\nthen: [v3]\n"


def worlds(run, kind, number=0):
    """The world right after each event of a kind that belongs to the deployment of that number."""
    return [
        run.timeline.at(index + 1)
        for index, event in enumerate(run.timeline.events)
        if type(event).__name__ == kind and event.deployment == run.deployments[number].id
    ]


def test_what_replaced_others_before_is_an_original_of_the_next_deployment(play):
    (launched,) = worlds(play(THEN), "ReplacementsLaunched", 1)
    assert {host.id: str(host.label) for host in launched.hosts.values()} == {
        "g-1": "Blue",
        "g-2": "Blue",
        "g2-1": "Green",
        "g2-2": "Green",
    }


def test_replacements_that_are_not_launched_yet_are_not_healthy(play):
    run = play(
        "type: blue-green\nfleet: 2\nconfiguration: AllAtOnce\nrollback: [DEPLOYMENT_FAILURE]\n"
        "fail: [i-1@BlockTraffic]\nthen: [v3]\n"
    )
    (created,) = worlds(run, "DeploymentCreated", 2)
    assert created.current.healthy == 0


def test_a_ready_replacement_that_traffic_never_reached_does_not_end_healthy(play):
    run = play(FOUR + "blueGreen: {approval: STOP_DEPLOYMENT}\nactions: [{at: 300, do: reject}]")
    assert run.overview() == {"Skipped": 8}
    assert run.first.healthy == 0


@pytest.mark.parametrize("actions", ["[{at: 200, do: reject}]", "[]"])
def test_a_reroute_that_was_not_approved_never_goes_on(play, actions):
    run = play(
        "type: blue-green\nfleet: 1\nconfiguration: AllAtOnce\n"
        f"blueGreen: {{approval: STOP_DEPLOYMENT, approvalWait: 300}}\nactions: {actions}\n"
    )
    (decided,) = worlds(run, "RerouteDecided")
    assert str(decided.current.status) == "Ready"


@pytest.mark.parametrize("event", ["AfterAllowTraffic", "AllowTraffic"])
def test_an_original_can_fail_on_its_way_back_into_traffic(play, event):
    run = play(BACK + f"\nfail: [{{instance: i-2, event: {event}, revision: v1}}]")
    assert [str(each.status) for each in run.deployments] == ["Stopped", "Failed"]
    assert str(run.deployments[1].targets["i-2"].status) == "Failed"


@pytest.mark.parametrize("ids", [("i-1", "g-1"), ("i-a", "a"), ("g-1", "g2-1", "g3-1")])
def test_a_replacement_has_an_id_of_its_own_whatever_the_originals_are_called(play, ids):
    run = play(
        "type: blue-green\nconfiguration: AllAtOnce\nfleet: ["
        + ", ".join(f"{{id: {each}}}" for each in ids)
        + "]"
    )
    assert run.status() == "Succeeded"
    assert len(run.end.hosts) == len(ids)
    assert not set(run.end.hosts) & set(ids)


def test_a_replacement_that_serves_is_not_replaced_under_its_own_id(play):
    """A deployment stopped while it blocks the originals leaves replacements in traffic; the next launches others."""
    run = play(FOUR + "actions: [{at: 150, do: stop}]\nthen: [v3]\n")
    (launched,) = worlds(run, "ReplacementsLaunched", 1)
    assert {"g-1", "g2-1"} <= set(launched.hosts)


def test_a_person_who_fails_an_original_that_waits_fails_it_and_not_its_replacement(play):
    run = play(
        "type: blue-green\nfleet: 2\nconfiguration: AllAtOnce\nactions: [{at: 10, do: fail, instance: i-1}]\n"
    )
    assert {target.id: str(target.status) for target in run.first.targets.values()} == {
        "g-1": "Succeeded",
        "g-2": "Succeeded",
        "i-1": "Failed",
        "i-2": "Succeeded",
    }


def test_on_the_way_back_a_replacement_that_waits_can_be_made_to_fail(play):
    run = play(BACK + "\nactions: [{at: 252, do: fail, instance: g-2}]")
    assert str(run.deployments[1].targets["g-2"].status) == "Failed"
