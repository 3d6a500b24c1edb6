"""The query language of `hashq cards`: words, phrases, and what a card is, all of which must hold.

Pure and total: any text is a query, or a :class:`hashq.errors.UsageError` that names the word it stumbled on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.errors import UsageError
from hashq.plain_text import plain_text
from hashq.store.search import STANDINGS, Condition, deck_list
from hashq.study.decks import clean_deck

if TYPE_CHECKING:
    from collections.abc import Iterable

_TERM = re.compile(r'(-?)(?:(deck|tag|is|path|id):)?(?:"([^"]*)"?|(\S+))')


def parse_query(text: str, decks: Iterable[str]) -> tuple[Condition, ...]:
    """The conditions that ``text`` asks for: ``deck:``, ``tag:``, ``is:``, ``path:`` and ``id:`` terms, words and quoted phrases.

    A minus before a term leaves its cards out. ``decks`` are the library's, for ``deck:``, which takes a deck's last parts
    and its sub-decks. Raises :class:`UsageError` for an ``is:`` nobody knows.
    """
    known = list(decks)
    return tuple(
        condition
        for term in _TERM.finditer(plain_text(text))
        if (condition := _condition(term[2] or "", term[3], term[4] or "", term[1] == "-", known)) is not None
    )


def _condition(
    field: str, phrase: str | None, word: str, negated: bool, decks: list[str]
) -> Condition | None:
    value = (phrase if phrase is not None else word).strip()
    if not value:
        return None
    if not field:
        return Condition("word" if phrase is None else "phrase", value, negated)
    if field == "deck":
        return Condition("decks", deck_list(decks_called(value, decks)), negated)
    if field == "is" and value.lower() not in STANDINGS:
        raise UsageError(
            f"is:{value} is not known",
            place="QUERY",
            remedy=f"Known are {', '.join(f'is:{name}' for name in STANDINGS)}.",
        )
    return Condition(field, value.lower() if field == "is" else value.removeprefix("#"), negated)


def decks_called(name: str, decks: Iterable[str]) -> list[str]:
    """Every deck that is called ``name``, or ends in it, ignoring case; with sub-decks."""
    wanted = clean_deck(name).casefold()
    found = []
    for deck in decks:
        parts = deck.casefold().split("/")
        heads = ("/".join(parts[:length]) for length in range(1, len(parts) + 1))
        if any(head == wanted or head.endswith("/" + wanted) for head in heads):
            found.append(deck)
    return found
