"""Problems: what is wrong with a person's file, where, and how to mend it.

A reader collects all of them and never stops at the first. This module knows no file and no screen.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypedDict

from hashq.plain_text import plain_text


class Severity(StrEnum):
    """How bad a problem is."""

    ERROR = "error"
    """Text is lost or hidden."""
    WARNING = "warning"
    """Everything was read, but something was surely not meant so."""


class ProblemJson(TypedDict):
    """The stable JSON form of a problem."""

    path: str
    line: int
    column: int
    code: str
    severity: str
    message: str
    hint: str


class Problem(NamedTuple):
    """One thing that is wrong at one place."""

    path: str
    """Absolute path of the file, or the name its text goes by; empty for text without a file."""
    line: int
    """From 1; 0 when the problem concerns the whole file."""
    column: int
    """From 1, in characters; 0 when the problem concerns the whole line."""
    code: str
    """A stable word in kebab-case, such as ``missing-image``."""
    severity: Severity
    message: str
    """What is wrong, one sentence without a full stop."""
    hint: str = ""
    """What to do about it; empty when the message says it all."""

    def as_json(self) -> ProblemJson:
        """The problem with the field names of the command-line contract."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
        }


def error(path: str, line: int, code: str, message: str, hint: str = "", *, column: int = 0) -> Problem:
    """A problem of severity ``error``."""
    return Problem(path, line, column, code, Severity.ERROR, message, hint)


def warning(path: str, line: int, code: str, message: str, hint: str = "", *, column: int = 0) -> Problem:
    """A problem of severity ``warning``."""
    return Problem(path, line, column, code, Severity.WARNING, message, hint)


def render(problem: Problem, source_line: str | None = None) -> str:
    """The problem as text for a terminal: place, message, the line with a caret under the spot, and the remedy.

    ``source_line`` is the text of the problem's line, when the caller has it.
    """
    place = problem.path or "text"
    if problem.line:
        place += f":{problem.line}" + (f":{problem.column}" if problem.column else "")
    parts = [f"{place}: {problem.severity}: {problem.message} [{problem.code}]"]
    if source_line is not None and source_line.strip():
        shown = source_line.rstrip().replace("\t", " ")
        parts.append(f"    {shown}")
        if problem.column:
            parts.append("    " + " " * (problem.column - 1) + "^")
    if problem.hint:
        parts.append(f"    {problem.hint}")
    return plain_text("\n".join(parts))
