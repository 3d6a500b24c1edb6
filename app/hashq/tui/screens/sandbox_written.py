"""A text that the sandbox reads, with its problems below it while it is typed.

Owns the typing; what the text is, and what comes of it, is each screen's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Static, TextArea

from hashq.plain_text import plain_text
from hashq.problems import Severity
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.problems import Problem

SHOWN_PROBLEMS = 20


class WrittenScreen(HashqScreen):
    """A text area over its problems."""

    TITLE_WORDS = ""

    def __init__(self, text: str) -> None:
        """Begin with ``text``."""
        super().__init__()
        self._first_text = plain_text(text)

    def check(self, text: str) -> tuple[Problem, ...]:
        """What is wrong with the text."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """What it is, the text, its problems, keys."""
        yield TopLine()
        yield TextArea(self._first_text, show_line_numbers=True, tab_behavior="focus")
        yield Static(id="problems", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to write, with the cursor at the first problem."""
        area = self.query_one(TextArea)
        area.focus()
        problems = self.check(area.text)
        if problems and problems[0].line:
            last = area.document.line_count - 1
            area.move_cursor((min(problems[0].line - 1, last), max(0, problems[0].column - 1)))
        self.refresh_keys()
        self.show_problems()

    @on(TextArea.Changed)
    def show_problems(self) -> None:
        """Judge the text as it stands."""
        problems = self.check(self.text)
        lines = [problem_line(each) for each in problems[:SHOWN_PROBLEMS]]
        self.query_one("#problems", Static).update(joined(lines or [self.fine()], "\n"))
        wrong = sum(each.severity is Severity.ERROR for each in problems)
        fact = Content.styled(f"{wrong} to mend", "$ember") if wrong else Content.styled("can run", "$leaf")
        self.query_one(TopLine).show(Content.styled(self.TITLE_WORDS, "bold $lamp"), fact)

    def fine(self) -> Content:
        """What to say when nothing is wrong."""
        return Content.styled(f"{self.program.glyphs.right} Nothing is wrong with it.", "$leaf")

    @property
    def text(self) -> str:
        """What is written."""
        return self.query_one(TextArea).text


def problem_line(problem: Problem) -> Content:
    """A problem: its line, what is wrong, what to do."""
    colour = "$ember" if problem.severity is Severity.ERROR else "$sun"
    place = f"line {problem.line}" if problem.line else "the whole"
    parts: list[Content | str] = [
        Content.styled(f"{problem.severity} {place}: ", f"bold {colour}"),
        shown_line(problem.message, "$strong"),
    ]
    if problem.hint:
        # Beside its colour a bracket tells the remedy from the cause; blanks before a line are taken off.
        parts += [" ", shown_line(f"({problem.hint})", "$quiet")]
    return joined(parts)
