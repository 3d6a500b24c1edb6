"""What an agent writes while hooks run: facts about single scripts."""

from __future__ import annotations

import pytest

from hashq.sandbox.model import SECOND
from hashq.sandbox.narrate import clock
from hashq.sandbox.scripts_log import target_log

APPSPEC = """
  v1: |
    version: 0.0
    os: linux
    hooks:
      ApplicationStop:
        - location: scripts/stop.sh
  v2: |
    version: 0.0
    os: linux
    hooks:
      ApplicationStart:
        - {location: scripts/migrate.sh, timeout: 60}
        - {location: scripts/start.sh, timeout: 90, runas: web}
"""
HEAD = f"fleet: 1\nappspec:{APPSPEC}output: {{scripts/start.sh: 'listening on 8080'}}\n"


def log(run, event, target="i-1"):
    """The log of one event of a target, as lines of text."""
    hooks = target_log(run.timeline.scenario, run.timeline.events, target)
    (found,) = [hook for hook in hooks if hook.event == event]
    return found


def said(hook):
    return [f"{clock(line.at)} {line.stream}: {line.text}" for line in hook.lines]


def test_scripts_run_in_order_and_each_has_its_part_of_the_time(play):
    assert said(log(play(HEAD), "ApplicationStart")) == [
        "00:20 agent: ApplicationStart begins, with the scripts of v2",
        "00:20 agent: script scripts/migrate.sh, timeout 60 s",
        "00:25 agent: exit code 0",
        "00:25 agent: script scripts/start.sh, timeout 90 s, as web",
        "00:27 stdout: listening on 8080",
        "00:30 agent: exit code 0",
    ]


def test_old_scripts_are_those_of_the_revision_installed_before(play):
    lines = said(log(play(HEAD), "ApplicationStop"))
    assert lines[1] == "00:00 agent: script scripts/stop.sh, timeout 3600 s"
    assert lines[0].endswith("with the scripts of v1")


def test_a_hook_whose_appspec_is_not_known_has_no_invented_script(play):
    run = play("fleet: 1\noutput: {ApplicationStart: up}\nfail: [{instance: i-1, output: 'no port'}]\n")
    hook = log(run, "ApplicationStart")
    assert [line.text for line in hook.lines][1:] == [
        "its scripts, not listed: the scenario has no AppSpec of v2",
        "up",
        "no port",
        "exit code 1",
    ]
    assert hook.diagnostics.script_name == ""


@pytest.mark.parametrize(
    ("error", "last", "message"),
    [
        ("ScriptFailed", "exit code 1", "The script scripts/start.sh ended with a failure."),
        (
            "ScriptMissing",
            "the bundle has no file at this location",
            "The script scripts/start.sh is not in the bundle.",
        ),
        (
            "ScriptNotExecutable",
            "the file cannot be executed, and could not be made so",
            "The script scripts/start.sh cannot be executed.",
        ),
        (
            "ScriptTimedOut",
            "timed out after 90 s; its process group is ended",
            "The script scripts/start.sh was still running at its timeout.",
        ),
    ],
)
def test_the_last_script_of_a_broken_event_is_the_one_that_fails(play, error, last, message):
    run = play(
        HEAD + f"fail: [{{instance: i-1, event: ApplicationStart, error: {error}, output: port taken}}]\n"
    )
    hook = log(run, "ApplicationStart")
    assert [line.text for line in hook.lines][-2:] == ["port taken", last]
    assert hook.diagnostics.error_code == error
    assert hook.diagnostics.script_name == "scripts/start.sh"
    assert hook.diagnostics.message == message
    assert hook.diagnostics.log_tail.endswith(f"[stderr] port taken\n[agent] {last}")


def test_a_missing_script_is_found_when_its_turn_comes(play):
    run = play(HEAD + "fail: [{instance: i-1, event: ApplicationStart, error: ScriptMissing}]\n")
    record = run.record("i-1", "ApplicationStart")
    assert record.at - record.started == 5 * SECOND
    assert "listening on 8080" not in [line.text for line in log(run, "ApplicationStart").lines]


def test_a_script_is_given_up_at_its_own_timeout_and_not_at_that_of_all(play):
    run = play(HEAD + "durations: {ApplicationStart: 1000}\n")
    record = run.record("i-1", "ApplicationStart")
    assert (str(record.error), record.at - record.started) == ("ScriptTimedOut", 95 * SECOND)


def test_what_a_person_ends_is_the_script_that_runs_then(play):
    base = play(HEAD).record("i-1", "ApplicationStart").started
    run = play(HEAD + f"actions: [{{at: {base / SECOND + 2:g}, do: fail, instance: i-1}}]\n")
    hook = log(run, "ApplicationStart")
    assert hook.diagnostics.script_name == "scripts/migrate.sh"
    assert hook.lines[-1].text == "ended from outside after 2 s: a person made it fail"


def test_an_agent_that_falls_silent_writes_no_more(play):
    text = HEAD.replace("fleet: 1", "fleet: [{id: i-1, agent: {silentAt: 13}}]")
    run = play(text)
    (record,) = [each for each in run.first.targets["i-1"].records if each.status == "Failed"]
    assert record.started is not None
    assert all(line.at < 13 * SECOND for line in log(run, record.name).lines)


def test_an_event_without_a_hook_writes_nothing(play):
    run = play(HEAD)
    assert str(run.record("i-1", "BeforeInstall").cause) == "no-op"
    assert log(run, "BeforeInstall").lines == ()


def test_an_unusable_appspec_is_what_the_log_ends_with(play):
    hook = log(play("fleet: 1\nappspec: 'version: 9'\n"), "BeforeInstall")
    assert hook.lines[-1].text.startswith("the AppSpec of v2 cannot be used: ")
    assert hook.diagnostics.script_name == ""


def test_a_forgiven_failure_is_logged_as_a_failure_that_is_ignored(play):
    run = play(
        HEAD
        + "ignoreApplicationStopFailures: true\nfail: [{instance: i-1, event: ApplicationStop, revision: v1}]\n"
    )
    hook = log(run, "ApplicationStop")
    assert [line.text for line in hook.lines][-2:] == [
        "exit code 1",
        "the deployment ignores this failure and goes on",
    ]
    assert run.status() == "Succeeded"


def test_output_is_made_harmless_and_short(play):
    run = play(
        'fleet: 1\noutput: {ApplicationStart: "\\e[31mred\\e[0m\\ttab", ValidateService: "'
        + "x" * 900
        + '"}\n'
    )
    assert log(run, "ApplicationStart").lines[2].text == "red tab"
    assert len(log(run, "ValidateService").lines[2].text) == 502


def test_functions_keep_no_scripts_log(play):
    run = play("platform: lambda\nfail: [function]\n")
    hook = log(run, "BeforeAllowTraffic", "function")
    assert hook.lines == ()
    assert hook.diagnostics.message == "The function for BeforeAllowTraffic did not report success."
