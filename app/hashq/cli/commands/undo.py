"""``hashq undo``: takes the last review back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


@click.command("undo")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(home: Path | None, as_json: bool) -> None:
    """Take the last review back, and the one before it when called again."""
    from hashq.cli.ratings import print_rated
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        rated = services.study.undo_last()
    finally:
        services.close()
    print_rated(rated, as_json=as_json, taken_back=True)
