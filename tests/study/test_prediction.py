"""Predictions are judged by what happened, and explained."""

from __future__ import annotations

import pytest

from hashq.sandbox.model import DeploymentStatus
from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.shipped import SHIPPED
from hashq.study.lab import compare
from hashq.study.prediction import Prediction, judge, largest_on_new, on_new_question, outcome_of

RUNNABLE = [each.key for each in SHIPPED if parse_scenario(each.text).scenario is not None]


@pytest.mark.parametrize("key", RUNNABLE)
def test_the_truth_is_judged_right_in_all_parts_and_every_part_has_its_rule(key):
    text = next(each.text for each in SHIPPED if each.key == key)
    for timeline in compare(parse_scenario(text).scenario):
        judgements = judge(outcome_of(timeline), timeline)
        assert all(each.right for each in judgements)
        assert all(each.because and each.rule.text for each in judgements)


def test_a_wrong_part_is_wrong_alone():
    (timeline,) = compare(parse_scenario("fail: ['#3']\n").scenario)
    said = Prediction(DeploymentStatus.FAILED, 5, rolls_back=False)
    assert [each.right for each in judge(said, timeline)] == [True, False, True]


def test_after_a_rollback_nobody_runs_the_new_revision():
    (timeline,) = compare(parse_scenario("fail: ['#3']\nrollback: [DEPLOYMENT_FAILURE]\n").scenario)
    assert outcome_of(timeline) == Prediction(DeploymentStatus.FAILED, 0, rolls_back=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fleet: 3\n", "Every instance took v2."),
        ("platform: lambda\n", "All traffic goes to v2."),
        ("fleet: 3\nfail: ['#3']\n", "1 failed and kept what it had."),
        ("fleet: 4\nconfiguration: AllAtOnce\nfail: ['#1', '#2']\n", "2 failed and kept what they had."),
        ("fleet: 3\nfail: ['#1']\nrollback: [DEPLOYMENT_FAILURE]\n", "The rollback brought v1 again."),
        (
            "fleet: 3\nfail: [i-1, {instance: i-1, revision: v1}]\nrollback: [DEPLOYMENT_FAILURE]\n",
            "The rollback ended Failed: what it did not reach stays as it was.",
        ),
        (
            "platform: lambda\nconfiguration: LambdaCanary10Percent5Minutes\nalarms: [{at: 60}]\n",
            "Traffic stays where it was when the deployment ended.",
        ),
        ("fleet: 3\nfail: ['#2']\n", "1 had taken v2 by then."),
        ("fleet: 3\nfail: ['#1']\n", "Nobody had taken v2 by then."),
        (
            "type: blue-green\nfleet: 3\nfail: ['#2']\n",
            "Replacements join the group only when the deployment succeeds.",
        ),
        ("fleet: 3\nthen: [v3]\n", "A later deployment brought v3."),
    ],
)
def test_what_runs_at_the_end_is_explained_by_what_happened(text, said):
    (timeline,) = compare(parse_scenario(text).scenario)
    _, stays, _ = judge(outcome_of(timeline), timeline)
    assert stays.because == said


def test_a_fleet_of_nobody_is_asked_about_instances():
    (timeline,) = compare(parse_scenario("fleet: 0\n").scenario)
    assert on_new_question(timeline) == "How many instances run v2 at the end?"
    assert largest_on_new(timeline) == 0
