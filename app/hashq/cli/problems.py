"""Problems as text, and what they make of the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.cli.printing import tell
from hashq.errors import ExitCode
from hashq.problems import Severity, render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.problems import Problem


def tell_problems(problems: Iterable[Problem]) -> None:
    """Print problems as narration."""
    for problem in problems:
        tell(render(problem))


def exit_code_for(problems: Iterable[Problem]) -> ExitCode:
    """What the process answers after reporting these problems."""
    errors = any(problem.severity is Severity.ERROR for problem in problems)
    return ExitCode.DONE_WITH_ERRORS if errors else ExitCode.DONE
