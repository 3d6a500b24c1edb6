"""Rows: a card for each row of the answer's tables, which names the row by its first cell and asks for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.notes.kinds.sibling import Sibling
from hashq.notes.structure import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.notes.model import Card


def rows(card: Card) -> Iterator[Sibling]:
    """The cards for the rows, in order. Rows that begin alike are one card, which asks for all that they say, once each."""
    asked: dict[str, dict[str, None]] = {}
    for table in tables(card.answer):
        for row in table.rows:
            answer = _others(table.header, row)
            if row[0] and answer:
                name = _cell(table.header[0], row[0])
                asked.setdefault(f"{card.question}\n\n{name}".strip(), {})[answer] = None
    return (Sibling(question, "\n".join(answers)) for question, answers in asked.items())


def _others(header: tuple[str, ...], row: tuple[str, ...]) -> str:
    if len(row) == 2:
        return row[1]
    return "\n".join(_cell(name, cell) for name, cell in zip(header[1:], row[1:], strict=True) if cell)


def _cell(name: str, cell: str) -> str:
    return f"{name}: {cell}" if name else cell
