"""What is unclear in the notes: every problem with its place and remedy, and the way to the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hashq.problems import Severity
from hashq.tui.editor import edit_note
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import EMPTY, hanging, joined, shown, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.marked_list import MarkedList
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count, told_apart

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.problems import Problem


MARGINS = 6
"""Cells of the screen's width that no problem has."""
UNBROKEN = 10_000
"""A width at which nothing is broken: where it is drawn breaks it."""


class ProblemsScreen(HashqScreen):
    """The list."""

    PLACE = "problems"
    CSS_PATH = "problems.tcss"

    def __init__(self) -> None:
        """List what the library knows."""
        super().__init__()
        self._problems: tuple[Problem, ...] = ()

    def compose(self) -> ComposeResult:
        """The list under its count."""
        yield TopLine()
        yield MarkedList(self.program.glyphs)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(MarkedList).focus()
        self.refresh_keys()
        self._fill()

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self._show()

    @tells_errors
    def _fill(self) -> None:
        self._problems = tuple(self.program.services.library.problems())
        self._show()
        self.query_one(TopLine).show(
            Content.styled("Problems", "bold $lamp"),
            Content.styled(count(len(self._problems), "problem"), "$quiet"),
        )

    def _show(self) -> None:
        choices = self.query_one(MarkedList)
        before = choices.highlighted or 0
        width = self.size.width - MARGINS
        places = told_apart(problem.path for problem in self._problems)
        rows = [Option(problem_text(problem, places[problem.path], width)) for problem in self._problems]
        nothing = Option(Content.styled("Nothing is unclear in your notes.", "$leaf"))
        choices.set_options(rows or [nothing])
        choices.highlighted = min(before, len(rows) - 1) if rows else None

    @on(OptionList.OptionSelected)
    def problem_clicked(self) -> None:
        """Enter or a click edits."""
        self.action_edit()

    def action_edit(self) -> None:
        """Open the note at the problem, then read it again."""
        at = self.query_one(MarkedList).highlighted
        if at is None or at >= len(self._problems):
            self.program.say("There is nothing to mend.")
            return
        problem = self._problems[at]
        edit_note(self.program, problem.path, problem.line, self._fill)


def problem_text(problem: Problem, note: str, width: int = UNBROKEN) -> Content:
    """A problem in ``width`` cells: place and message, then the remedy, each as many lines as it takes, and a gap.

    ``note`` is what its note is called among those of the other problems.
    """
    colour = "$ember" if problem.severity is Severity.ERROR else "$sun"
    place = note + (f":{problem.line}" if problem.line else "")
    told = joined((shown_line(place, "$ink"), " ", shown_line(problem.message, "$strong")))
    lines = hanging(Content.styled(f"{problem.severity} ", colour), told, width)
    if problem.hint:
        lines += hanging(Content("  "), shown(problem.hint, "$quiet"), width)
    return joined((*lines, EMPTY), "\n")
