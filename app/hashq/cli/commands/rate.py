"""``hashq rate``: records one review without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

_RATINGS = ("again", "hard", "good", "easy")


@click.command("rate")
@click.argument("card")
@click.argument("rating", type=click.Choice(_RATINGS, case_sensitive=False))
@click.option("--at", "at", metavar="TIME", help="When it was, in ISO 8601; without a zone: local time.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(home: Path | None, card: str, rating: str, at: str | None, as_json: bool) -> None:
    """Record that CARD, an id or the beginning of one, was recalled as RATING says."""
    from hashq.cli.moments import moment_from
    from hashq.cli.ratings import print_rated
    from hashq.scheduling.model import Rating
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        moment = moment_from(at) if at is not None else None
        rated = services.study.rate_card(services.library.card(card).id, Rating[rating.upper()], moment)
    finally:
        services.close()
    print_rated(rated, as_json=as_json)
