"""How commands print: one JSON document, or plain lines, on stdout; narration on stderr.

Every text passes ``plain_text``, since cards and paths come from files that anyone may have written. Knows no click, so
that what must be quick can print without loading it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from hashq.clock import iso_utc
from hashq.errors import ExitCode, HashqError
from hashq.plain_text import plain_text

if TYPE_CHECKING:
    from datetime import datetime


class UnwritableOutputError(HashqError):
    """Where the output goes takes no more: a full disk, a device that went away."""

    exit_code = ExitCode.INTERRUPTED

    def __init__(self, failure: OSError) -> None:
        """Tell why."""
        super().__init__(
            f"the output cannot be written: {failure.strerror or failure}",
            place="standard output",
            remedy="Make room there, or send it elsewhere. What was acknowledged is stored.",
        )


def print_json(document: Any) -> None:
    """Print ``document`` as the one JSON document of this run.

    Text stays as it is but for lone surrogates: JSON escapes every control character itself. Where stdout has no room
    for some character, all that is not ASCII is escaped, so that a script under ``LC_ALL=C`` reads what others read.
    """
    import json

    text = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace").decode()
    if not _fits(text, sys.stdout):
        text = json.dumps(document)
    _write(text, sys.stdout)


def say(text: str = "") -> None:
    """Print a line of what was asked for."""
    _write(plain_text(text), sys.stdout)


def tell(text: str) -> None:
    """Print a line of narration."""
    _write(plain_text(text), sys.stderr)


def tell_over(text: str, *, last: bool) -> None:
    """Print narration over the line before it, as progress is; only the ``last`` one ends its line."""
    _write(f"\r{plain_text(text)}", sys.stderr, end="\n" if last else "")


def tell_failure(failure: HashqError) -> int:
    """Tell what failed, why, and what to do; the exit code."""
    place = f"{failure.place}: " if failure.place else ""
    tell(f"hashq: {place}{failure.cause}")
    for line in failure.excerpt.splitlines():
        tell(f"  {line}")
    if failure.remedy:
        tell(f"  {failure.remedy}")
    return failure.exit_code


def moment_text(moment: datetime | None) -> str | None:
    """A moment as JSON has it; None stays None."""
    return iso_utc(moment) if moment is not None else None


def local_time(moment: datetime) -> str:
    """A moment as people say it, in local time: the hour today, else the day too."""
    here = moment.astimezone()
    today = here.now(here.tzinfo).date()
    if here.date() == today:
        return f"at {here:%H:%M}"
    return f"on {here:%a} {here.day} {here:%b %Y} at {here:%H:%M}"


def quantity(number: int, thing: str) -> str:
    """``1 card``, ``2 cards``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def is_terminal(stream: Any) -> bool:
    """Whether ``stream`` is a terminal; one that the shell closed is none."""
    return stream is not None and not stream.closed and bool(stream.isatty())


def silence_stdout() -> None:
    """Point stdout at nothing: its reader went away, and Python would complain again while closing it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fits(text: str, stream: Any) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _write(line: str, stream: Any, end: str = "\n") -> None:
    """Write a line at once; characters that the stream's encoding lacks become question marks."""
    if stream is None:  # closed by the shell: ``>&-``
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(line.encode(encoding, "replace").decode(encoding) + end)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as failure:
        raise UnwritableOutputError(failure) from failure
