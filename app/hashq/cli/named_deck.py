"""A deck's name or a query as an argument: text like any other, but the shell is told how it can go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from click.shell_completion import CompletionItem

    from hashq.cli.offers import Offer
    from hashq.study.known_names import KnownNames


class _Asked(click.ParamType[str]):
    """Text whose ways to go on are looked up in the library when a shell asks for them, and only then."""

    name = "text"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """How ``incomplete`` can go on; in no way where the library cannot be read."""
        from click.shell_completion import CompletionItem

        from hashq.errors import HashqError
        from hashq.study.known_names import known_names

        del param
        try:
            names = known_names(ctx.find_root().params.get("home"))
        except HashqError:
            return []
        return [
            CompletionItem(offer.text, help=offer.help, goes_on=offer.goes_on)
            for offer in self.offered(names, incomplete)
        ]

    def offered(self, names: KnownNames, typed: str) -> Iterable[Offer]:
        """How ``typed`` can go on."""
        raise NotImplementedError


class DeckName(_Asked):
    """A deck by its name."""

    def offered(self, names: KnownNames, typed: str) -> Iterable[Offer]:
        """The decks."""
        from hashq.cli.offers import Offer, decks_offered

        return map(Offer, decks_offered(names.decks, typed))


class Query(_Asked):
    """A query."""

    def offered(self, names: KnownNames, typed: str) -> Iterable[Offer]:
        """Fields and values of the last term."""
        from hashq.cli.offers import query_offered

        return query_offered(names.decks, typed)


class DeckOrQuery(_Asked):
    """What :func:`hashq.study.choice.choose` takes: a kept query, a deck or a query."""

    def offered(self, names: KnownNames, typed: str) -> Iterable[Offer]:
        """Kept queries, then decks; once something is typed, the words of a query too."""
        from hashq.cli.offers import asked_by_name

        return asked_by_name(names, typed)
