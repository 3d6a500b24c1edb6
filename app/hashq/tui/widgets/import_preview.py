"""What an import would do, or did: counts, every change, every problem, what needs consent. Pure drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hashq.tui.screens.problems import problem_text
from hashq.tui.text import EMPTY, joined, shown_line
from hashq.tui.wording import count, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hashq.study.views import Change, ImportReport
    from hashq.tui.glyphs import Glyphs

CHANGES_SHOWN = 200
PROBLEMS_SHOWN = 100
_KINDS = (
    ("new", "$leaf", "+"),
    ("updated", "$ink", "~"),
    ("moved", "$ink", ">"),
    ("reworded", "$ink", "~"),
    ("restored", "$leaf", "+"),
    ("retired", "$ember", "-"),
    ("ambiguous", "$sun", "?"),
)
"""Kind of change, colour and sign."""
_COLOURS = {kind: colour for kind, colour, _ in _KINDS}
_SIGNS = {kind: sign for kind, _, sign in _KINDS}


def report_lines(report: ImportReport, glyphs: Glyphs, *, done: bool) -> Iterator[Content]:
    """The report as lines, the most important first."""
    yield joined(
        (
            Content.styled("Done: " if done else "An import would read ", "bold $strong"),
            f"{count(report.files, 'note')} with {count(report.cards, 'card')}",
        )
    )
    yield _counts(report, glyphs)
    for source in report.needs_retire_consent:
        yield EMPTY
        yield joined((Content.styled("Many cards would retire from ", "$ember"), shown_line(source)))
        yield Content("They stay until you press y: then the import may retire them. Their history is kept.")
    yield from _problems(report)
    yield from _changes(report)


def report_words(report: ImportReport) -> str:
    """The report in one line."""
    facts = [f"{number:,} {kind}" for kind, _, _ in _KINDS if (number := getattr(report, kind, 0))]
    if report.needs_retire_consent:
        facts.append("some cards wait for your consent to retire (see import)")
    return f"Read {count(report.files, 'note')}: {', '.join(facts) or 'nothing changed'}."


def _counts(report: ImportReport, glyphs: Glyphs) -> Content:
    facts = [
        Content.styled(f"{number:,} {kind}", colour)
        for kind, colour, _ in _KINDS
        if (number := getattr(report, kind, 0))
    ]
    facts.append(Content.styled(f"{report.unchanged:,} unchanged", "$quiet"))
    return joined(facts, f" {glyphs.dot} ")


def _problems(report: ImportReport) -> Iterator[Content]:
    if report.problems:
        yield EMPTY
        yield Content.styled(count(len(report.problems), "problem"), "bold $lamp")
    shown = report.problems[:PROBLEMS_SHOWN]
    places = told_apart(problem.path for problem in shown)
    yield from (problem_text(problem, places[problem.path]) for problem in shown)
    yield from _more(len(report.problems) - PROBLEMS_SHOWN)


def _changes(report: ImportReport) -> Iterator[Content]:
    if report.changes:
        yield EMPTY
        yield Content.styled("Changes", "bold $lamp")
    shown = report.changes[:CHANGES_SHOWN]
    places = told_apart(change.path for change in shown)
    yield from (_change(change, places) for change in shown)
    yield from _more(len(report.changes) - CHANGES_SHOWN)


def _change(change: Change, places: Mapping[str, str]) -> Content:
    colour = _COLOURS.get(change.change, "$text")
    head = Content.styled(f"{_SIGNS.get(change.change, ' ')} {change.change} ", colour)
    place = shown_line(f"{places[change.path]}:{change.line}", "$quiet")
    line = joined((head, shown_line(change.question), "  ", place))
    if not change.was or change.change == "updated":
        return line
    return joined((line, "\n    was: ", shown_line(change.was, "$quiet")))


def _more(left_out: int) -> Iterator[Content]:
    if left_out > 0:
        yield Content.styled(f"and {left_out:,} more", "$quiet")
