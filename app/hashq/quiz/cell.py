"""One cell of a table: asked for by its row and column, or the row asked for by one of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.quiz.distractors import fits, gives_itself_away, hints, pick, too_alike
from hashq.quiz.draft import Draft
from hashq.quiz.fold import undecorated
from hashq.quiz.phrases import named, with_request
from hashq.quiz.source import is_comparison, names_its_rows

if TYPE_CHECKING:
    from random import Random

    from hashq.notes.structure import Table
    from hashq.quiz.pool import Pool
    from hashq.quiz.source import SourceCard

_DISTRACTORS = 3
_FEWEST_COMPARED = 2
"""Wrong answers that do in a table comparing three things."""


def cell(card: SourceCard, pool: Pool, stream: Random) -> Draft | str:  # noqa: ARG001 - every maker is called alike
    """A question about one cell, or the reason why the card yields none."""
    if not card.tables:
        return "its answer has no table"
    asked = [table for table in card.tables if is_comparison(table) or names_its_rows(table)]
    if not asked:
        return "the rows of its table have no names"
    table = stream.choice(asked)
    compares = is_comparison(table)
    if len(table.header) < 2 or (len(table.header) if compares else len(table.rows)) <= _DISTRACTORS:
        return "its table is too small to choose from"
    ask = _ask_compared if compares else _ask
    places = [(row, column) for row in range(len(table.rows)) for column in range(1, len(table.header))]
    stream.shuffle(places)
    for row, column in places:
        draft = ask(card, table, row, column, stream)
        if draft is not None:
            return draft
    return "its cells are too long or too alike to choose among"


def _ask(card: SourceCard, table: Table, row: int, column: int, stream: Random) -> Draft | None:
    """A question about the cell, either way round; None when its column has too few different texts."""
    name, value = _text(table, row, 0), _text(table, row, column)
    first, header = undecorated(table.header[0]), undecorated(table.header[column])
    if not name or not value:
        return None
    why = f"{named(name)}: {value}"
    if stream.random() < 0.5 and _column(table, column).count(value) == 1:
        key, wrong, telling = name, [text for text in _column(table, 0) if text != name], []
        request = f"Which {_noun(first)} has this {_noun(header)}: “{value}”?"
    else:
        key, wrong, telling = value, *_others(table, column, value)
        request = (
            f"What stands under **{header}** for {named(name)}?"
            if header
            else f"What belongs to {named(name)}?"
        )
    found = pick((key,), (wrong, telling), _DISTRACTORS, stream)
    if len(found) < _DISTRACTORS or not fits(key) or gives_itself_away((key,), found):
        return None
    if all(text in telling for text in found):
        return None
    if hints(value if key == name else name, key, found):
        return None
    return Draft(with_request(card, request), (key,), found, why=why)


def _ask_compared(card: SourceCard, table: Table, row: int, column: int, stream: Random) -> Draft | None:
    """A question about one of the things compared, in one respect; what the others are in it is wrong."""
    respect, value, thing = _text(table, row, 0), _text(table, row, column), undecorated(table.header[column])
    if not respect or not value or not thing:
        return None
    columns = [other for other in range(1, len(table.header)) if other != column]
    said = [_text(table, row, other) for other in columns]
    if stream.random() < 0.5 and not any(too_alike(value, text) for text in said):
        key, wrong = thing, [undecorated(table.header[other]) for other in columns]
        request = f"Which one has this {named(respect)}: “{value}”?"
    else:
        key, wrong = value, said
        request = f"What stands under {named(thing)} for {named(respect)}?"
    found = pick((key,), (wrong,), _DISTRACTORS, stream)
    if len(found) < _FEWEST_COMPARED or not fits(key) or gives_itself_away((key,), found):
        return None
    if hints(value if key == thing else thing, key, found):
        return None
    return Draft(with_request(card, request), (key,), found, why=f"{named(thing)}, {named(respect)}: {value}")


def _others(table: Table, column: int, value: str) -> tuple[list[str], list[str]]:
    """The other texts of a column, those last that name the row they stand in: they cannot be meant by another."""
    texts = [(_text(table, row, 0), _text(table, row, column)) for row in range(len(table.rows))]
    telling = [text for name, text in texts if text != value and hints(name, text, ())]
    return [text for _, text in texts if text != value and text not in telling], telling


def _noun(header: str) -> str:
    return f"**{header}**" if header else "row"


def _column(table: Table, column: int) -> list[str]:
    return [_text(table, row, column) for row in range(len(table.rows))]


def _text(table: Table, row: int, column: int) -> str:
    cells = table.rows[row]
    text = undecorated(cells[column]) if column < len(cells) else ""
    return text.removesuffix(".") if text.count(".") == 1 else text
