"""Which kinds a card or a note asks for: ``%% hashq: cloze %%`` in a card, the key ``hashq`` in a front matter.

Both hold one kind or several. Plain text never asks for any. What the kinds mean is told in their own modules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hashq.notes.inline import prose_only
from hashq.problems import Problem, warning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.notes.draft import Draft
    from hashq.notes.lines import Line

PLAIN: Final = "basic"
"""Asks for nothing: a card of its own in a note that asks for more."""
NAMES: Final = ("cloze", "reversed", "rows", PLAIN)
"""What may be asked for."""

_COMMENT = re.compile(r"%%\s*hashq\s*:([^%]*)%%", re.IGNORECASE)
_BETWEEN = re.compile(r"[,\s]+")


def take_asked(draft: Draft) -> None:
    """Take the comment that asks for kinds out of the card's text; what it says goes before what its note says."""
    draft.head = _without_comment(draft, draft.head)
    if not any("%%" in line.text for line in draft.before):
        return
    kept = [_without_comment(draft, line) for line in draft.before]
    draft.before = [new for new, old in zip(kept, draft.before, strict=True) if not new.blank or old.blank]


def _without_comment(draft: Draft, line: Line) -> Line:
    if "%%" not in line.text or line.fenced:
        return line
    found = _COMMENT.search(prose_only(line.text))
    if not found:
        return line
    kinds, problems = read_kinds(_BETWEEN.split(found[1]), draft.path, line.number)
    draft.kinds = tuple(dict.fromkeys((*(draft.kinds or ()), *kinds)))
    draft.problems += problems
    rest = f"{line.text[: found.start()].rstrip()} {line.text[found.end() :].lstrip()}"
    return line._replace(text=rest.rstrip() if line.text[: found.start()].strip() else rest.strip())


def read_kinds(words: Iterable[str], path: str, line: int) -> tuple[tuple[str, ...], list[Problem]]:
    """The kinds that ``words`` name, and a problem for each word that names none."""
    named = [word.strip().casefold() for word in words]
    hint = f"Write one or more of {', '.join(NAMES)}."
    problems = [
        warning(path, line, "unknown-kind", f"there is no kind of card named {word!r}", hint)
        for word in named
        if word and word not in NAMES
    ]
    return tuple(dict.fromkeys(word for word in named if word in NAMES)), problems
