"""What a deck's name or a query can go on with, where a person has typed a part of it.

Pure: the library's names are arguments. Offers only what the commands understand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashq.store.search import FIGURES, STANDINGS
from hashq.study.decks import with_parents
from hashq.study.query_fields import FIELDS, FLAGS, RATINGS
from hashq.study.query_tokens import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.study.known_names import KnownNames


class Offer(NamedTuple):
    """One way to go on."""

    text: str
    """The whole word."""
    help: str = ""
    """A few words on it; empty where it speaks for itself."""
    goes_on: bool = False
    """Whether more has to follow at once."""


def decks_offered(decks: Iterable[str], typed: str) -> list[str]:
    """The decks, those above others too, that begin with ``typed``, whatever the case; where none does, last parts that do.

    Last parts that several decks share name none of them and are not offered.
    """
    known = with_parents(decks)
    whole = [deck for deck in known if _begins(deck, typed)]
    if whole or not typed:
        return whole
    parts = [part for deck in known for part in _last_parts(deck)]
    ending: dict[str, int] = {}
    for part in parts:
        ending[part.casefold()] = ending.get(part.casefold(), 0) + 1
    return [part for part in parts if _begins(part, typed) and ending[part.casefold()] == 1]


def query_offered(decks: Iterable[str], typed: str) -> list[Offer]:
    """What the last term of the query ``typed`` can go on with: fields, and the values of those that have few or decks."""
    start = _last_term(typed)
    before, term = typed[:start], typed[start:]
    field, colon, value = term.partition(":")
    if not colon:
        offered = [Offer(f"{name}:", form, goes_on=True) for name, (_, form) in FIELDS.items()]
    elif field.lower() == "deck":
        offered = [Offer(f"{field}:{_in_query(deck)}") for deck in decks_offered(decks, value.strip('"'))]
        return [offer._replace(text=before + offer.text) for offer in offered]
    else:
        offered = [
            Offer(f"{field}:{word}", goes_on=goes_on) for word, goes_on in _values(field.lower(), value)
        ]
    return [offer._replace(text=before + offer.text) for offer in offered if _begins(offer.text, term)]


def asked_by_name(names: KnownNames, typed: str) -> list[Offer]:
    """The kept queries and the decks that ``typed`` can become; once something is typed, the words of a query too."""
    kept = [Offer(name, "a kept query") for name in names.queries if _begins(name, typed)]
    decks = [Offer(deck) for deck in decks_offered(names.decks, typed)]
    return [*kept, *decks, *(query_offered(names.decks, typed) if typed else ())]


def _last_term(query: str) -> int:
    """Where the last term of ``query`` begins, after its minus signs and brackets; its end, after a blank."""
    found = pieces(query)
    if not found or found[-1].kind in {"minus", "open", "close"}:
        return len(query)
    last = found[-1]
    is_open = query[last.start : last.end].count('"') == 1
    return (
        last.start if last.end == len(query.rstrip()) and (is_open or last.end == len(query)) else len(query)
    )


def _values(field: str, value: str) -> list[tuple[str, bool]]:
    """What may follow the colon of ``field`` where ``value`` does already, and whether more follows each."""
    if field == "is":
        return [(name, False) for name in STANDINGS]
    if field == "flag":
        return [(name, False) for name in FLAGS]
    if field == "prop":
        return [(name, True) for name in FIGURES]
    days, colon, _ = value.partition(":")
    return [(f"{days}:{name}", False) for name in RATINGS] if field == "rated" and colon else []


def _in_query(deck: str) -> str:
    """A deck's name as a query takes it: in quotes where a blank or a bracket would end it, ``*`` for quotes of its own."""
    name = deck.replace('"', "*")
    return f'"{name}"' if any(sign.isspace() or sign in "()" for sign in name) else name


def _last_parts(deck: str) -> list[str]:
    parts = deck.split("/")
    return ["/".join(parts[start:]) for start in range(1, len(parts))]


def _begins(text: str, typed: str) -> bool:
    return text.casefold().startswith(typed.casefold())
