"""``hashq restore``: brings a copy of the database back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hashq.cli.named_path import NamedPath

if TYPE_CHECKING:
    from pathlib import Path


@click.command("restore")
@click.argument("file", type=NamedPath())
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(home: Path | None, file: Path, as_json: bool) -> None:
    """Replace the database by the copy FILE. The present one is kept beside it."""
    import os

    from hashq.cli.printing import print_json, say
    from hashq.clock import SystemClock
    from hashq.paths import places
    from hashq.study.care import restore

    kept = restore(file, places(os.environ, home), SystemClock())
    if as_json:
        print_json({"ok": True, "findings": [], "kept": str(kept) if kept else None})
        return
    say(f"Restored {file}.")
    if kept is not None:
        say(f"The database it replaced is kept: {kept}")
