"""``hashq ids``: writes the ids of cards into their notes, on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hashq.cli.named_path import NamedPath

if TYPE_CHECKING:
    from pathlib import Path


@click.command("ids")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=NamedPath())
@click.option("--write", is_flag=True, help="Write the anchors; without it they are only listed.")
@click.pass_obj
def command(home: Path | None, paths: tuple[Path, ...], write: bool) -> int:
    """Write each card's id into its note as an Obsidian block id (^id), so that it stays the same card whatever changes.

    The notes at PATH are imported first. Nothing else in them changes.
    """
    from hashq.cli.printing import quantity, say, tell
    from hashq.cli.problems import exit_code_for, tell_problems
    from hashq.plain_text import one_line
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        done = services.library.anchors(paths, write=write)
    finally:
        services.close()
    tell_problems(done.problems)
    for anchor in done.written:
        say(f"{anchor.path}:{anchor.line}  ^{anchor.id}  {one_line(anchor.question)}")
    verb = "written" if write else "to write (--write writes)"
    tell(f"{quantity(len(done.written), 'anchor')} {verb}.")
    return exit_code_for(done.problems)
