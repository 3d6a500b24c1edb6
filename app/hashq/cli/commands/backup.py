"""``hashq backup``: makes a copy of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


@click.command("backup")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(home: Path | None, as_json: bool) -> None:
    """Make a dated copy of the database in the backups folder. Copies made so are never cleared away."""
    import os

    from hashq.cli.printing import print_json, say
    from hashq.clock import SystemClock
    from hashq.paths import places
    from hashq.study.care import backup

    made = backup(places(os.environ, home), SystemClock())
    if as_json:
        print_json({"ok": True, "findings": [], "path": str(made)})
    else:
        say(str(made))
