"""Tables and captions as lines: where a table begins, which of its rows are empty, and where it ends.

GFM takes every line glued under a table as a row; here a caption, and any line without a pipe, ends it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.notes.lines import Line

_DELIMITER = re.compile(r"[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_EMPTY_ROW = re.compile(r"[\s>|]*$")
_CAPTION = re.compile(
    r"[\s>]*[*_]{0,3}(?:fig(?:ure)?\b|table(?=[*_]*\s*[.:]|[*_]*\s+\d|[*_]+\s))", re.IGNORECASE
)


def is_delimiter(text: str) -> bool:
    """Whether this is the row of dashes under a table's header."""
    return "|" in text and "-" in text and _DELIMITER.match(text) is not None


def is_caption(text: str) -> bool:
    """Whether the line names a figure or a table: ``Fig. …``, ``**Table**. …``."""
    return _CAPTION.match(text) is not None


def is_empty_row(text: str) -> bool:
    """Whether this row has pipes and nothing between them."""
    return "|" in text and _EMPTY_ROW.match(text) is not None


def starts_table(lines: Sequence[Line], at: int) -> bool:
    """Whether a table begins at ``lines[at]``: a row with a delimiter below it, or a row that opens with a pipe."""
    line = lines[at]
    if line.fenced or "|" not in line.text:
        return False
    below = at + 1 < len(lines) and not lines[at + 1].fenced and is_delimiter(lines[at + 1].text)
    return below or line.text.lstrip(" \t\xa0>").startswith("|")


def continues_table(line: Line) -> bool:
    """Whether ``line``, under a row of a table, is another row of it."""
    return not line.fenced and "|" in line.text and not is_caption(line.text)
