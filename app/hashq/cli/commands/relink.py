"""``hashq relink``: mends a match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


@click.command("relink")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print the card as one JSON document.")
@click.pass_obj
def command(home: Path | None, old: str, new: str, as_json: bool) -> None:
    """Give the history of the card OLD to the text that is now the card NEW.

    OLD keeps its id and takes NEW's place in the note; NEW gets OLD's former place, retired if OLD was. The same command
    with OLD and NEW exchanged undoes it.
    """
    from hashq.cli.card_json import card_json
    from hashq.cli.printing import print_json, quantity, tell
    from hashq.plain_text import one_line
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        card = services.library.relink(old, new)
    finally:
        services.close()
    tell(f"{card.id} is now “{one_line(card.question)}”, with {quantity(card.reviews, 'review')}.")
    if as_json:
        print_json(card_json(card))
