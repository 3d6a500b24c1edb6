"""The scripts of one lifecycle event: their order, their timeouts, and where a failure strikes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.sandbox.model import LifecycleErrorCode
from hashq.sandbox.scripts import EventRun, scripts_of

TWO = """version: 0.0
os: linux
hooks:
  AfterInstall:
    - {location: a.sh, timeout: 10}
    - {location: b.sh, timeout: 5}
  ApplicationStart: []
"""
OK = LifecycleErrorCode.SUCCESS
MISSING = LifecycleErrorCode.SCRIPT_MISSING
FAILED = LifecycleErrorCode.SCRIPT_FAILED
TIMED_OUT = LifecycleErrorCode.SCRIPT_TIMED_OUT


@pytest.mark.parametrize(
    ("duration", "error", "run"),
    [
        (8_000, None, EventRun(8_000)),
        (8_000, FAILED, EventRun(8_000, FAILED, "b.sh")),
        (8_000, MISSING, EventRun(4_000, MISSING, "b.sh")),
        (8_000, TIMED_OUT, EventRun(9_000, TIMED_OUT, "b.sh")),
        (12_000, None, EventRun(11_000, TIMED_OUT, "b.sh")),
        (30_000, FAILED, EventRun(10_000, TIMED_OUT, "a.sh")),
        (8_001, None, EventRun(8_001)),
    ],
)
def test_scripts_share_the_events_time_and_the_first_failure_ends_it(duration, error, run):
    assert scripts_of(TWO).run("AfterInstall", duration, error) == run


def test_an_event_without_scripts_runs_nothing():
    scripts = scripts_of(TWO)
    assert [scripts.runs(event) for event in ("AfterInstall", "ApplicationStart", "BeforeInstall")] == [
        True, False, False,
    ]  # fmt: skip


def test_an_unknown_appspec_has_every_hook_and_no_timeout_of_its_own():
    scripts = scripts_of(None)
    assert scripts.runs("BeforeInstall")
    assert scripts.run("BeforeInstall", 7_200_000) == EventRun(7_200_000)


def test_an_invalid_appspec_is_refused_with_the_agents_first_error():
    scripts = scripts_of("version: 9\nos: mac\n")
    assert (scripts.appspec, scripts.refusal.code) == (None, "version")


def test_functions_count_as_hooks_on_lambda():
    text = """version: 0.0
Resources:
  - shop:
      Type: AWS::Lambda::Function
      Properties: {Name: shop, Alias: live, CurrentVersion: "1", TargetVersion: "2"}
Hooks:
  - BeforeAllowTraffic: check
"""
    scripts = scripts_of(text, platform="lambda")
    assert (scripts.runs("BeforeAllowTraffic"), scripts.runs("AfterAllowTraffic")) == (True, False)
    assert scripts.run("BeforeAllowTraffic", 100, FAILED) == EventRun(100, FAILED)


@given(st.integers(0, 40_000), st.sampled_from([None, MISSING, FAILED, TIMED_OUT]))
def test_an_event_never_outlasts_the_sum_of_its_timeouts(duration, error):
    run = scripts_of(TWO).run("AfterInstall", duration, error)
    assert 0 <= run.duration <= 15_000
    assert (run.error is OK) == (run.location == "")
