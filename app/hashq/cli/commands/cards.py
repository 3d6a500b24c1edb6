"""``hashq cards``: search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from hashq.cli.named_deck import Query

if TYPE_CHECKING:
    from pathlib import Path


_TERM = re.compile(r'(-?(?:[A-Za-z]+:)?)([^":(-][^":]*\s[^":]*)')
"""A term with blanks in it: what stands before its words, and they."""
_ANOTHER = re.compile(r"\s-|\sor\s", re.IGNORECASE)
"""Where another term begins."""


@click.command("cards", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, type=Query())
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def command(context: click.Context, query: tuple[str, ...], as_json: bool) -> None:
    """List the cards that QUERY asks for.

    Words and "phrases" are looked for in question, answer and tags; deck:NAME, tag:NAME, path:PART, id:ID and is:due,
    is:new, is:learning, is:review, is:suspended, is:buried, is:flagged, is:leech, is:retired or is:unanswered narrow it
    down; so do rated:7 and rated:7:again (in the last days), flag:red, and prop:stability<5 (also difficulty, interval,
    lapses, reviews, due, retrievability). A minus before a term leaves its cards out; terms joined by "or" need not all
    hold; brackets hold terms together.
    """
    from hashq.cli.card_json import card_json
    from hashq.cli.printing import print_json, quantity, say, tell
    from hashq.plain_text import one_line
    from hashq.study.services import open_services

    _refuse_options(context, query)
    home: Path | None = context.obj
    services = open_services(home)
    try:
        found = services.library.cards(_typed(query))
    finally:
        services.close()
    if as_json:
        print_json([card_json(card) for card in found])
        return
    for card in found:
        say(f"{card.id}  {card.deck}  {one_line(card.question)}")
    tell(f"{quantity(len(found), 'card')}.")


def _refuse_options(context: click.Context, arguments: tuple[str, ...]) -> None:
    """A term can begin with a minus; what begins with two is an option that is misspelt."""
    known = [name for parameter in context.command.params for name in parameter.opts]
    for argument in arguments:
        if argument.startswith("--"):
            name = argument.partition("=")[0]
            raise click.NoSuchOption(name, possibilities=known, ctx=context)


def _typed(arguments: tuple[str, ...]) -> str:
    """The query as it was typed: the shell took the quotes from ``deck:"My notes"``, which mean something in a query."""
    return " ".join(map(_quoted, arguments)) if len(arguments) > 1 else "".join(arguments)


def _quoted(argument: str) -> str:
    """One term among several in quotes where it has blanks; what reads as a query of its own stays as it is."""
    term = None if _ANOTHER.search(argument) else _TERM.fullmatch(argument)
    return f'{term[1]}"{term[2]}"' if term else argument
