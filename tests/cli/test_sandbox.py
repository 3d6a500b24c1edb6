"""``hashq sandbox run`` and ``compare`` as people and scripts call them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from hashq.cli.main import run


@pytest.fixture
def sandbox(capsys):
    """Runs ``hashq sandbox …``; exit code, stdout, stderr."""

    def _sandbox(*arguments):
        code = run(["sandbox", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return _sandbox


@pytest.fixture
def document(sandbox):
    def _document(*arguments):
        code, out, err = sandbox(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return _document


def test_the_document_has_the_names_of_the_contract(document):
    told = document("run", "--instances", "2")
    (deployment,) = told["deployments"]
    assert set(told) == {"deployments", "fleet"}
    assert set(deployment) == {
        "deploymentId",
        "creator",
        "status",
        "errorInformation",
        "deploymentConfigName",
        "minimumHealthyHosts",
        "maxConcurrent",
        "revision",
        "deploymentOverview",
        "startTime",
        "completeTime",
        "instances",
        "trafficShifts",
        "rollbackInfo",
    }
    assert deployment["deploymentConfigName"] == "CodeDeployDefault.OneAtATime"
    assert deployment["minimumHealthyHosts"] == {"type": "MOST_CONCURRENCY", "value": 1, "effective": 1}
    assert deployment["deploymentOverview"] == {
        "Pending": 0,
        "InProgress": 0,
        "Succeeded": 2,
        "Failed": 0,
        "Skipped": 0,
        "Ready": 0,
    }
    assert (deployment["startTime"], deployment["completeTime"]) == (0, 120)
    instance = deployment["instances"][1]
    assert (instance["instanceId"], instance["startTime"], instance["endTime"]) == ("i-2", 60, 120)
    assert instance["lifecycleEvents"][0] == {
        "lifecycleEventName": "ApplicationStop",
        "status": "Succeeded",
        "startTime": 60,
        "endTime": 65,
        "errorCode": "Success",
    }
    assert told["fleet"][0] == {"instanceId": "i-1", "revision": "v2", "health": "Healthy"}


def test_a_failure_strikes_application_start_unless_told_otherwise(document):
    (deployment,) = document("run", "--instances", "3", "--fail", "i-1")["deployments"]
    events = {event["lifecycleEventName"]: event for event in deployment["instances"][0]["lifecycleEvents"]}
    assert (events["ApplicationStart"]["status"], events["ApplicationStart"]["errorCode"]) == (
        "Failed",
        "ScriptFailed",
    )
    assert events["ValidateService"]["status"] == "Skipped"
    assert deployment["errorInformation"]["code"] == "HEALTH_CONSTRAINTS"


def test_a_failed_event_carries_the_services_diagnostics_and_no_other_does(document, tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(
        "fleet: 1\nfail: [{instance: i-1, event: AfterInstall, output: no space left}]\n"
        "appspec: |\n  version: 0.0\n  os: linux\n  hooks:\n    AfterInstall:\n      - location: a.sh\n"
    )
    (deployment,) = document("run", "--scenario", str(file))["deployments"]
    events = {event["lifecycleEventName"]: event for event in deployment["instances"][0]["lifecycleEvents"]}
    told = events["AfterInstall"]["diagnostics"]
    assert {key: told[key] for key in ("errorCode", "scriptName", "message")} == {
        "errorCode": "ScriptFailed",
        "scriptName": "a.sh",
        "message": "The script a.sh ended with a failure.",
    }
    assert told["logTail"].endswith("[stderr] no space left\n[agent] exit code 1")
    assert [name for name, event in events.items() if "diagnostics" in event] == ["AfterInstall"]


def test_the_k_th_to_be_started_fails_whatever_its_name(document):
    (deployment,) = document("run", "--instances", "5", "--seed", "9", "--fail", "#2@BeforeInstall")[
        "deployments"
    ]
    second = sorted(
        (each for each in deployment["instances"] if each["startTime"] is not None),
        key=lambda each: each["startTime"],
    )[1]
    assert second["status"] == "Failed"


@pytest.mark.parametrize("name", ["HalfAtATime", "CodeDeployDefault.HalfAtATime"])
def test_a_configuration_may_be_named_with_or_without_its_prefix(document, name):
    (deployment,) = document("run", "--config", name)["deployments"]
    assert deployment["deploymentConfigName"] == "CodeDeployDefault.HalfAtATime"


def test_a_rollback_is_a_deployment_of_its_own_and_both_name_each_other(document):
    first, second = document("run", "--instances", "3", "--fail", "#1", "--rollback", "DEPLOYMENT_FAILURE")[
        "deployments"
    ]
    assert first["rollbackInfo"] == {"rollbackDeploymentId": second["deploymentId"]}
    assert second["rollbackInfo"] == {"rollbackTriggeringDeploymentId": first["deploymentId"]}
    assert (second["creator"], second["revision"], second["status"]) == (
        "codeDeployRollback",
        "v1",
        "Succeeded",
    )


def test_an_alarm_stops_the_deployment_at_its_time(document):
    (deployment,) = document("run", "--alarm-at", "70")["deployments"]
    assert (deployment["status"], deployment["errorInformation"]["code"]) == ("Stopped", "ALARM_ACTIVE")
    assert deployment["completeTime"] == 120


def test_a_function_is_one_entry_whose_traffic_shifts(document):
    told = document("run", "--platform", "lambda", "--config", "LambdaCanary10Percent5Minutes")
    (deployment,) = told["deployments"]
    assert [each["instanceId"] for each in deployment["instances"]] == ["function"]
    assert [shift["percent"] for shift in deployment["trafficShifts"]] == [10, 100]
    first, last = (shift["time"] for shift in deployment["trafficShifts"])
    assert last - first == 300
    assert told["fleet"] == [{"instanceId": "function", "revision": "v2", "health": "Healthy"}]


def test_blue_green_instances_carry_their_label(document):
    (deployment,) = document("run", "--type", "blue-green", "--instances", "2")["deployments"]
    labels = [(each["instanceId"], each["instanceLabel"]) for each in deployment["instances"]]
    assert labels == [("g-1", "Green"), ("g-2", "Green"), ("i-1", "Blue"), ("i-2", "Blue")]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--platform", "lambda", "--type", "in-place"),
        ("--platform", "ecs", "--type", "in-place"),
        ("--platform", "lambda", "--config", "OneAtATime"),
        ("--platform", "lambda", "--minimum-healthy-hosts", "HOST_COUNT=1"),
        ("--platform", "ecs", "--instances", "3"),
        ("--minimum-healthy-hosts", "FLEET_PERCENT=100"),
        ("--minimum-healthy-hosts", "MOST_CONCURRENCY=1"),
        ("--minimum-healthy-hosts", "HALF"),
        ("--config", "TwoAtATime"),
        ("--config", "AllAtOnce", "--minimum-healthy-hosts", "HOST_COUNT=1"),
        ("--fail", "i-99"),
        ("--fail", "i-1@Deploy"),
        ("--fail", "#10"),
        ("--instances", "-1"),
        ("--alarm-at", "nan"),
    ],
)
def test_what_is_refused_exits_with_2_and_says_why(sandbox, arguments):
    code, out, err = sandbox("run", *arguments, "--json")
    assert (code, out) == (2, "")
    assert len(err) > 20


def test_a_broken_stop_hook_of_the_new_revision_waits_for_the_next_deployment(sandbox):
    code, out, err = sandbox("run", "--fail", "i-1@ApplicationStop", "--json")
    assert (code, json.loads(out)["deployments"][0]["status"]) == (0, "Succeeded")
    assert "revision installed before" in err


def test_a_scenario_file_is_played(document, tmp_path):
    file = tmp_path / "one.yml"
    file.write_text("fleet: 2\nrevision: v7\n", encoding="utf-8")
    (deployment,) = document("run", "--scenario", str(file))["deployments"]
    assert deployment["revision"] == "v7"


def test_flags_come_on_top_of_a_scenario(document, tmp_path):
    file = tmp_path / "one.yml"
    file.write_text("compare: [OneAtATime, AllAtOnce]\nfleet: 2\nfail: [i-1]\n", encoding="utf-8")
    (deployment,) = document("run", "--scenario", str(file), "--config", "AllAtOnce")["deployments"]
    assert (deployment["maxConcurrent"], deployment["deploymentOverview"]["Failed"]) == (2, 1)


def test_a_wrong_scenario_shows_its_line_and_the_nearest_key(sandbox, tmp_path):
    file = tmp_path / "wrong.yml"
    file.write_text("fleet: 2\nflet: 3\n", encoding="utf-8")
    code, out, err = sandbox("run", "--scenario", str(file), "--json")
    assert (code, out) == (3, "")
    assert f"{file}:2:1" in err
    assert "did you mean fleet?" in err


def test_what_a_scenario_says_without_effect_is_told_beside_the_document(sandbox, tmp_path):
    file = tmp_path / "one.yml"
    file.write_text("fleet: 2\noutdatedInstancesStrategy: IGNORE\n", encoding="utf-8")
    code, out, err = sandbox("run", "--scenario", str(file), "--json")
    assert (code, json.loads(out)["deployments"][0]["status"]) == (0, "Succeeded")
    assert f"{file}:2:28" in err


def test_a_missing_scenario_cannot_be_read(sandbox, tmp_path):
    assert sandbox("run", "--scenario", str(tmp_path / "none.yml"))[0] == 3


def test_a_scenario_that_compares_is_not_run_as_one(sandbox, tmp_path):
    file = tmp_path / "several.yml"
    file.write_text("compare: [OneAtATime, AllAtOnce]\n", encoding="utf-8")
    code, _, err = sandbox("run", "--scenario", str(file))
    assert code == 2
    assert "sandbox compare" in err


def test_compare_plays_each_configuration_on_the_same_fleet(document):
    runs = document("compare", "--fail", "i-3", "--config", "OneAtATime", "--config", "AllAtOnce")["runs"]
    assert [each["deployments"][0]["status"] for each in runs] == ["Failed", "Succeeded"]


def test_compare_without_a_choice_plays_the_predefined_ones(document):
    names = [each["deployments"][0]["deploymentConfigName"] for each in document("compare")["runs"]]
    assert names == [f"CodeDeployDefault.{name}" for name in ("OneAtATime", "HalfAtATime", "AllAtOnce")]


def test_the_log_of_an_instance_is_printed_line_by_line(sandbox, tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text('fleet: 1\nfail: [{instance: i-1, output: "port\\e[31m taken"}]\n')
    code, out, _ = sandbox("run", "--scenario", str(file), "--log", "i-1")
    assert code == 0
    assert out.splitlines()[-5:] == [
        "00:35 [agent] ApplicationStart begins, with the scripts of v2",
        "00:35 [agent] its scripts, not listed: the scenario has no AppSpec of v2",
        "00:45 [stderr] port taken",
        "00:45 [agent] exit code 1",
        "ApplicationStart failed (ScriptFailed): A script of ApplicationStart ended with a failure.",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"), [(("i-30",), "did you mean i-3?"), (("i-1", "--json"), "exclude")]
)
def test_a_log_nobody_can_print_is_refused(sandbox, arguments, says):
    code, _, err = sandbox("run", "--instances", "3", "--log", *arguments)
    assert (code, says in err) == (2, True)


def test_the_picture_shows_the_staircase_and_why_it_stops(sandbox, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = sandbox("run", "--fail", "i-3")
    lines = out.splitlines()
    bars = [line.index("█") for line in lines if "i-" in line and "█" in line]
    assert code == 0
    assert bars == sorted(set(bars))
    assert "✗ failed ApplicationStart (ScriptFailed)" in out
    assert out.count("⤼ skipped") == 6
    assert "minimum is 8" in " ".join(out.split())
    assert max(map(len, lines)) <= 80


def test_a_rollback_says_that_it_undoes_nothing(sandbox):
    _, out, _ = sandbox("run", "--fail", "#1", "--rollback", "DEPLOYMENT_FAILURE")
    told = " ".join(out.split())
    assert told.count("what scripts did is not undone") == 1
    assert told.index("rollback to v1") < told.index("what scripts did is not undone")


def test_a_large_fleet_is_summed_up(sandbox, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = sandbox("run", "--instances", "300", "--config", "AllAtOnce")
    assert "and 276 more: 276 succeeded" in out


def test_a_terminal_without_glyphs_gets_a_picture_in_ascii():
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "80"}
    command = [sys.executable, "-m", "hashq", "sandbox", "run", "--fail", "i-2", "--instances", "3"]
    told = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    assert told.isascii()
    assert b"x failed ApplicationStart (ScriptFailed)" in told
    assert b"?" not in told


def test_no_screen_library_is_imported():
    code = (
        "import sys; from hashq.cli.main import run; run(['sandbox', 'run', '--json']);"
        "sys.exit(3 if 'textual' in sys.modules else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_what_a_stop_cuts_short_is_not_told_as_a_failed_hook(sandbox):
    canary = ("--platform", "lambda", "--config", "LambdaCanary10Percent5Minutes")
    _, told, _ = sandbox("run", *canary, "--alarm-at", "60")
    assert "cut short at AllowTraffic" in told
    assert "UnknownError" not in told
