"""``hashq forget``: leaves a source out from now on."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("forget")
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def command(home: Path | None, path: Path) -> None:
    """Leave PATH out from now on. Its cards retire; their history is kept and comes back with them."""
    from hashq.cli.printing import quantity, tell
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        retired = services.library.forget(path)
    finally:
        services.close()
    tell(f"{path} is left out from now on; {quantity(retired, 'card')} retired, with their history kept.")
