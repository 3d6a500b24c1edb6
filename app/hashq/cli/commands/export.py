"""``hashq export``: every card with its history, in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hashq.cli.named_path import NamedPath

if TYPE_CHECKING:
    from pathlib import Path


@click.command("export")
@click.argument("file", type=NamedPath())
@click.pass_obj
def command(home: Path | None, file: Path) -> None:
    """Write every card with its history to FILE: .json for programs, .csv for tables, .md to read and to import again.

    Text stays as the notes have it. A spreadsheet that opens the .csv is told: UTF-8, all columns text. Else it may take a
    question that begins with = for a formula.
    """
    from hashq.cli.export_formats import FORMATS
    from hashq.cli.printing import quantity, tell
    from hashq.errors import UsageError
    from hashq.study.exporting import exported, write_export
    from hashq.study.services import open_services

    ending = file.suffix.lower()
    if ending not in FORMATS:
        what = (
            "packages for Anki cannot be written yet"
            if ending == ".apkg"
            else f"{file.name!r} names no known form"
        )
        raise UsageError(what, place="FILE", remedy=f"End its name in {', '.join(FORMATS)}.")
    services = open_services(home)
    try:
        cards = exported(services)
        write_export(services, file, FORMATS[ending](cards))
    finally:
        services.close()
    reviews = sum(entry.kind == "review" for each in cards for entry in each.history)
    tell(f"{quantity(len(cards), 'card')} and {quantity(reviews, 'review')} written to {file}.")
