"""``hashq forget``: leaves a source out from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hashq.cli.named_path import NamedPath

if TYPE_CHECKING:
    from pathlib import Path


@click.command("forget")
@click.argument("path", type=NamedPath())
@click.option("--json", "as_json", is_flag=True, help="Print what is still read as one JSON document.")
@click.pass_obj
def command(home: Path | None, path: Path, as_json: bool) -> None:
    """Leave PATH out from now on. Its cards retire; their history is kept and comes back with them."""
    from hashq.cli.commands.sources import sources_json
    from hashq.cli.printing import print_json, quantity, tell
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        retired = services.library.forget(path)
        left = services.library.sources() if as_json else ()
    finally:
        services.close()
    tell(f"{path} is left out from now on; {quantity(retired, 'card')} retired, with their history kept.")
    if as_json:
        print_json(sources_json(left))
