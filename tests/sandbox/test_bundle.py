"""A failure strikes where the broken revision has something to run."""

from __future__ import annotations

import pytest

from hashq.sandbox import timeline
from hashq.sandbox.events import LifecycleEventEnded
from hashq.sandbox.model import LifecycleEventStatus
from hashq.sandbox.scenario import parse_scenario


def scenario(appspec: str, failure: str):
    text = f"configuration: OneAtATime\nfleet: {{instances: 3}}\nappspec: |\n  version: 0.0\n  os: linux\n{appspec}fail: [{failure}]\n"
    return parse_scenario(text)


def hooked(*events: str) -> str:
    return "  hooks:\n" + "".join(f"    {event}:\n      - location: a.sh\n" for event in events)


def failed_events(parsed) -> list[str]:
    assert parsed.scenario is not None, parsed.problems
    ended = [
        event for event in timeline.run(parsed.scenario).events if isinstance(event, LifecycleEventEnded)
    ]
    return [event.name for event in ended if event.status is LifecycleEventStatus.FAILED]


@pytest.mark.parametrize(
    ("appspec", "event"),
    [
        ("", "Install"),
        (hooked("AfterInstall"), "AfterInstall"),
        (hooked("AfterInstall", "ValidateService"), "ValidateService"),
        (hooked("ApplicationStart", "ValidateService"), "ApplicationStart"),
        (hooked("ApplicationStop"), "Install"),
    ],
)
def test_a_failure_without_an_event_strikes_where_the_revision_runs_something(appspec, event):
    assert failed_events(scenario(appspec, "i-1")) == [event]


def test_a_failure_at_an_event_without_a_hook_is_told_at_its_line():
    parsed = scenario(hooked("AfterInstall"), "i-1@ValidateService")
    (problem,) = parsed.problems
    assert (problem.code, problem.severity, problem.line) == ("no-effect", "warning", 9)
    assert "ValidateService" in problem.message
    assert failed_events(parsed) == []


def test_a_failure_at_a_hook_of_the_appspec_is_not_warned_of():
    assert scenario(hooked("AfterInstall"), "i-1@AfterInstall").problems == ()
