"""``hashq show``: one card as it will look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.study.views import CardView

_WIDEST = 100


@click.command("show")
@click.argument("card")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(home: Path | None, card: str, as_json: bool) -> None:
    """Show the card with the id CARD; the beginning of an id is enough where no other begins so."""
    from hashq.cli.card_json import card_json
    from hashq.cli.printing import print_json, say
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        found = services.library.card(card)
    finally:
        services.close()
    if as_json:
        print_json(card_json(found))
        return
    for line in _lines(found):
        say(line)


def _lines(card: CardView) -> list[str]:
    import shutil

    width = min(shutil.get_terminal_size().columns, _WIDEST)
    rule = "─" * width
    options = [f"  ({option.label}) {option.text}" for option in card.options]
    key = [f"Key: {', '.join(card.key)}"] if card.key else []
    see = [
        f"See: {see.label}" + (f" <{see.target}>" if see.target not in {"", see.label} else "")
        for see in card.see
    ]
    return [
        f"{card.deck}  ·  {card.id}  ·  {_standing(card)}",
        "",
        *_drawn(card.question, width),
        *options,
        rule,
        *_drawn(card.answer, width),
        *key,
        *see,
        "",
        f"{card.path}:{card.line}",
    ]


def _standing(card: CardView) -> str:
    from hashq.cli.printing import local_time

    marks = [
        name
        for name, is_so in (
            ("retired", card.retired),
            ("suspended", card.suspended),
            ("buried", card.buried),
            ("leech", card.leech),
        )
        if is_so
    ]
    due = f"due {local_time(card.due)}" if card.due else ""
    return ", ".join(part for part in (str(card.state), due, *marks) if part)


def _drawn(markdown: str, width: int) -> list[str]:
    from hashq.tui.markdown.layout import Look, lines
    from hashq.tui.markdown.reading import read

    return [line.plain.rstrip() for line in lines(read(markdown), width, Look())]
