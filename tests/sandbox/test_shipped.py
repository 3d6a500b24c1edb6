"""The shipped scenarios: each shows what its lesson says."""

from __future__ import annotations

import pytest

from hashq.sandbox.events import LifecycleEventEnded
from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.scripts_log import hook_log
from hashq.sandbox.shipped import SHIPPED, shipped
from hashq.study.lab import compare

ENDINGS = {
    "three-configurations": [["Failed"], ["Succeeded"], ["Succeeded"]],
    "one-at-a-time": [["Succeeded"]],
    "half-at-a-time": [["Succeeded"]],
    "all-at-once": [["Succeeded"]],
    "first-fails": [["Failed"]],
    "last-fails": [["Succeeded"]],
    "failed-first": [["Succeeded", "Succeeded"]],
    "rollback-on-failure": [["Failed", "Succeeded"]],
    "rollback-on-alarm": [["Stopped", "Succeeded"]],
    "mixed-fleet": [["Failed"]],
    "never-starts": [["Failed"]],
    "blue-green": [["Succeeded"]],
    "blue-green-approval": [["Succeeded"]],
    "lambda-canary": [["Succeeded"]],
    "lambda-canary-alarm": [["Stopped", "Succeeded"]],
    "lambda-linear": [["Succeeded"]],
    "ecs-linear": [["Succeeded"]],
    "broken-application-stop": [["Failed"]],
    "validation-fails": [["Failed", "Succeeded"]],
    "script-times-out": [["Succeeded"]],
    "script-missing": [["Failed"]],
    "silent-agent": [["Succeeded"]],
}


@pytest.mark.parametrize("key", ENDINGS)
def test_a_shipped_scenario_ends_as_its_lesson_says(key):
    scenario = parse_scenario(shipped(key).text).scenario
    ends = [[str(each.status) for each in timeline.end.deployments] for timeline in compare(scenario)]
    assert ends == ENDINGS[key]


def test_the_refused_one_is_refused_and_all_others_run():
    refused = [each.key for each in SHIPPED if parse_scenario(each.text).scenario is None]
    assert refused == ["lambda-in-place"]
    assert {each.key for each in SHIPPED} == {*ENDINGS, *refused}


@pytest.mark.parametrize("key", ENDINGS)
def test_a_shipped_scenario_says_nothing_without_effect(key):
    assert parse_scenario(shipped(key).text).problems == ()


@pytest.mark.parametrize(
    ("key", "event", "script", "last"),
    [
        ("broken-application-stop", "ApplicationStop", "scripts/stop.sh", "exit code 1"),
        ("validation-fails", "ValidateService", "scripts/validate.sh", "exit code 1"),
        (
            "script-times-out",
            "ApplicationStart",
            "scripts/start.sh",
            "timed out after 90 s; its process group is ended",
        ),
        ("script-missing", "ApplicationStart", "scripts/start.sh", "the bundle has no file at this location"),
    ],
)
def test_the_log_of_a_shipped_failure_tells_which_script_and_why(play, key, event, script, last):
    run = play(shipped(key).text)
    failed = next(
        each
        for each in run.timeline.events
        if isinstance(each, LifecycleEventEnded) and each.status == "Failed"
    )
    hook = hook_log(run.timeline.scenario, failed)
    assert (hook.event, hook.diagnostics.script_name) == (event, script)
    assert hook.lines[-1].text.endswith(last)


def test_the_mixed_fleet_runs_both_revisions(play):
    assert {revision for revision, _ in play(shipped("mixed-fleet").text).fleet()} == {"v1", "v2"}


def test_an_unknown_name_is_no_scenario():
    assert shipped("nothing") is None
