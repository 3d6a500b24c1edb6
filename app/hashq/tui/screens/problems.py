"""What is unclear in the notes: every problem with its place and remedy, and the way to the line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from hashq.problems import Severity
from hashq.tui.editor import edit_note
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import joined, shown, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.pointer_list import PointerList
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.problems import Problem


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
        yield PointerList(self.program.glyphs)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(PointerList).focus()
        self.refresh_keys()
        self._fill()

    @tells_errors
    def _fill(self) -> None:
        self._problems = tuple(self.program.services.library.problems())
        rows = [problem_text(problem) for problem in self._problems]
        choices = self.query_one(PointerList)
        before = choices.highlighted or 0
        nothing = [] if rows else [Content.styled("Nothing is unclear in your notes.", "$leaf")]
        choices.show_rows(rows or nothing, min(before, len(rows) - 1) if rows else None)
        self.query_one(TopLine).show(
            Content.styled("Problems", "bold $lamp"),
            Content.styled(count(len(self._problems), "problem"), "$quiet"),
        )

    @on(OptionList.OptionSelected)
    def problem_clicked(self) -> None:
        """Enter or a click edits."""
        self.action_edit()

    def action_edit(self) -> None:
        """Open the note at the problem, then read it again."""
        at = self.query_one(PointerList).highlighted
        if at is None or at >= len(self._problems):
            self.program.say("There is nothing to mend.")
            return
        problem = self._problems[at]
        edit_note(self.program, problem.path, problem.line, self._fill)


def problem_text(problem: Problem) -> Content:
    """A problem in two or three lines: place and message, then the remedy."""
    colour = "$ember" if problem.severity is Severity.ERROR else "$sun"
    place = Path(problem.path).name + (f":{problem.line}" if problem.line else "")
    first = joined(
        (
            Content.styled(f"{problem.severity} ", colour),
            shown_line(place, "$ink"),
            " ",
            shown_line(problem.message, "$strong"),
        )
    )
    hint = joined(("\n  ", shown(problem.hint, "$quiet"))) if problem.hint else Content("")
    return joined((first, hint, "\n"))
