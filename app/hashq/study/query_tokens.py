"""Cuts a query into pieces: words, phrases, fields with their values, brackets and minus signs, each with its place.

Owns where a piece begins and ends. Pure and total: every text has pieces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"""
      (?P<minus> - (?=[^\s)]) )
    | (?P<open> \( )
    | (?P<close> \) )
    | (?P<bare> [A-Za-z][A-Za-z0-9_]* ) : (?= [\s()] | $ )
    | (?: (?P<field> [A-Za-z][A-Za-z0-9_]* ) : )?
      (?: " (?P<phrase> [^"]* ) "? | (?P<word> [^\s()"]+ ) )
    | (?P<rest> \S )
    """,
    re.VERBOSE,
)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a query."""

    kind: str
    """``minus``, ``open``, ``close``, ``word``, ``phrase`` or ``field``."""
    text: str
    """The word, the phrase without its quotes, or the field's value."""
    start: int
    """Its first character in the query, from 0."""
    end: int
    """The place after its last character."""
    field: str = ""
    """The name before the colon, in lower case; of fields only."""


def pieces(query: str) -> tuple[Piece, ...]:
    """The pieces of ``query`` in order. Characters that no text can hold become U+FFFD."""
    return tuple(_piece(found) for found in _PIECE.finditer(_SURROGATE.sub("\ufffd", query)))


def _piece(found: re.Match[str]) -> Piece:
    start, end = found.span()
    for kind in ("minus", "open", "close"):
        if found[kind] is not None:
            return Piece(kind, found[kind], start, end)
    if found["bare"] is not None:
        return Piece("field", "", start, end, found["bare"].lower())
    phrase = found["phrase"]
    text = phrase if phrase is not None else found["word"] or found["rest"]
    if found["field"] is not None:
        return Piece("field", text.strip(), start, end, found["field"].lower())
    return Piece("word" if phrase is None else "phrase", text.strip(), start, end)
