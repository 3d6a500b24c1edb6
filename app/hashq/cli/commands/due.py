"""``hashq due``: what waits now, for people, prompts and status bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


@click.command("due")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(home: Path | None, as_json: bool) -> None:
    """Count the cards that wait now, by deck, within the day's limits."""
    from hashq.cli.due import print_due

    print_due(home, as_json=as_json)
