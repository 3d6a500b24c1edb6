"""The story: sentences that say why."""

from __future__ import annotations

import pytest

from hashq.sandbox import rules
from hashq.sandbox.events import DeploymentEnded, LifecycleEventEnded, RolloutHalted
from hashq.sandbox.narrate import clock, narrate


def told(run, kind):
    return [narrate(event) for event in run.timeline.events if isinstance(event, kind)]


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
        ("fleet: 0", rules.STATUS),
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
