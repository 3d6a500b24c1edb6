"""What is wrong with a query, and where in it."""

from __future__ import annotations

import unicodedata

from hashq.errors import UsageError


class QueryError(UsageError):
    """A query that cannot be read."""

    def __init__(self, cause: str, query: str, start: int, end: int, advice: str = "") -> None:
        """Point at the characters from ``start`` up to ``end`` of ``query``; ``advice`` says what to write instead."""
        super().__init__(cause, place=f"QUERY, column {start + 1}", remedy=advice)
        self.query = query
        """The whole text."""
        self.start = start
        """The first character that is wrong, from 0."""
        self.end = end
        """The place after the last one."""

    @property
    def excerpt(self) -> str:
        """The query with a line of carets below what is wrong."""
        shown = "".join(character if character.isprintable() else " " for character in self.query)
        return f"{shown}\n{' ' * _cells(shown[: self.start])}{'^' * max(1, _cells(shown[self.start : self.end]))}"


def _cells(text: str) -> int:
    """How many terminal cells ``text`` takes, near enough to point with."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
