"""A card while the rules take it apart. Knows no rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashq.notes.images import ImageIndex
    from hashq.notes.lines import Line
    from hashq.notes.model import Image, Option, See
    from hashq.problems import Problem


@dataclass(slots=True)
class Draft:
    """The lines of one card on their way into its fields. Each rule takes what is its own and leaves the rest."""

    path: str
    """Name of the note, for problems and for images beside it."""
    index: ImageIndex
    source: list[str]
    """All lines of the note, untouched: columns are found in them."""
    head: Line
    """What stands on the start's line behind ``#Q``."""
    mark: str
    """Emphasis opened before ``#Q`` that has not ended on its line."""
    before: list[Line]
    """The lines below the start, up to the answer's marker; all of them where there is no marker."""
    after: list[Line] = field(default_factory=list)
    """From the marker on, the marker itself gone."""
    marked: bool = False
    """Whether something says where the answer begins: a marker, or options without one."""
    answer_line: int = 0
    """Line of the note on which the marker stands; 0 when there is none."""
    question: list[Line] = field(default_factory=list)
    answer: list[Line] = field(default_factory=list)
    see: list[See] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    key: tuple[str, ...] = ()
    block_id: str | None = None
    kinds: tuple[str, ...] | None = None
    """The kinds of card that the card itself asks for; None when it says nothing."""
    problems: list[Problem] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """Every line that is still the card's, in order."""
        return [self.head, *self.before, *self.after]

    def column(self, line: int, raw: str) -> int:
        """Column, from 1, at which ``raw`` stands in the note's ``line``; 0 when it cannot be told."""
        return self.source[line - 1].find(raw) + 1 if raw else 0
