"""What every test may ask for: a data folder of its own, and the person's sample notes where there are some."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

EXAMPLES = 100 if os.environ.get("HASHQ_LAWS") == "whole" else 50
"""Tried for a law that names no number of its own; the gates of .ci/run try the whole."""
settings.register_profile(
    "hashq", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=EXAMPLES
)
settings.load_profile("hashq")

MONTH = "tests/tui/month/"


class MonthTogether(LoadScopeScheduling):
    """One worker lives the simulated month for all its tests; every other test goes to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return MONTH if nodeid.startswith(MONTH) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log) -> MonthTogether | None:
    return MonthTogether(config, log) if config.getoption("dist") == "load" else None


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh HASHQ_HOME."""
    folder = tmp_path / "home"
    monkeypatch.setenv("HASHQ_HOME", str(folder))
    return folder


@pytest.fixture
def sample_notes() -> Path:
    """The folder of real notes named by HASHQ_SAMPLE_NOTES; the test is skipped where there is none."""
    named = os.environ.get("HASHQ_SAMPLE_NOTES")
    if not named:
        pytest.skip("HASHQ_SAMPLE_NOTES names no folder")
    return Path(named)
