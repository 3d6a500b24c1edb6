"""What an import answers: its progress while it runs, and its report.

Apart from ``views.py``, because an import that finds nothing changed loads little else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashq.problems import Problem, Severity

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from hashq.store.sources import NoteRow
    from hashq.study.reconciling import Outcome
    from hashq.study.surveying import Survey


class Progress(NamedTuple):
    """How far an import has come."""

    done: int
    """Files read."""
    total: int
    """Files to read."""
    path: str
    """The file read last."""


class Change(NamedTuple):
    """What an import did to one card."""

    change: str
    """``new``, ``updated``, ``moved``, ``reworded``, ``retired``, ``restored`` or ``ambiguous``."""
    id: str
    path: str
    """Absolute path of the note it is in now; of a retired card, the one it was in."""
    line: int
    """From 1."""
    question: str
    was: str
    """The question or place before; empty when there was none."""


class ImportReport(NamedTuple):
    """What an import did, or would do."""

    files: int
    """Notes found, unchanged ones included."""
    cards: int
    """Cards now in those notes."""
    new: int
    unchanged: int
    updated: int
    moved: int
    reworded: int
    retired: int
    restored: int
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    needs_retire_consent: tuple[str, ...] = ()
    """Paths of the sources of which so many cards would retire that the person is asked first."""


def report_of(
    seen: Survey,
    counts: Counter[str],
    cards: int,
    problems: Iterable[Problem],
    outcome: Outcome | None = None,
) -> ImportReport:
    """The report of an import in which ``seen`` was found, with ``cards`` in it, and ``outcome`` came of what was read."""
    everything = sorted(
        [*seen.problems, *problems, *(outcome.problems if outcome else ())],
        key=lambda problem: (problem.path, problem.line, problem.column),
    )
    return ImportReport(
        files=seen.files,
        cards=cards,
        new=counts["new"],
        unchanged=counts["unchanged"],
        updated=counts["updated"],
        moved=counts["moved"],
        reworded=counts["reworded"],
        retired=counts["retired"],
        restored=counts["restored"],
        problems=tuple(everything),
        changes=tuple(sorted(outcome.changes, key=lambda change: (change.path, change.line)))
        if outcome
        else (),
        needs_retire_consent=tuple(outcome.needs_consent) if outcome else (),
    )


def stored_problems(notes: Iterable[NoteRow]) -> list[Problem]:
    """The problems of these notes, as they were last read."""
    told = [note.problems for note in notes if note.problems != "[]"]
    if not told:
        return []
    import json  # noqa: PLC0415 - most imports find no note with a problem

    return [problem_from_json(stored) for problems in told for stored in json.loads(problems)]


def problem_from_json(stored: dict[str, str | int]) -> Problem:
    """A problem from the form it is stored in."""
    values = {**stored, "severity": Severity(str(stored["severity"]))}
    return Problem(**values)  # type: ignore[arg-type]
