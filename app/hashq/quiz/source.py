"""What questions are made from: a card, and the facts that stand in it in a form that can be asked about.

Reads tables, lists and short answers out of a card's text. Knows no storage and makes no question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hashq.notes.structure import lists, tables
from hashq.quiz.fold import squeezed, undecorated, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.notes.model import Option
    from hashq.notes.structure import ListBlock, Table

LONGEST_OPTION = 120
"""Characters an option may have; a longer one is read for its length, not its meaning."""

_TERM = re.compile(r"^(?P<term>[^\s:;][^:;]{0,59}?)\s*(?::|;|\s[–—-])\s+(?P<meaning>\S.*)$", re.DOTALL)
_COMPARES = re.compile(
    r"(?:features?|aspects?|criteri(?:a|on)|characteristics?|comparison|differences?)?$", re.IGNORECASE
)
"""What stands over the first column of a table whose columns are the things and whose rows are what is said of them."""
_COLUMN_NOUNS = frozenset(
    words("class code id key kind level mode name number option size state status type value version")
)
"""Words at the end of two headers that say what is in a column, not that two things of one sort stand side by side."""
_YES_NO = re.compile(r"^(?P<word>yes|no|true|false)\b(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_TRUE_FALSE = re.compile(r"(?:true|false)\b", re.IGNORECASE)
_BLOCK = re.compile(r"^[^\S\n]*(?:[-*+]|\d+[.)]|\||>|```|~~~|!\[|#{1,6}\s)", re.MULTILINE)
_CAPTION = re.compile(r"^\W*(?:fig|table)\W*\..*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9`*\"'(])")
_IN_ORDER = re.compile(r"\b(?:steps?|order|ordered|sequence|stages?|phases?)\b", re.IGNORECASE)
_UNORDERED = re.compile(
    r"\b(?:any order|no (?:particular )?order|in order to|precedence of)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Pair:
    """A term and what is said of it: two cells of a row, or a list item of the form ``term: meaning``."""

    term: str
    """Plain words."""
    meaning: str
    """Plain words."""
    term_name: str = ""
    """The header over the terms; empty for a list, and for things that a table compares."""
    meaning_name: str = ""
    """The header over the meanings; in a comparison what is compared; empty for a list."""


Group = tuple[tuple[str, ...], frozenset[str]]
"""Things of one sort, and their squeezed names."""


@dataclass(frozen=True)
class SourceCard:
    """A card as the makers see it."""

    id: str
    deck: str
    """Parts joined by ``/``."""
    path: str
    line: int
    question: str
    """Markdown."""
    answer: str
    """Markdown."""
    options: tuple[Option, ...] = ()
    """The author's own options."""
    key: tuple[str, ...] = ()
    """Labels of the author's right options; empty when there is no certain key."""
    tags: tuple[str, ...] = ()

    @cached_property
    def asks(self) -> str:
        """The question in plain words on one line."""
        return undecorated(self.question)

    @cached_property
    def asked_words(self) -> frozenset[str]:
        """The words of the question that matter."""
        return frozenset(words(self.asks))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the answer."""
        return tables(self.answer) if "|" in self.answer else ()

    @cached_property
    def lists(self) -> tuple[ListBlock, ...]:
        """The lists of the answer, nested ones inside their items."""
        return lists(self.answer)

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The items of the answer's only list, in plain words; empty when there is none, more than one, or one in another."""
        if len(self.lists) != 1 or self.tables:
            return ()
        items = self.lists[0].items
        return () if any(item.children for item in items) else tuple(undecorated(item.text) for item in items)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The terms and meanings of the answer; empty unless every item or row has both."""
        if len(self.tables) == 1:
            return _table_pairs(self.tables[0])
        found = [_TERM.match(item) for item in self.items]
        if len(found) < 2 or not all(found):
            return ()
        return tuple(Pair(match["term"].strip(), _sentence(match["meaning"])) for match in found if match)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Its groups of like things: columns of tables (rows of comparisons), list, options."""
        return tuple((group, frozenset(squeezed(one) for one in group)) for group in _groups(self))

    @cached_property
    def prose(self) -> str:
        """The answer in plain words when it is prose only; empty when it holds a list, table, code or quote.

        Pictures and their captions do not count.
        """
        kept = [
            line
            for line in self.answer.splitlines()
            if not line.lstrip().startswith("![") and not _CAPTION.match(line)
        ]
        text = "\n".join(kept).strip()
        return "" if _BLOCK.search(text) else undecorated(text)

    @cached_property
    def short_answer(self) -> str:
        """What the answer says first, when it can stand as an option: its first sentence; empty when too long for one.

        A yes or no is not a short answer: :attr:`verdict` has it.
        """
        if self.verdict is not None or not self.prose or self.options:
            return ""
        lines = (undecorated(line) for line in self.answer.splitlines() if not line.lstrip().startswith("!["))
        opening = next((line for line in lines if line), "")
        first = _sentence(_SENTENCE_END.split(opening)[0])
        return first if len(first) <= LONGEST_OPTION else ""

    @cached_property
    def verdict(self) -> bool | None:
        """What a yes-or-no question is answered with; None for every other question."""
        match = _YES_NO.match(self.prose)
        if not match or not self.asks or self.options:
            return None
        rest = match["rest"].strip()
        if rest and rest[0] not in ".,;:!–—-(" and not rest[0].isupper():
            return None
        return match["word"].casefold() in {"yes", "true"}

    @cached_property
    def judges(self) -> bool:
        """Whether it is a statement to be called true or false, rather than a question for yes or no."""
        return "true or false" in self.asks.casefold() or bool(_TRUE_FALSE.match(self.prose))

    @cached_property
    def is_sequence(self) -> bool:
        """Whether the answer is one numbered list whose question or intro speaks of steps, order or sequence."""
        if not self.items or not self.lists[0].ordered:
            return False
        spoken = f"{self.asks} {undecorated(self.lists[0].intro)}"
        return bool(_IN_ORDER.search(_UNORDERED.sub(" ", spoken)))


def _groups(card: SourceCard) -> Iterator[tuple[str, ...]]:
    for table in card.tables:
        if is_comparison(table):
            yield from (tuple(undecorated(cell) for cell in row[1:]) for row in (table.header, *table.rows))
            continue
        for column in range(len(table.header)):
            yield tuple(undecorated(row[column]) for row in table.rows if column < len(row))
    if card.pairs and not card.tables:
        yield tuple(pair.term for pair in card.pairs)
    elif card.items:
        yield card.items
    if card.options:
        yield tuple(undecorated(option.text) for option in card.options)


def _sentence(text: str) -> str:
    """``text`` without the full stop of a single sentence."""
    text = text.strip()
    return text[:-1] if text.endswith(".") and not text.endswith(("..", "etc.")) else text


def is_comparison(table: Table) -> bool:
    """Whether the columns are the things and the rows what is said of them: ``| | EBS | EFS |``."""
    return len(table.header) > 2 and _COMPARES.match(undecorated(table.header[0])) is not None


def names_its_rows(table: Table) -> bool:
    """Whether the first cell of each row names what the others are said of.

    Not where the columns are lists of their own, of which the first ends early, nor where two things of one sort stand
    side by side: ``| Night train | Day train |``.
    """
    if any(
        not undecorated(row[0]) and any(undecorated(cell) for cell in row[1:]) for row in table.rows if row
    ):
        return False
    ends = [words(header)[-2:] for header in table.header]
    if len(ends) != 2 or any(len(end) < 2 for end in ends):
        return True
    return ends[0][-1] != ends[1][-1] or ends[0][-1] in _COLUMN_NOUNS


def _table_pairs(table: Table) -> tuple[Pair, ...]:
    """First and second column of a table, of rows that have both; in a comparison, the things and one row of it."""
    if len(table.header) < 2:
        return ()
    if is_comparison(table):
        return _compared(table)
    if not names_its_rows(table):
        return ()
    names = tuple(undecorated(cell) for cell in table.header)
    rows = [tuple(undecorated(cell) for cell in row) for row in table.rows]
    return tuple(
        Pair(row[0], _sentence(row[1]), names[0], names[1])
        for row in rows
        if len(row) > 1 and row[0] and row[1]
    )


def _compared(table: Table) -> tuple[Pair, ...]:
    """The things compared, with the first row that tells all of them apart."""
    things = [undecorated(cell) for cell in table.header[1:]]
    for row in table.rows:
        name, *said = (undecorated(cell) for cell in row)
        if name and all(things) and all(said) and len({text.casefold() for text in said}) == len(things):
            return tuple(
                Pair(thing, _sentence(text), "", name) for thing, text in zip(things, said, strict=True)
            )
    return ()
