"""The shapes inside the shipped cards, which quizzes are made of: tables, lists and blocks to watch."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from hashq.notes.parser import parse_note
from hashq.notes.structure import fences, lists, tables

if TYPE_CHECKING:
    from hashq.notes.model import Card

DECK = Path(__file__).parents[2] / "cards" / "CodeDeploy"
ALL = tuple(
    card
    for path in sorted(DECK.glob("*.md"))
    for card in parse_note(path.read_text(encoding="utf-8"), str(path)).cards
)


def named(card: Card) -> str:
    """A card as a failing test names it."""
    return f"line {card.line}: {card.question}"


def folded(text: str) -> str:
    """A text without what a reader would not see as a difference."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def test_tables_are_whole_and_have_a_header() -> None:
    found = [(card, table) for card in ALL for table in tables(card.answer)]
    assert len(found) >= 25
    for card, table in found:
        assert len(table.rows) >= 2, named(card)
        assert all(len(row) == len(table.header) for row in table.rows), named(card)
        assert all(cell.strip() for row in table.rows for cell in row), named(card)


def test_cells_of_a_first_column_are_distinct() -> None:
    """Otherwise no quiz could ask for the rest of a row."""
    for card in ALL:
        for table in tables(card.answer):
            first = [folded(row[0]) for row in table.rows]
            assert len(set(first)) == len(first), named(card)


def test_numbered_lists_are_those_whose_question_speaks_of_order() -> None:
    for card in ALL:
        for found in lists(card.answer):
            if found.ordered:
                assert re.search(r"\b(order|steps|sequence)\b", card.question), named(card)


def test_code_and_nested_lists_occur() -> None:
    assert any(fence.info == "yaml" for card in ALL for fence in fences(card.answer))
    assert any(item.children for card in ALL for found in lists(card.answer) for item in found.items)


def test_watching_is_offered_where_it_helps() -> None:
    blocks = [fence for card in ALL for fence in fences(card.answer) if fence.info == "sandbox"]
    assert len(blocks) >= 15
