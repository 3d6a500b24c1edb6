"""Scenarios as YAML: what people write is what runs, and everything wrong is told at its line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.sandbox.model import SECOND, Agent, Approval, Health, LifecycleErrorCode, Originals, RollbackEvent
from hashq.sandbox.scenario import KEYS, parse_scenario
from hashq.sandbox.scenario_model import Action, AlarmPeriod, Do, Failure, FollowUp, Scenario

EXAMPLE = """\
name: One failure, three configurations
platform: server
type: in-place
compare: [OneAtATime, HalfAtATime, AllAtOnce]
fleet: {instances: 9, revision: v1}
revision: v2
fail: [i-3, {instance: '#4', event: ValidateService, error: ScriptTimedOut, revision: v2}]
durations: {AfterInstall: 20}
rollback: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM]
alarms: [{at: 120, until: 300}]
actions: [{at: 90, do: stop}]
then: [{revision: v3}]
seed: 1
"""


def read(text):
    parsed = parse_scenario(text)
    assert parsed.scenario is not None, parsed.problems
    return parsed.scenario


def problems(text):
    return [(problem.line, problem.code) for problem in parse_scenario(text).problems]


def test_every_part_of_a_scenario_is_read():
    scenario = read(EXAMPLE)
    assert scenario.name == "One failure, three configurations"
    assert [each.short_name for each in scenario.compare] == ["OneAtATime", "HalfAtATime", "AllAtOnce"]
    assert [each.id for each in scenario.instances] == [f"i-{n}" for n in range(1, 10)]
    assert scenario.failures == (
        Failure(target="i-3"),
        Failure(None, 4, "ValidateService", LifecycleErrorCode.SCRIPT_TIMED_OUT, "v2"),
    )
    assert scenario.durations == (("AfterInstall", 20 * SECOND),)
    assert scenario.group.rollback == {RollbackEvent.FAILURE, RollbackEvent.STOP_ON_ALARM}
    assert scenario.alarms == (AlarmPeriod(120 * SECOND, 300 * SECOND),)
    assert scenario.actions == (Action(90 * SECOND, Do.STOP),)
    assert scenario.then == (FollowUp("v3"),)
    assert scenario.seed == 1


def test_compare_stands_instead_of_configuration_which_is_told():
    text = "configuration: OneAtATime\ncompare: [AllAtOnce, HalfAtATime]"
    assert [each.short_name for each in read(text).compare] == ["AllAtOnce", "HalfAtATime"]
    assert problems(text) == [(1, "no-effect")]


def test_an_empty_text_is_the_usual_scenario():
    assert read("") == Scenario()


def test_a_listed_fleet_keeps_what_each_instance_says():
    scenario = read(
        "fleet: [{id: i-1, tags: {tier: web}, revision: v0, health: Unhealthy, zone: b, agent: silent}, i-2]"
    )
    first, second = scenario.instances
    assert (first.tags, first.revision, first.health, first.zone) == (
        (("tier", "web"),),
        "v0",
        Health.UNHEALTHY,
        "b",
    )
    assert first.agent == Agent(answers_until=0)
    assert (second.id, second.revision, second.health) == ("i-2", "v1", Health.HEALTHY)


def test_numbers_may_name_revisions():
    assert read("revision: 1.10").revision == "1.10"


def test_blue_green_options_have_the_services_words():
    options = read(
        "type: blue-green\n"
        "blueGreen: {approval: STOP_DEPLOYMENT, approvalWait: 60, originals: KEEP_ALIVE, terminationWait: 0}"
    ).group.blue_green
    assert (options.approval, options.approval_wait) == (Approval.WAIT, 60 * SECOND)
    assert (options.originals, options.termination_wait) == (Originals.KEEP, 0)


@pytest.mark.parametrize(
    ("text", "expected", "hint"),
    [
        ("\nflet: 3", (2, "unknown-key"), "did you mean fleet?"),
        ("fleet: 3\nconfiguration: HalfATime", (2, "refused"), "did you mean HalfAtATime?"),
        ("durations: {Aferinstall: 3}", (1, "unknown-key"), "did you mean AfterInstall?"),
        ("rollback: [DEPLOYMENT_FAILED]", (1, "unknown-value"), "did you mean DEPLOYMENT_FAILURE?"),
        ("actions:\n  - {at: 3, do: stopp}", (2, "unknown-value"), "did you mean stop?"),
        ("fail:\n  - i-2\n  - i-30", (3, "refused"), "did you mean i-3?"),
        ("fail: i-2@ValidateServise", (1, "refused"), "did you mean ValidateService?"),
        ("fail: i-2@AllowTraffic", (1, "refused"), ""),
        ("fail: ['#10']", (1, "refused"), ""),
        ("fleet: [{id: a}, {id: a}]", (1, "duplicate"), ""),
        ("fleet: {instances: 10001}", (1, "not-a-number"), ""),
        ("platform: lambda\ntype: in-place", (2, "refused"), ""),
        ("platform: ecs\ntype: in-place", (2, "refused"), ""),
        ("type: blue-green\nonPremises: true", (1, "refused"), ""),
        ("type: blue-green\nloadBalancer: false", (2, "refused"), ""),
        ("platform: lambda\nconfiguration: ECSAllAtOnce", (2, "refused"), ""),
        (
            "platform: ecs\nloadBalancer: network\nconfiguration: ECSCanary10Percent5Minutes",
            (3, "refused"),
            "",
        ),
        (
            "configuration: {name: CodeDeployDefault.Mine, minimumHealthyHosts: {type: HOST_COUNT, value: 1}}",
            (1, "refused"),
            "",
        ),
        ("configuration: {minimumHealthyHosts: {type: FLEET_PERCENT, value: 100}}", (1, "refused"), ""),
        ("configuration: {minimumHealthyHosts: {type: MOST_CONCURRENCY, value: 1}}", (1, "refused"), ""),
        ("platform: lambda\nignoreApplicationStopFailures: true", (2, "refused"), ""),
        ("alarms: [{at: 9, until: 3}]", (1, "contradiction"), ""),
        ("alarms: [{at: .inf}]", (1, "not-a-time"), ""),
        ("seed: yes", (1, "not-a-number"), ""),
        ("output: [a]", (1, "not-a-mapping"), ""),
        ("output:\n  AfterInstall: [a]", (2, "not-text"), ""),
        (f"output: {{AfterInstall: {'x' * 4_001}}}", (1, "too-long"), ""),
        ("fail: [{instance: i-1, outptu: x}]", (1, "unknown-key"), "did you mean output?"),
        ("appspec: {v1: 'version: 9'}", (1, "refused"), ""),
        ("appspec: {v1: [a]}", (1, "not-text"), ""),
        ("- a list", (1, "not-a-mapping"), ""),
        ("fleet: [", (2, "yaml"), "brackets"),
    ],
)
def test_what_is_wrong_is_told_at_its_line_with_a_remedy(text, expected, hint):
    parsed = parse_scenario(text)
    assert parsed.scenario is None
    first = parsed.problems[0]
    assert (first.line, first.code) == expected
    assert hint in first.hint


def test_lines_count_from_where_the_block_begins():
    (problem,) = parse_scenario("fleet: 3\nflet: 3", path="note.md", first_line=40).problems
    assert (problem.path, problem.line) == ("note.md", 41)


LISTED = "appspec: |\n  version: 0.0\n  os: linux\n  hooks:\n    AfterInstall:\n      - location: scripts/set_up.sh\n"


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        (LISTED + "output:\n  scripts/setup.sh: x\n", 8, "did you mean scripts/set_up.sh?"),
        ("output:\n  ValidateServise: x\n", 2, "did you mean ValidateService?"),
        ("output: {Install: x}\n", 1, "AfterInstall"),
        ("platform: lambda\noutput: {AfterAllowTraffic: x}\n", 2, "leave the output out"),
        ("appspec:\n  v2: 'version: 0.0'\n  v7: 'version: 0.0'\n", 3, "did you mean v"),
    ],
)
def test_what_nothing_prints_is_told_at_its_line_with_the_nearest_name(text, line, hint):
    parsed = parse_scenario(text)
    problem = parsed.problems[-1]
    assert parsed.scenario is not None
    assert (problem.line, problem.code, problem.severity) == (line, "no-effect", "warning")
    assert hint in problem.hint


def test_an_event_prints_for_scripts_no_appspec_lists():
    assert read("output: {ValidateService: 200 OK}").output == (("ValidateService", "200 OK"),)
    assert parse_scenario("output: {ValidateService: 200 OK}").problems == ()


def test_appspecs_of_several_revisions_stand_apart():
    text = "appspec:\n  v1: 'version: 0.0\n\n    os: linux'\n  v2: 'version: 9'\n"
    scenario = read(text)
    assert scenario.appspec == "version: 9"
    assert [name for name, _ in scenario.appspecs] == ["v1"]


def test_several_problems_are_told_at_once():
    assert problems("flet: 3\nseed: x\nfail: {event: A}") == [
        (1, "unknown-key"),
        (2, "not-a-number"),
        (3, "missing-key"),
    ]


WORDS = st.sampled_from(
    [*KEYS, "i-1", "#1", "OneAtATime", "stop", "at", "do", "instances", "revision", "type", "value"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5))
def test_no_structure_raises(data):
    import yaml  # noqa: PLC0415 - only this test writes YAML

    parsed = parse_scenario(yaml.safe_dump(data, allow_unicode=True))
    assert (parsed.scenario is None) == any(problem.severity == "error" for problem in parsed.problems)


@given(st.text(max_size=60))
def test_no_text_raises(text):
    parse_scenario(text)


def bomb():
    """Each line holds nine of the one before: expanded, more than 10**12 values."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]" for n in range(12)]
    return "\n".join(lines)


def work_to_refuse(text):
    """Processor time, which other programs on the machine do not stretch."""
    began = time.thread_time()
    parsed = parse_scenario(text)
    spent = time.thread_time() - began
    assert parsed.scenario is None
    return spent


@pytest.mark.parametrize(
    "text", [bomb(), "[" * 100_000, "{" * 100_000, "- " * 100_000], ids=["aliases", "[", "{", "-"]
)
def test_a_bomb_is_refused_in_under_a_tenth_of_a_second(text):
    assert min(work_to_refuse(text) for _ in range(3)) < 0.1
