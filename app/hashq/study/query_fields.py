"""What may stand after each field's colon in a query, and what it asks.

Owns the words of the language: fields, standings, ratings, flags and figures, and the nearest known one to a wrong one.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, cast

from hashq.notes.note_names import note_title
from hashq.store.conditions import (
    Comparison,
    Condition,
    Flagged,
    InDecks,
    LinksTo,
    Measures,
    Named,
    PathHas,
    Rated,
    Stands,
    Tagged,
)
from hashq.store.search import FIGURES, STANDINGS
from hashq.study.decks import clean_deck
from hashq.study.query_errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hashq.study.query_tokens import Piece

RATINGS = {"again": 1, "hard": 2, "good": 3, "easy": 4}
FLAGS = ("none", "red", "orange", "green", "blue", "pink", "turquoise", "purple")
"""The flags by number, as Anki calls them."""
MOST_DAYS = 36500
"""A century: ``rated:`` looks no further back."""

_SHARE = "retrievability"
"""The figure that goes from 0 to 1; it may be written as a percentage."""
_FIGURE = re.compile(r"([A-Za-z]*)(<=|>=|!=|==|=|<|>)?(.*)", re.DOTALL)
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?(%)?")


class _ValueError(Exception):
    """A field's value that means nothing; says why, and what does."""

    def __init__(self, cause: str, advice: str) -> None:
        super().__init__(cause)
        self.cause = cause
        self.advice = advice


def condition_of(query: str, piece: Piece, decks: Iterable[str]) -> Condition:
    """What the field at ``piece`` of ``query`` asks; ``decks`` are the library's. Raises :class:`QueryError`."""
    read, form = FIELDS[piece.field]
    if not piece.text:
        raise QueryError(f"{piece.field}: says nothing", query, piece.start, piece.end, f"Write {form}.")
    if piece.field == "deck":
        return InDecks(tuple(decks_called(piece.text, decks)))
    try:
        return read(piece.text)
    except _ValueError as wrong:
        raise QueryError(wrong.cause, query, piece.start, piece.end, wrong.advice) from None


def looks_like_field(name: str) -> str | None:
    """The field that ``name`` was probably meant to be; None when it is like none."""
    return _nearest(name, FIELDS)


def decks_called(name: str, decks: Iterable[str]) -> list[str]:
    """Every deck that is called ``name``, or ends in it, ignoring case; with sub-decks. ``*`` stands for any text."""
    wanted = clean_deck(name).casefold()
    if "*" not in wanted:
        return [deck for deck in decks if f"/{wanted}/" in f"/{deck.casefold()}/"]
    pattern = wanted.replace("[", "[[]").replace("?", "[?]")
    return [deck for deck in decks if any(_fits(head, pattern) for head in _heads(deck.casefold()))]


def _heads(deck: str) -> Iterator[str]:
    """A deck and those it is in, from the top."""
    parts = deck.split("/")
    return ("/".join(parts[:length]) for length in range(1, len(parts) + 1))


def _fits(deck: str, pattern: str) -> bool:
    return fnmatchcase(deck, pattern) or fnmatchcase(deck, "*/" + pattern)


def _tag(value: str) -> Condition:
    if "*" in value:
        whole = value.partition("*")[0].strip("#/")
        advice = f"Write tag:{whole or 'NAME'}: it finds the tags below it too."
        raise _ValueError("tags are named whole, without *", advice)
    return Tagged(value.removeprefix("#"))


def _standing(value: str) -> Condition:
    if value.lower() not in STANDINGS:
        raise _unknown(f"is:{value} is not known", value, STANDINGS, "is:")
    return Stands(value.lower())


def _rated(value: str) -> Condition:
    days, _, rating = value.partition(":")
    if not re.fullmatch(r"\d{1,6}", days, re.ASCII) or not 1 <= int(days) <= MOST_DAYS:
        raise _ValueError(
            f"“{days}” is no number of days", "Write rated:7 for the last seven days, rated:7:again."
        )
    if ":" not in value:
        return Rated(int(days))
    if rating in {"1", "2", "3", "4"}:
        return Rated(int(days), int(rating))
    if rating.lower() not in RATINGS:
        raise _unknown(f"“{rating}” is no rating", rating, RATINGS, f"rated:{days}:")
    return Rated(int(days), RATINGS[rating.lower()])


def _figure(value: str) -> Condition:
    found = _FIGURE.fullmatch(value)
    name, comparison, number = found.groups() if found else ("", None, "")
    if name.lower() not in FIGURES:
        raise _unknown(f"prop:{name or value} is not known", name or value, FIGURES, "prop:")
    if comparison is None:
        raise _ValueError(
            f"prop:{name} is compared with nothing", f"Write prop:{name}<5, or with <=, =, !=, >= or >."
        )
    read = _NUMBER.fullmatch(number)
    if read is None:
        raise _ValueError(f"“{number}” is no number", f"Write a number, such as prop:{name}{comparison}5.")
    amount = float(number.rstrip("%")) / (100 if read[1] else 1)
    _require_unit(name, comparison, number, amount)
    return Measures(name.lower(), cast("Comparison", "=" if comparison == "==" else comparison), amount)


def _require_unit(name: str, comparison: str, number: str, amount: float) -> None:
    """Refuse a percentage of what is none, and a chance that no card can have."""
    bare = number.rstrip("%")
    if name.lower() != _SHARE:
        if number.endswith("%"):
            raise _ValueError(
                f"prop:{name} is no percentage", f"Write a number, such as prop:{name}{comparison}5."
            )
    elif not 0 <= amount <= 1:
        meant = bare if 1 < amount <= 100 and bare == number else "90"
        raise _ValueError(
            f"prop:{name} goes from 0 to 1, or from 0% to 100%", f"Write prop:{name}{comparison}{meant}%."
        )


def _flag(value: str) -> Condition:
    if value.lower() in FLAGS:
        return Flagged(FLAGS.index(value.lower()))
    if value not in {str(number) for number in range(len(FLAGS))}:
        raise _unknown(f"there is no flag “{value}”", value, FLAGS, "flag:")
    return Flagged(int(value))


FIELDS: dict[str, tuple[Callable[[str], Condition], str]] = {
    "deck": (lambda _: InDecks(()), "deck:NAME, a deck's name or its last parts"),
    "tag": (_tag, "tag:NAME"),
    "is": (_standing, "is:due or another standing"),
    "path": (PathHas, "path:PART of a note's path"),
    "links": (
        lambda value: LinksTo(note_title(value.partition("#")[0].strip())),
        "links:NOTE, a note's name",
    ),
    "id": (lambda value: Named(value.lower().removeprefix("^")), "id:CARD"),
    "rated": (_rated, "rated:DAYS or rated:DAYS:RATING"),
    "prop": (_figure, "prop:FIGURE<NUMBER"),
    "flag": (_flag, "flag:red or a number from 0 to 7"),
}
"""Each field: how its value is read, and how it is written."""


def _unknown(cause: str, word: str, known: Iterable[str], lead: str) -> _ValueError:
    names = tuple(known)
    near = _nearest(word, names)
    if near:
        return _ValueError(cause, f"Did you mean {lead}{near}?")
    return _ValueError(cause, f"Known are {', '.join(lead + name for name in names)}.")


def _nearest(word: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - only needed once something is wrong

    near = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return near[0] if near else None
