"""``hashq import``: reads notes into cards."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from hashq.cli.named_path import NamedPath
from hashq.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashq.study.views import ImportReport, Progress

_COUNTS = ("new", "unchanged", "updated", "moved", "reworded", "retired", "restored")
_SHOWN_CHANGES = 20


@click.command("import")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=NamedPath())
@click.option("--dry-run", is_flag=True, help="Report what would change and change nothing.")
@click.option("--deck", metavar="NAME", help="Name the deck, instead of after the folder or note.")
@click.option(
    "--format",
    "note_format",
    type=click.Choice(["hashq"]),
    help="The notes' format, instead of telling it per file.",
)
@click.option("--retire", is_flag=True, help="Let any number of cards retire whose text is gone.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(
    home: Path | None,
    *,
    paths: tuple[Path, ...],
    dry_run: bool,
    deck: str | None,
    note_format: str | None,
    retire: bool,
    as_json: bool,
) -> int:
    """Read the notes at PATH into cards; without PATH, read every known source again."""
    from hashq.study.services import open_services

    if not paths and (deck or note_format):
        raise click.UsageError("--deck and --format need a PATH.")
    services = open_services(home)
    try:
        report = services.library.import_paths(
            paths or None,
            dry_run=dry_run,
            deck=deck,
            note_format=note_format,
            retire=retire,
            progress=Meter(time.monotonic, visible=sys.stderr.isatty()),
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
        click.echo(f"\r  {bar} {progress.done} of {progress.total} notes", nl=done, err=True)
        self._next = self._seconds() + 0.1
        self._shown = True


def _print(report: ImportReport, *, dry_run: bool, as_json: bool) -> int:
    from hashq.cli.card_json import exit_code_for, tell_problems
    from hashq.cli.printing import print_json, say

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
    from hashq.cli.printing import quantity
    from hashq.plain_text import one_line

    shown = [change for change in report.changes if change.change != "new"][:_SHOWN_CHANGES]
    lines = [f"  {change.change:9}  {change.id}  {one_line(change.question)}" for change in shown]
    hidden = sum(change.change != "new" for change in report.changes) - len(shown)
    if hidden > 0:
        lines.append(f"  … and {hidden} more; --json lists them all")
    counts = ", ".join(f"{getattr(report, name)} {name}" for name in _COUNTS if getattr(report, name))
    head = "Would import" if dry_run else "Read"
    summary = f"{head} {quantity(report.files, 'note')}, {quantity(report.cards, 'card')}"
    return [*lines, f"{summary}: {counts}." if counts else f"{summary}."]
