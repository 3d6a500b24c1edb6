"""Imports notes and prints what came of it. Loads as little as it can: most imports find nothing changed.

Knows no click, so that a plain ``hashq import`` runs without it.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from hashq.cli.printing import is_terminal, print_json, quantity, say, tell_over
from hashq.cli.problems import exit_code_for, tell_problems
from hashq.errors import ExitCode
from hashq.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hashq.study.views import ImportReport, Progress

_COUNTS = ("new", "unchanged", "updated", "moved", "reworded", "retired", "restored")
_SHOWN_CHANGES = 20


def import_notes(
    home: Path | None,
    paths: Sequence[Path] = (),
    *,
    dry_run: bool = False,
    deck: str | None = None,
    note_format: str | None = None,
    retire: bool = False,
    as_json: bool = False,
) -> int:
    """Read the notes at ``paths``, without any every known source again, into the data folder ``home``; the exit code."""
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        report = services.library.import_paths(
            paths or None,
            dry_run=dry_run,
            deck=deck,
            note_format=note_format,
            retire=retire,
            progress=Meter(time.monotonic, visible=is_terminal(sys.stderr)),
        )
    finally:
        services.close()
    code = _print(report, dry_run=dry_run, as_json=as_json)
    named_one_is_missing = paths and any(problem.code == "source-missing" for problem in report.problems)
    return ExitCode.UNREADABLE_INPUT if named_one_is_missing else code


class Meter:
    """A progress line on a terminal's stderr, once an import takes long enough to be worth one."""

    PATIENCE = 0.5
    """Seconds before the line appears."""

    def __init__(self, seconds: Callable[[], float], *, visible: bool) -> None:
        """Measure with ``seconds``, which tells any rising time; without ``visible`` nothing is ever shown."""
        self._seconds = seconds
        self._next = seconds() + self.PATIENCE
        self._visible = visible
        self._shown = False

    def __call__(self, progress: Progress) -> None:
        """One more note was read."""
        done = progress.done == progress.total
        if not self._visible or (self._seconds() < self._next and not (done and self._shown)):
            return
        filled = 30 * progress.done // progress.total
        bar = "━" * filled + " " * (30 - filled)
        tell_over(f"  {bar} {progress.done} of {progress.total} notes", last=done)
        self._next = self._seconds() + 0.1
        self._shown = True


def _print(report: ImportReport, *, dry_run: bool, as_json: bool) -> int:
    tell_problems(report.problems)
    if as_json:
        print_json(document(report))
    else:
        for line in _lines(report, dry_run=dry_run):
            say(line)
    return exit_code_for(report.problems)


def document(report: ImportReport) -> dict[str, object]:
    """The report with the field names of the command-line contract."""
    return {
        "files": report.files,
        "cards": report.cards,
        **{count: getattr(report, count) for count in _COUNTS},
        "problems": [problem.as_json() for problem in report.problems],
        "changes": [change._asdict() for change in report.changes],
    }


def _lines(report: ImportReport, *, dry_run: bool) -> list[str]:
    shown = [change for change in report.changes if change.change != "new"][:_SHOWN_CHANGES]
    lines = [f"  {change.change:9}  {change.id}  {one_line(change.question)}" for change in shown]
    hidden = sum(change.change != "new" for change in report.changes) - len(shown)
    if hidden > 0:
        lines.append(f"  … and {hidden} more; --json lists them all")
    counts = ", ".join(f"{getattr(report, name)} {name}" for name in _COUNTS if getattr(report, name))
    head = "Would import" if dry_run else "Read"
    summary = f"{head} {quantity(report.files, 'note')}, {quantity(report.cards, 'card')}"
    return [*lines, f"{summary}: {counts}." if counts else f"{summary}."]
