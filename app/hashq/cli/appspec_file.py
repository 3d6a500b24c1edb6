"""An AppSpec's file on the command line: its text, its system, and its problems told at their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hashq.cli.named_path import bytes_of
from hashq.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hashq.problems import Problem

_MOST_BYTES = 4_000_000
_LONGEST_SHOWN_LINE = 200
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

host_os_option = click.option(
    "--os",
    "host_os",
    type=click.Choice(["linux", "windows"]),
    default="linux",
    show_default=True,
    help="The operating system of the instances, on servers.",
)
"""Which system an AppSpec's ``os`` has to name, for every command that reads one."""


def appspec_text(file: Path) -> str:
    """The text of ``file`` (- for standard input). Raises :class:`UnreadableInputError`."""
    try:
        data = bytes_of(file, _MOST_BYTES)
    except OSError as failure:
        cause = failure.strerror or "it cannot be read"
        remedy = "Name an AppSpec file, such as appspec.yml."
        place = "standard input" if str(file) == "-" else str(file)
        raise UnreadableInputError(cause, place=place, remedy=remedy) from None
    if len(data) > _MOST_BYTES:
        raise UnreadableInputError("the file is far too large for an AppSpec", place=str(file))
    if data.startswith(_UTF_16_MARKS):
        return data.decode("utf-16", "replace")
    # A byte that is no UTF-8 becomes a character YAML forbids, and is reported with its place.
    return data.decode("utf-8", "surrogateescape")


def tell_problems(problems: Iterable[Problem], text: str) -> None:
    """Narrate every problem with its line and its remedy."""
    from hashq.cli.printing import tell
    from hashq.problems import render

    lines = text.split("\n")
    for problem in problems:
        line = lines[problem.line - 1] if 0 < problem.line <= len(lines) else None
        tell(render(problem, line if line and len(line) <= _LONGEST_SHOWN_LINE else None))
        tell("")
