"""Tables to lines: columns share the width and wrap; where the width is too small, rows become records.

Owns the arithmetic of column widths. Pure.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.content import Content

from hashq.tui.text import EMPTY, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashq.tui.glyphs import Glyphs
    from hashq.tui.markdown.blocks import Row, Table

NARROWEST_COLUMN = 8
"""Cells a column keeps before the table is drawn as records."""
_HEADER = "bold $lamp"
_FAINT = "$faint"


def table_lines(table: Table, width: int, glyphs: Glyphs, hides: Callable[[int], bool]) -> list[Content]:
    """The lines of ``table``, each at most ``width`` cells. Hidden rows keep their place, not their text."""
    widths = column_widths(_natural(table), width - 3 * (len(table.header) - 1))
    if widths is None:
        return _records(table, width, glyphs, hides)
    wall = Content.styled(f" {glyphs.wall} ", _FAINT)
    rule = f"{glyphs.line}{glyphs.cross}{glyphs.line}".join(glyphs.line * each for each in widths)
    drawn: list[Content] = []
    if any(table.header):
        drawn += _row([cell.stylize_before(_HEADER) for cell in table.header], widths, table.right, wall)
        drawn.append(Content.styled(rule, _FAINT))
    for row in table.rows:
        drawn += _row(_cells(row, glyphs, hides), widths, table.right, wall)
    return drawn


def column_widths(natural: Sequence[int], room: int) -> list[int] | None:
    """How ``room`` cells are shared by columns that would like ``natural``: narrow ones get what they want,
    wide ones share the rest. None when a column would fall under both its wish and the narrowest useful width.
    """
    widths = [0] * len(natural)
    waiting = list(range(len(natural)))
    while waiting:
        share = room // len(waiting)
        content = [column for column in waiting if natural[column] <= share]
        for column in content:
            widths[column] = natural[column]
            room -= natural[column]
        waiting = [column for column in waiting if column not in content]
        if waiting and not content:
            return _equal_shares(widths, waiting, room)
    return widths


def _equal_shares(widths: list[int], waiting: list[int], room: int) -> list[int] | None:
    share, over = divmod(room, len(waiting))
    if share < NARROWEST_COLUMN:
        return None
    for order, column in enumerate(waiting):
        widths[column] = share + (1 if order < over else 0)
    return widths


def _natural(table: Table) -> list[int]:
    columns = zip_longest(table.header, *(row.cells for row in table.rows), fillvalue=EMPTY)
    return [max(3, *(_longest_line(cell) for cell in column)) for column in columns]


def _longest_line(cell: Content) -> int:
    return (
        max((line.cell_length for line in cell.split("\n")), default=0)
        if "\n" in cell.plain
        else cell.cell_length
    )


def _cells(row: Row, glyphs: Glyphs, hides: Callable[[int], bool]) -> list[Content]:
    if hides(row.step):
        return [Content.styled(glyphs.hidden, _FAINT) for _ in row.cells]
    first, *others = row.cells
    return [first.stylize_before("$strong"), *others]


def _row(cells: Sequence[Content], widths: list[int], right: Sequence[bool], wall: Content) -> list[Content]:
    columns = [
        [_aligned(line, width, right=to_right) for line in cell.wrap(width)]
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    ]
    height = max(len(column) for column in columns)
    blanks = [Content(" " * width) for width in widths]
    return [
        joined(
            [column[at] if at < len(column) else blanks[number] for number, column in enumerate(columns)],
            wall,
        )
        for at in range(height)
    ]


def _aligned(line: Content, width: int, *, right: bool) -> Content:
    pad = max(0, width - line.cell_length)
    return line.pad_left(pad) if right else line.pad_right(pad)


def _records(table: Table, width: int, glyphs: Glyphs, hides: Callable[[int], bool]) -> list[Content]:
    drawn: list[Content] = []
    for row in table.rows:
        if drawn:
            drawn.append(Content.styled(glyphs.line * min(width, 12), _FAINT))
        for label, cell in zip(table.header, _cells(row, glyphs, hides), strict=True):
            named = joined((label.stylize_before(_HEADER), ": ", cell)) if label else cell
            drawn += named.wrap(width)
    return drawn
