"""Scenarios to choose from, and what is kept of a person's own."""

from __future__ import annotations

import re

import pytest

from hashq.errors import HashqError
from hashq.sandbox.scenario import KEYS, parse_scenario
from hashq.sandbox.scenario_model import Action, Do, Scenario
from hashq.sandbox.scenario_text import write_scenario
from hashq.sandbox.shipped import SHIPPED
from hashq.study.experiment import Experiment
from hashq.study.shelf import open_scenario, save_scenario, saved_scenarios

WRITTEN = [
    "type: blue-green\nblueGreen: {approval: STOP_DEPLOYMENT, approvalWait: 90, originals: KEEP_ALIVE}\n",
    "fleet: [{id: a, tags: {tier: web}}, {id: b, revision: null}, {id: c, agent: stopped, zone: b}]\ntagSet: [{tier: web}]\n",
    "fleet: {instances: 3, revision: null}\nseed: 7\njitter: 0.25\nthen: [v3, {revision: v4, configuration: AllAtOnce}]\n",
    "configuration: {minimumHealthyHosts: {type: HOST_COUNT, value: 2}, zonalConfig: {monitorDuration: 30}}\n",
    "platform: lambda\nconfiguration: {trafficRouting: {type: TimeBasedLinear, percentage: 20, interval: 3}}\n",
    "fail: [i-1, '#2@Install', {instance: i-3, event: ApplicationStop, revision: v1, error: ScriptTimedOut}]\n",
    "actions: [{at: 1.5, do: fail, instance: i-2}, {at: 9, do: stop, rollback: true}]\nalarms: [{at: 3, until: 5}]\n",
    "alarms: [{at: 3, until: 5, state: unreadable}, {at: 8, state: active}]\nignorePollAlarmFailure: true\n",
    "actions: [{at: 9, do: stop, rollback: false}, {at: 20, do: deploy, revision: v3, configuration: AllAtOnce}]\n",
    "overrideAlarmConfiguration: true\nalarms: [3]\n",
    "compare: [OneAtATime, AllAtOnce]\nrollback: [DEPLOYMENT_FAILURE]\ninstanceProfile: missing\n",
    "deploymentMode: RESTART\noutdatedInstancesStrategy: IGNORE\n",
    "serviceRole: missing\nonPremises: true\nignoreApplicationStopFailures: true\nloadBalancer: classic\n",
    "appspec:\n  v1: |\n    version: 0.0\n    os: linux\n  v2: |\n    version: 0.0\n    os: linux\n",
    'output: {ValidateService: "one\\n two \\nthree"}\nfail: [{instance: i-1, output: " a\\tb"}]\n',
    "durations: {Install: 2.5}\nrevision: '1.10'\nlastSuccessful: none\nname: 'yes: a [name]'\n",
]


@pytest.mark.parametrize("text", [*WRITTEN, *(each.text for each in SHIPPED)])
def test_what_is_written_reads_back_as_the_same_scenario(text):
    scenario = parse_scenario(text).scenario
    if scenario is not None:
        assert parse_scenario(write_scenario(scenario)).scenario == scenario


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_a_scenario_is_among_what_is_written_here(key):
    texts = [*WRITTEN, *(each.text for each in SHIPPED)]
    usable = [text for text in texts if parse_scenario(text).scenario is not None]
    assert any(re.search(rf"^{key}:", text, re.MULTILINE) for text in usable)


def test_a_saved_scenario_is_found_by_its_name(tmp_path):
    scenario = Scenario(name="Mine")
    path = save_scenario(tmp_path, "../../Mine / two", scenario)
    assert path.parent == tmp_path
    (found,) = saved_scenarios(tmp_path)
    assert found.read().scenario == scenario
    assert open_scenario(found.name, tmp_path / "nothing", tmp_path).read().scenario == scenario


def test_a_name_without_letters_is_refused(tmp_path):
    with pytest.raises(HashqError, match="needs a name"):
        save_scenario(tmp_path, "../..", Scenario())


def test_a_missing_file_is_told_with_its_place(tmp_path):
    with pytest.raises(HashqError, match="cannot be read"):
        open_scenario("nothing", tmp_path / "nothing.yaml", tmp_path)


def test_acting_in_the_past_leaves_out_what_was_done_later():
    later = Experiment(Scenario()).act(Action(9_000, Do.ALARM), "alarm")
    earlier = later.act(Action(5_000, Do.STOP), "stop")
    assert [each.do for each in earlier.actions] == [Do.STOP]
    assert earlier.undo() == later


def test_a_recorded_scenario_runs_as_it_was_watched():
    experiment = Experiment(Scenario()).act(Action(70_000, Do.FAIL, "i-2"), "i-2 fails")
    again = Experiment(parse_scenario(write_scenario(experiment.recorded())).scenario)
    assert [t.events for t in again.run()] == [t.events for t in experiment.run()]
