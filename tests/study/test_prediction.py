"""Predictions are judged by what happened, and explained."""

from __future__ import annotations

import pytest

from hashq.sandbox.model import DeploymentStatus
from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.shipped import SHIPPED
from hashq.study.lab import compare
from hashq.study.prediction import Prediction, judge, outcome_of

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
