"""``hashq review``: opens the study screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


@click.command("review")
@click.argument("deck", required=False)
@click.pass_context
def command(context: click.Context, deck: str | None) -> None:
    """Study what waits, in DECK and the decks in it, or in all of them.

    DECK may also be a query, such as 'tag:exam -is:new' (`hashq cards --help` tells the language), or the name of one kept
    under [queries] in the settings.
    """
    from hashq.tui.opening import open_app

    home: Path | None = context.obj
    if deck is not None:
        deck = _one_deck(home, deck)
    context.exit(open_app(home, "review", deck=deck))


def _one_deck(home: Path | None, name: str) -> str:
    """The deck that is meant, found before any screen opens: an unclear name is answered in the shell."""
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        return services.study.choice_called(name)
    finally:
        services.close()
