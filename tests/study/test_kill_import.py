"""An import that is killed at any moment is stored whole or not at all, and the database stays sound."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from hashq.study.services import open_services

if TYPE_CHECKING:
    from pathlib import Path

KILLS = settings.default.max_examples // 4
NOTES, CARDS = 10, 10
IMPORTER = """
import sys
from itertools import count
from pathlib import Path
from hashq.study.services import open_services

home, vault, first = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
services = open_services(home)
for version in count(first):
    for note in range(NOTES):
        cards = (f"#Q Question {note}-{card}?\\nAnswer: version {version}\\n" for card in range(CARDS))
        (vault / f"{note}.md").write_text("\\n---\\n".join(cards))
    services.library.import_paths([vault])
    print(version, flush=True)
""".replace("NOTES", str(NOTES)).replace("CARDS", str(CARDS))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_an_import_killed_at_any_moment_is_there_whole_or_not_at_all(tmp_path):
    home, vault = tmp_path / "home", tmp_path / "vault"
    vault.mkdir()
    moments = random.Random(7)
    acknowledged = 0
    for _ in range(KILLS):
        acknowledged = max(
            acknowledged, _import_until_killed(home, vault, acknowledged + 1, moments.random() * 2)
        )
        stored = _stored_versions(home / "hashq.db")
        assert len(stored) == 1, f"parts of several imports: {stored}"
        assert acknowledged <= int(stored.pop().removeprefix("version "))
    assert acknowledged > 2 * KILLS
    _check_the_next_import(home, vault)


def _import_until_killed(home: Path, vault: Path, first: int, after: float) -> int:
    """Let a process import twice and on, and kill it ``after`` times as long as the second took; the last version it told.

    So the kills fall into an import however busy the machine is.
    """
    command = [sys.executable, "-c", IMPORTER, str(home), str(vault), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        begun = time.monotonic()
        said += process.stdout.readline()
        time.sleep((time.monotonic() - begun) * after)
        process.kill()
        said += process.stdout.read()
    return max(int(line) for line in said.split("\n")[:-1])


def _stored_versions(file: Path) -> set[str]:
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM cards WHERE retired_at IS NULL").fetchone() == (
            NOTES * CARDS,
        )
        return {row[0] for row in connection.execute("SELECT answer FROM texts")}
    finally:
        connection.close()


def _check_the_next_import(home: Path, vault: Path) -> None:
    services = open_services(home)
    try:
        for note in vault.iterdir():
            cards = (f"#Q Question {note.stem}-{card}?\nAnswer: at last\n" for card in range(CARDS))
            note.write_text("\n---\n".join(cards))
        report = services.library.import_paths()
        assert (report.new, report.updated) == (0, NOTES * CARDS)
        assert len(services.library.cards('"at last"')) == NOTES * CARDS
    finally:
        services.close()
