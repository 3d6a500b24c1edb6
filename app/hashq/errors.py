"""The errors a person may see, and the exit codes of the command line.

Owns the one exception type that front ends turn into a message. Knows nothing of how it is shown.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process answers its shell; stable, since people script on it."""

    DONE = 0
    """Everything asked for was done."""
    DONE_WITH_ERRORS = 1
    """Done, but at least one problem of severity ``error`` was reported."""
    USAGE = 2
    """The command was called wrongly, or asks for what the rules refuse."""
    UNREADABLE_INPUT = 3
    """A named input does not exist or cannot be read."""
    UNUSABLE_DATABASE = 4
    """The database is locked, damaged, too new, or cannot be written."""
    UNFORESEEN = 70
    """A mistake of the program's own; what was acknowledged before it is stored."""
    INTERRUPTED = 130
    """The person pressed Ctrl-C, or a pipe closed."""


class HashqError(Exception):
    """An error for a person: where it happened, why, and what to do about it."""

    exit_code: ExitCode = ExitCode.USAGE

    def __init__(self, cause: str, *, place: str = "", remedy: str = "") -> None:
        """Keep the three parts apart, so that each front end can lay them out.

        ``place`` is a path with line, a setting's key or a command's argument; empty when there is none.
        """
        super().__init__(cause)
        self.cause = cause
        self.place = place
        self.remedy = remedy

    @property
    def excerpt(self) -> str:
        """What was given, with a mark below the place that is wrong, on lines of its own; empty when there is none."""
        return ""

    def __str__(self) -> str:
        """All three parts on one line, for logs and plain terminals."""
        head = f"{self.place}: {self.cause}" if self.place else self.cause
        return f"{head} ({self.remedy})" if self.remedy else head


class UsageError(HashqError):
    """What was asked cannot be done as asked."""

    exit_code = ExitCode.USAGE


class UnreadableInputError(HashqError):
    """A named file or folder does not exist or cannot be read."""

    exit_code = ExitCode.UNREADABLE_INPUT


class DatabaseError(HashqError):
    """The database is locked, damaged, newer than the program, or cannot be written."""

    exit_code = ExitCode.UNUSABLE_DATABASE
