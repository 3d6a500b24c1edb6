"""Deployments to predict: keys that the simulator computes, beyond doubt, and that nothing gives away."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.quiz import cases
from hashq.quiz.fold import folded
from hashq.quiz.makers import make
from hashq.quiz.model import Kind, Question
from hashq.quiz.pool import Pool
from hashq.quiz.predict import ASKERS
from hashq.quiz.source import SourceCard
from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.shipped import SHIPPED
from hashq.sandbox.timeline import run

FLAT = [(topic, asker) for topic, askers in ASKERS.items() for asker in askers]
SEEDS = st.integers(0, 10**9)


def predicted(question, seed, answer=""):
    card = SourceCard("k0", "CodeDeploy", "/n.md", 1, question, answer)
    return make(card, Kind.PREDICT, Pool([card]), seed)


def key_of(question):
    return next(option.text for option in question.options if option.label in question.key)


def test_every_topic_that_is_asked_about_has_a_shipped_scenario():
    assert set(ASKERS) <= {scenario.key for scenario in SHIPPED}


@settings(max_examples=60)
@given(st.sampled_from(FLAT), SEEDS)
def test_options_are_distinct_and_the_key_is_not_told(drawn, seed):
    asked = drawn[1](Random(seed))
    if asked is None:
        return
    shown = [folded(text) for text in (asked.key, *asked.wrong)]
    assert len(set(shown)) == len(shown) >= 3
    assert f" {folded(asked.key)} " not in f" {folded(asked.case.told)} {folded(asked.request)} "


@settings(max_examples=60)
@given(st.sampled_from(FLAT), SEEDS)
def test_every_scenario_can_be_read_and_watched(drawn, seed):
    asked = drawn[1](Random(seed))
    if asked is not None:
        assert parse_scenario(asked.case.text).problems == ()


@settings(max_examples=30)
@given(SEEDS)
def test_a_status_is_what_the_simulation_of_the_carried_scenario_ends_with(seed):
    question = predicted("An alarm goes off during a CodeDeploy deployment. What happens to rollback?", seed)
    assert isinstance(question, Question)
    if "status" in question.prompt:
        end = run(parse_scenario(question.scenario).scenario).end
        assert key_of(question) == end.deployments[0].status


@settings(max_examples=40)
@given(SEEDS)
def test_no_case_hangs_on_what_becomes_of_instances_in_flight(seed):
    case = cases.failing(Random(seed))
    deployment, size = case.deployment, case.size
    minimum = deployment.created.minimum
    succeeded = size - case.broken >= max(1, minimum)
    at_the_end = case.first_broken == size - case.broken + 1
    window_of_one = deployment.created.window == 1
    if window_of_one and not at_the_end:
        assert case.status == "Failed"
    elif at_the_end or case.broken < size - minimum:
        assert (case.status == "Succeeded") == succeeded
    else:
        assert case.status == "Failed"


def test_half_at_a_time_on_one_instance_is_never_asked():
    assert all(cases.failing(Random(seed)).size > 1 for seed in range(50))


def test_the_share_of_traffic_is_the_documented_one():
    case = cases.shifting(cases.Shift("lambda", "Linear", 2))
    begun = case.deployment.shifts[0][0]
    assert [(at - begun, share) for at, share in case.deployment.shifts][4] == (8 * 60_000, 50)


def test_the_answer_cannot_be_learned_by_how_often_it_comes():
    asked = [asker(Random(seed)) for seed in range(120) for asker in ASKERS["rollback-on-failure"][:1]]
    keys = Counter(one.key for one in asked)
    assert len(keys) == 3
    assert max(keys.values()) < 65


def test_the_answer_cannot_be_learned_by_where_it_stands():
    places = Counter(predicted("How does a CodeDeploy rollback work?", seed).key[0] for seed in range(150))
    assert set(places) >= {"a", "b", "c"}
    assert max(places.values()) < 75


def test_the_rule_is_told_afterwards():
    question = predicted("What does HalfAtATime do when instances fail?", 3)
    assert question.why
    assert "at 0" in question.why or "Succeeded" in question.why or "Failed" in question.why


@pytest.mark.parametrize("question", ["What is DynamoDB?", "How does CloudFormation roll back?"])
def test_cards_on_other_things_have_nothing_to_predict(question):
    assert predicted(question, 1).reason == "it speaks of nothing the sandbox knows"


@settings(max_examples=60)
@given(SEEDS)
def test_a_card_about_functions_is_asked_about_functions_and_one_about_services_about_services(seed):
    about = predicted("How does traffic shift in a deployment to Lambda?", seed)
    assert isinstance(about, Question)
    assert "Lambda" in about.prompt
    assert "ECS" not in about.prompt
    about = predicted("How does traffic shift in a deployment to ECS?", seed)
    assert isinstance(about, Question)
    assert "Lambda" not in about.prompt
