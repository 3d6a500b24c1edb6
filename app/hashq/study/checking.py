"""Reads notes as an import would and stores nothing: what `hashq check` and pre-commit hooks ask.

Needs no library: decks are named as if the paths were imported into an empty one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.study.card_views import unstored_view
from hashq.study.note_reading import read_files
from hashq.study.sources import plan_reading
from hashq.study.surveying import survey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.problems import Problem
    from hashq.study.note_reading import ReadFile
    from hashq.study.sources import Asked
    from hashq.study.views import CardView

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What notes hold and what is wrong with them."""

    files: int
    """Notes found."""
    cards: tuple[CardView, ...]
    """Their ids are made from their text and hold for this reading only."""
    problems: tuple[Problem, ...]


def check_notes(asked: Sequence[Asked]) -> CheckReport:
    """Read what was named; see :class:`CheckReport`."""
    seen = survey(plan_reading([], asked, None, None), [])
    reading = read_files(seen.changed, {}, None, lambda: None)
    problems = [
        *seen.problems,
        *(problem for file in reading.read for problem in file.problems),
        *(problem for failure in reading.failed for problem in failure.problems),
    ]
    problems.sort(key=lambda problem: (problem.path, problem.line, problem.column))
    ids = _Ids()
    cards = tuple(view for file in reading.read for view in _views(file, ids))
    return CheckReport(seen.files, cards, tuple(problems))


def _views(file: ReadFile, ids: _Ids) -> list[CardView]:
    return [
        unstored_view(card, ids.of(file.cards[position].question_print), file.deck, file.sighted.path)
        for position, card in enumerate(file.note.cards)
    ]


class _Ids:
    """Ids made from fingerprints, the same for the same notes; cards with the same question are numbered."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def of(self, question_print: str) -> str:
        number = int(question_print or "0", 16)
        while (id_ := _base36(number)) in self._used:
            number += 1
        self._used.add(id_)
        return id_


def _base36(number: int) -> str:
    digits = ""
    for _ in range(10):
        number, digit = divmod(number, 36)
        digits += _DIGITS[digit]
    return digits
