"""The shipped scenarios: each shows what its lesson says."""

from __future__ import annotations

import pytest

from hashq.sandbox.scenario import parse_scenario
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
    "ecs-linear": [["Succeeded"]],
    "broken-application-stop": [["Failed"]],
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


def test_the_mixed_fleet_runs_both_revisions(play):
    assert {revision for revision, _ in play(shipped("mixed-fleet").text).fleet()} == {"v1", "v2"}


def test_an_unknown_name_is_no_scenario():
    assert shipped("nothing") is None
