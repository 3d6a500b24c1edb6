"""``hashq review``: opens the study screen, on what waits or on a session of another shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from hashq.cli.named_deck import DeckOrQuery

if TYPE_CHECKING:
    from pathlib import Path


@click.command("review")
@click.argument("deck", required=False, type=DeckOrQuery())
@click.option(
    "--shape",
    type=click.Choice(["due", "ahead", "cram", "forgotten", "new"]),
    default="due",
    help="What waits; what is due in the coming days too; everything without touching the schedule; what was"
    " forgotten today, once more; new cards only.",
)
@click.option(
    "--order", type=click.Choice(["usual", "easiest", "hardest"]), default="usual", help="Which come first."
)
@click.option("--days", type=click.IntRange(1, 3650), default=1, help="How far --shape ahead looks.")
@click.option("--minutes", type=click.IntRange(1, 1440), help="End after so many minutes.")
@click.option(
    "--spread",
    type=click.IntRange(1, 365),
    default=1,
    help="Spread a backlog over so many days; asked for each day, it is gone on the last, skipped days or not.",
)
@click.pass_context
def command(context: click.Context, /, deck: str | None, **asked: object) -> None:
    """Study what waits, in DECK and the decks in it, or in all of them.

    DECK may also be a query, such as 'tag:exam -is:new' (`hashq cards --help` tells the language), or the name of one kept
    under [queries] in the settings.
    """
    from hashq.scheduling.plans import Order, Plan, Shape
    from hashq.tui.opening import open_app

    _require_effect(context)
    plan = Plan(
        shape=Shape(str(asked["shape"])),
        order=Order(str(asked["order"])),
        ahead_days=int(str(asked["days"])),
        minutes=int(str(asked["minutes"])) if asked["minutes"] is not None else None,
        spread_days=int(str(asked["spread"])),
    )
    home: Path | None = context.obj
    if deck is not None:
        deck = _one_deck(home, deck)
    context.exit(open_app(home, "review", deck=deck, plan=plan))


_TAKEN_BY = {
    "days": ("ahead",),
    "spread": ("due", "ahead"),
    "order": ("due", "ahead", "cram", "forgotten"),
}
"""Option → the shapes in which it means something."""


def _require_effect(context: click.Context) -> None:
    """Refuse an option that the shape asked for makes nothing of."""
    shape = context.params["shape"]
    for option, shapes in _TAKEN_BY.items():
        if context.get_parameter_source(option) is ParameterSource.COMMANDLINE and shape not in shapes:
            raise click.UsageError(
                f"--{option} means nothing with --shape {shape}, only with {', '.join(shapes)}."
            )


def _one_deck(home: Path | None, name: str) -> str:
    """The deck that is meant, found before any screen opens: an unclear name is answered in the shell."""
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        return services.study.choice_called(name)
    finally:
        services.close()
