"""The examples of ``cards/README.md``: each is read as a note and must become what the table below it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashq.notes.parser import parse_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.notes.model import Card, Note

PAGE = Path(__file__).parents[2] / "cards" / "README.md"
FENCE = re.compile(r"^(?P<ticks>`{3,})markdown\n(?P<text>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"\A\n+(?P<rows>(?:\|.*\|\n)+)")
CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Example:
    """One example of the page and the cards it promises."""

    line: int
    """Line of its fence in the page."""
    text: str
    columns: tuple[str, ...]
    """What the table tells of each card."""
    rows: tuple[tuple[str, ...], ...]
    """One row for each card."""


def cells(row: str) -> tuple[str, ...]:
    """The cells of one table row, with line breaks and bars as they stand in the card."""
    inner = CELL.split(row.strip())[1:-1]
    return tuple(cell.strip().replace(r"\|", "|").replace("<br>", "\n") for cell in inner)


def read_examples(page: str) -> list[Example]:
    """Every example of the page; an example without a table is an error of the page."""
    examples = []
    for fence in FENCE.finditer(page):
        line = page.count("\n", 0, fence.start()) + 1
        table = TABLE.match(page[fence.end() :])
        assert table, f"the example at line {line} has no table below it"
        header, _, *rows = (cells(row) for row in table["rows"].splitlines())
        examples.append(Example(line, fence["text"], header, tuple(rows)))
    return examples


def problems_of(note: Note, card: Card) -> str:
    """The codes of the problems that stand within the card's lines."""
    return ", ".join(found.code for found in note.problems if card.line <= found.line <= card.end_line)


SHOWN: dict[str, Callable[[Note, Card], str]] = {
    "line": lambda _, card: str(card.line),
    "kind": lambda _, card: card.kind,
    "question": lambda _, card: card.question,
    "answer": lambda _, card: card.answer,
    "options": lambda _, card: "\n".join(f"{option.label}: {option.text}" for option in card.options),
    "key": lambda _, card: ", ".join(card.key),
    "see": lambda _, card: "\n".join(f"{see.label} → {see.target}".strip() for see in card.see),
    "links": lambda _, card: ", ".join(card.links),
    "images": lambda _, card: ", ".join(f"{image.target} {image.width}" for image in card.images),
    "tags": lambda _, card: ", ".join(card.tags),
    "deck": lambda note, _: note.deck or "",
    "aliases": lambda note, _: ", ".join(note.aliases),
    "block id": lambda _, card: card.block_id or "",
    "problems": problems_of,
}
"""How each column of the page's tables shows a card."""

EXAMPLES = read_examples(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line-{example.line}")
def test_an_example_becomes_what_its_table_says(example: Example) -> None:
    note = parse_note(example.text, "example.md")
    shown = [tuple(SHOWN[column](note, card) for column in example.columns) for card in note.cards]
    assert shown == list(example.rows)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line-{example.line}")
def test_an_example_has_no_problem_but_those_its_table_names(example: Example) -> None:
    note = parse_note(example.text, "example.md")
    named = ""
    if "problems" in example.columns:
        column = example.columns.index("problems")
        named = ", ".join(row[column] for row in example.rows if row[column])
    assert ", ".join(found.code for found in note.problems) == named


def test_the_page_shows_every_part_of_a_card() -> None:
    told = {column for example in EXAMPLES for column in example.columns}
    assert told == set(SHOWN)


def test_the_page_itself_is_not_a_deck() -> None:
    note = parse_note(PAGE.read_text(encoding="utf-8"), str(PAGE))
    assert note.cards == ()
    assert note.problems == ()
