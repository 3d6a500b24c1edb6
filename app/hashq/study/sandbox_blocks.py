"""Has the sandbox read the ``sandbox`` blocks of a note, so that what is wrong in them is told with the rest.

Owns where such a block is. Knows nothing of what is in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.problems import Problem

_FENCE = re.compile(r"(?P<before>[\s>]*)(?P<rail>`{3,}|~{3,})\s*(?P<info>[^`]*)$")


class SandboxBlock(NamedTuple):
    """One block, as its note has it."""

    text: str
    """Without the fence and without its indentation."""
    first_line: int
    """Line of its first line in the note, from 1."""
    indentation: int
    """Characters before it on each line."""


def sandbox_problems(text: str, path: str) -> tuple[Problem, ...]:
    """What is wrong in the ``sandbox`` blocks of the note with this ``text``, placed in the note."""
    if "sandbox" not in text:
        return ()
    from hashq.sandbox.scenario import parse_scenario  # noqa: PLC0415 - few notes have such a block

    return tuple(
        problem._replace(column=problem.column + block.indentation) if problem.column else problem
        for block in sandbox_blocks(text)
        for problem in parse_scenario(block.text, path=path, first_line=block.first_line).problems
    )


def sandbox_blocks(text: str) -> Iterator[SandboxBlock]:
    """Every closed fence whose info word is ``sandbox``. A fence inside another fence is only text."""
    lines = re.split(r"\r\n|\n|\r", text)
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        at += 1
        if opening is None:
            continue
        end = _end(lines, at, opening["rail"])
        if end is None:
            continue
        if opening["info"].strip().casefold() == "sandbox":
            indentation = len(opening["before"])
            inside = [
                line[indentation:] if not line[:indentation].strip("> \t") else line for line in lines[at:end]
            ]
            yield SandboxBlock("\n".join(inside) + "\n", at + 1, indentation)
        at = end + 1


def _end(lines: list[str], first: int, rail: str) -> int | None:
    for at in range(first, len(lines)):
        closing = _FENCE.match(lines[at])
        if (
            closing is not None
            and not closing["info"].strip()
            and closing["rail"][0] == rail[0]
            and len(closing["rail"]) >= len(rail)
        ):
            return at
    return None
