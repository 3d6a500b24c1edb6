"""What every test may ask for: a data folder of its own, and the person's sample notes where there are some.

Also what makes a run of all of them short: how many workers, where their files lie, how seldom garbage is looked for.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = 100 if os.environ.get("HASHQ_LAWS") == "whole" else 50
"""Tried for a law that names no number of its own; the gates of .ci/run try the whole."""
settings.register_profile(
    "hashq", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=EXAMPLES
)
settings.load_profile("hashq")

MOST_WORKERS = 4
"""However many processors there seem to be: a container seldom has all of them, and every worker reads all tests first."""

MEMORY = Path("/dev/shm")  # noqa: S108 - the folder that Linux keeps in memory
ROOM = 1 << 30
"""Bytes that have to be free there. What a test wrote goes when it has passed, so a run never has a tenth of that."""

MONTH = "tests/tui/month/"


class MonthTogether(LoadScopeScheduling):
    """One worker lives the simulated month for all its tests; every other test goes to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return MONTH if nodeid.startswith(MONTH) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log) -> MonthTogether | None:
    return MonthTogether(config, log) if config.getoption("dist") == "load" else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    return min(MOST_WORKERS, os.cpu_count() or 1)


def pytest_configure() -> None:
    """Keep the tests' files in memory where there is room: the program waits for the disk at every change it stores."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


def pytest_collection_finish() -> None:
    """What was made until now stays; looking through all of it for garbage at every other test is no use."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests start need not compile the program each time, even where nothing is to be kept beside its source."""
    with pytest.MonkeyPatch.context() as patch:
        if sys.dont_write_bytecode:
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("compiled")))
        yield


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
