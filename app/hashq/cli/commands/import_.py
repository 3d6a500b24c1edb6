"""``hashq import``: reads notes into cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hashq.cli.named_deck import DeckName
from hashq.cli.named_path import NamedPath

if TYPE_CHECKING:
    from pathlib import Path


@click.command("import")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=NamedPath())
@click.option("--dry-run", is_flag=True, help="Report what would change and change nothing.")
@click.option(
    "--deck", metavar="NAME", type=DeckName(), help="Name the deck, instead of after the folder or note."
)
@click.option(
    "--format",
    "note_format",
    type=click.Choice(["aosr", "hashq"]),
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
    from hashq.cli.importing import import_notes

    if not paths and (deck or note_format):
        raise click.UsageError("--deck and --format need a PATH.")
    return import_notes(
        home, paths, dry_run=dry_run, deck=deck, note_format=note_format, retire=retire, as_json=as_json
    )
