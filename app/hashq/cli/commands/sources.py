"""``hashq sources``: what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hashq.store.sources import SourceStanding


@click.command("sources")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(home: Path | None, as_json: bool) -> None:
    """List the files and folders that are read."""
    from hashq.cli.printing import print_json, quantity, say
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        standings = services.library.sources()
    finally:
        services.close()
    if as_json:
        print_json(sources_json(standings))
        return
    for standing in standings:
        holds = f"{quantity(standing.files, 'note')}, {quantity(standing.cards, 'card')}"
        say(f"{standing.source.path}  {holds}")
    if not standings:
        say("Nothing is read yet. Import notes: hashq import PATH")


def sources_json(standings: Iterable[SourceStanding]) -> list[dict[str, object]]:
    """What is read, in the contract's fields."""
    return [
        {
            "path": standing.source.path,
            "files": standing.files,
            "cards": standing.cards,
            "read_at": standing.source.read_at,
        }
        for standing in standings
    ]
