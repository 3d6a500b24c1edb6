"""The query language: words, phrases, what a card is, minus signs, brackets and "or". Read by one grammar, everywhere.

    query   one or more alternatives, parted by "or"
    alternative  one or more terms, all of which must hold
    term    [-] ( query ), [-] word, [-] "phrase", [-] field:value

Pure and total: any text is a query, or a :class:`QueryError` that points at what it stumbled on. What each field's value
means stands in ``query_fields``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.store.conditions import All, Condition, Either, Not, Words
from hashq.study.query_errors import QueryError
from hashq.study.query_fields import FIELDS, condition_of, looks_like_field
from hashq.study.query_tokens import Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_PIECES = 300
"""Terms, brackets and minus signs that one query may have."""
DEEPEST = 40
"""How deep brackets may stand in brackets."""


def parse_query(text: str, decks: Iterable[str]) -> Condition:
    """What ``text`` asks for; everything, when it is blank.

    ``decks`` are the library's, for ``deck:``. Raises :class:`QueryError`.
    """
    return _Reading(text, tuple(decks)).query()


class _Reading:
    """One query being read from left to right."""

    def __init__(self, text: str, decks: tuple[str, ...]) -> None:
        self._text = text
        self._decks = decks
        self._pieces = pieces(text)
        self._at = 0
        self._depth = 0
        if len(self._pieces) > MOST_PIECES:
            raise self._stumble("the query is too long", self._pieces[MOST_PIECES])

    def query(self) -> Condition:
        found = self._alternatives()
        if self._here is not None:
            raise self._stumble("this bracket closes nothing", self._here, 'Search for it as ")".')
        return found

    @property
    def _here(self) -> Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _next(self) -> Piece:
        self._at += 1
        return self._pieces[self._at - 1]

    def _alternatives(self) -> Condition:
        found = [self._terms()]
        while self._here is not None and _is_or(self._here):
            word = self._next()
            after = self._terms()
            if All() in (found[-1], after):
                raise self._stumble(
                    "“or” needs a term on both sides", word, 'Search for the word itself as "or".'
                )
            found.append(after)
        return found[0] if len(found) == 1 else Either(tuple(found))

    def _terms(self) -> Condition:
        found: list[Condition] = []
        while (piece := self._here) is not None and piece.kind != "close" and not _is_or(piece):
            term = self._term()
            if term is not None:
                found.append(term)
        return found[0] if len(found) == 1 else All(tuple(found))

    def _term(self) -> Condition | None:
        """The next term; None for one that says nothing, such as an empty phrase."""
        piece = self._next()
        negated = False
        while piece.kind == "minus":
            negated = not negated
            if self._here is None or self._here.kind == "close":
                raise self._stumble("this minus leaves nothing out", piece, 'Search for it as "-".')
            piece = self._next()
        condition = self._bracket(piece) if piece.kind == "open" else self._plain(piece)
        return Not(condition) if negated and condition is not None else condition

    def _bracket(self, opened: Piece) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._stumble("the brackets are nested too deeply", opened)
        inside = self._alternatives()
        if self._here is None:
            raise self._stumble("this bracket is never closed", opened, "Close it with ), or search for “(”.")
        closed = self._next()
        if inside == All():
            nothing = Piece("open", "()", opened.start, closed.end)
            raise self._stumble("there is nothing between the brackets", nothing)
        self._depth -= 1
        return inside

    def _plain(self, piece: Piece) -> Condition | None:
        if piece.kind == "field" and piece.field in FIELDS:
            return condition_of(self._text, piece, self._decks)
        if piece.kind == "field":
            near = looks_like_field(piece.field)
            if near:
                raise self._stumble(
                    f"there is no {piece.field}:",
                    piece,
                    f'Did you mean {near}:? Or search for it in "quotes".',
                )
            return Words(self._text[piece.start : piece.end].replace('"', " ").strip())
        return Words(piece.text, phrase=piece.kind == "phrase") if piece.text else None

    def _stumble(self, cause: str, piece: Piece, advice: str = "") -> QueryError:
        return QueryError(cause, self._text, piece.start, piece.end, advice)


def _is_or(piece: Piece) -> bool:
    return piece.kind == "word" and piece.text.lower() == "or"
