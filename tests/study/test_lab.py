"""The sandbox as the front ends use it: scenario files, wishes on top, comparisons."""

from __future__ import annotations

import pytest

from hashq.errors import ExitCode, UnreadableInputError
from hashq.sandbox.model import ComputePlatform, DeploymentType, LoadBalancer, RollbackEvent
from hashq.sandbox.refusals import RefusedError
from hashq.sandbox.scenario_model import Action, Do, Scenario
from hashq.study.lab import (
    LARGEST_FILE,
    Overrides,
    ScenarioError,
    change,
    compare,
    load_scenario,
    read_scenario,
    variants,
)


def test_a_scenario_file_is_read(tmp_path):
    file = tmp_path / "s.yml"
    file.write_text("revision: v9\n", encoding="utf-8")
    assert load_scenario(file).revision == "v9"


def test_a_file_that_is_not_text_is_told_as_a_problem(tmp_path):
    file = tmp_path / "s.yml"
    file.write_bytes(b"\xff\xfe\x00name: [")
    with pytest.raises(ScenarioError) as told:
        load_scenario(file)
    assert told.value.exit_code is ExitCode.UNREADABLE_INPUT


def test_a_folder_and_a_huge_file_cannot_be_read(tmp_path):
    with pytest.raises(UnreadableInputError):
        load_scenario(tmp_path)
    huge = tmp_path / "huge.yml"
    huge.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(UnreadableInputError, match="too large"):
        load_scenario(huge)


def test_what_the_service_refuses_is_wrong_usage():
    with pytest.raises(ScenarioError) as told:
        read_scenario("platform: lambda\ntype: in-place")
    assert told.value.exit_code is ExitCode.USAGE


def test_another_platform_brings_its_own_usual_group():
    changed = change(Scenario(), Overrides(platform=ComputePlatform.ECS, rollback=(RollbackEvent.FAILURE,)))
    assert changed.group.type is DeploymentType.BLUE_GREEN
    assert changed.group.load_balancer is LoadBalancer.APPLICATION
    assert changed.group.rollback == {RollbackEvent.FAILURE}
    assert changed.configuration.short_name == "ECSAllAtOnce"


def test_another_type_keeps_the_configuration():
    before = read_scenario("configuration: HalfAtATime")
    assert change(before, Overrides(type=DeploymentType.BLUE_GREEN)).configuration == before.configuration


def test_a_smaller_fleet_may_be_too_small_for_a_failure():
    with pytest.raises(RefusedError, match="no instance i-7"):
        change(read_scenario("fail: [i-7]"), Overrides(instances=3))


@pytest.mark.parametrize(
    "minimum", ["HOST_COUNT=", "HOST_COUNT=-1", "FLEET_PERCENT=1.5", "PERCENT=5", "HOST_COUNT=²"]
)
def test_a_minimum_must_be_a_type_and_a_whole_number(minimum):
    with pytest.raises(RefusedError):
        change(Scenario(), Overrides(minimum=minimum))


def test_several_configurations_are_compared_on_one_fleet():
    scenario = change(Scenario(), Overrides(configurations=("OneAtATime", "AllAtOnce")))
    assert [each.configuration.short_name for each in variants(scenario)] == ["OneAtATime", "AllAtOnce"]
    fleets = {each.instances for each in variants(scenario)}
    assert len(fleets) == 1


def test_an_action_is_played_in_every_variant():
    scenario = read_scenario("compare: [OneAtATime, HalfAtATime]")
    stopped = compare(scenario, [Action(30_000, Do.STOP)])
    assert [str(timeline.end.current.status) for timeline in stopped] == ["Stopped", "Stopped"]
