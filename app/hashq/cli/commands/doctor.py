"""``hashq doctor``: checks the database and mends what can be built again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hashq.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.study.care import Examination


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Check the database from the ground up; build memory, search index and triggers again where they are wrong."""
    import os

    from hashq.cli.printing import print_json
    from hashq.paths import places
    from hashq.study.care import examine

    home: Path | None = context.obj
    examination = examine(places(os.environ, home))
    if as_json:
        print_json(_document(examination))
    else:
        _print(examination)
    if not examination.ok:
        context.exit(ExitCode.UNUSABLE_DATABASE)


def _document(examination: Examination) -> dict[str, object]:
    return {
        "ok": examination.ok,
        "findings": [
            {
                "code": finding.code,
                "message": finding.message,
                "repaired": finding.repaired,
                "hint": finding.hint,
            }
            for finding in examination.findings
        ],
    }


def _print(examination: Examination) -> None:
    from hashq.cli.printing import say

    for finding in examination.findings:
        say(f"{'mended' if finding.repaired else 'WRONG '}  {finding.message}")
        if finding.hint:
            say(f"        {finding.hint}")
    say("The database is sound." if examination.ok else "The database needs your attention.")
