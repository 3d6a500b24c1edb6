"""``hashq check``: reads notes as an import would and stores nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hashq.cli.named_path import NamedPath

if TYPE_CHECKING:
    from hashq.problems import Problem
    from hashq.study.checking import CheckReport


@click.command("check")
@click.argument("paths", nargs=-1, metavar="PATH...", type=NamedPath())
@click.option("--shipped", is_flag=True, help="Read the deck that ships, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How to print the problems.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
def command(paths: tuple[Path, ...], shipped: bool, form: str) -> int:
    """Read the notes at PATH and report what is wrong in them. Nothing is stored."""
    from hashq.cli.card_json import card_json
    from hashq.cli.printing import print_json, say
    from hashq.cli.problems import exit_code_for
    from hashq.study.library import check

    if not paths and not shipped:
        raise click.UsageError("Name a file or folder to check, or --shipped.")
    report = check(paths, shipped=shipped)
    if form == "json":
        print_json(
            {
                "files": report.files,
                "cards": [card_json(card) for card in report.cards],
                "problems": [problem.as_json() for problem in report.problems],
            }
        )
    elif form == "github":
        for problem in report.problems:
            say(annotation(problem))
    else:
        _print_text(report)
    return exit_code_for(report.problems)


def _print_text(report: CheckReport) -> None:
    from hashq.cli.printing import quantity, say, tell
    from hashq.problems import render

    lines: dict[str, list[str]] = {}
    for problem in report.problems:
        say(render(problem, _source_line(problem, lines)))
    found = f"{quantity(report.files, 'note')}, {quantity(len(report.cards), 'card')}"
    tell(f"{found}, {quantity(len(report.problems), 'problem')}.")


def _source_line(problem: Problem, lines: dict[str, list[str]]) -> str | None:
    if not problem.line:
        return None
    if problem.path not in lines:
        from hashq.notes.lines import split_lines
        from hashq.notes.reader import read_note

        lines[problem.path] = split_lines(read_note(Path(problem.path)).text)
    known = lines[problem.path]
    return known[problem.line - 1] if problem.line <= len(known) else None


def annotation(problem: Problem) -> str:
    """A problem as GitHub's runner reads it: https://docs.github.com/actions, "workflow commands"."""
    place = {
        "file": _from_here(problem.path),
        "line": problem.line,
        "col": problem.column,
        "title": problem.code,
    }
    properties = ",".join(
        f"{name}={_escaped(str(value), property_=True)}" for name, value in place.items() if value
    )
    message = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {properties}::{_escaped(message)}"


def _from_here(path: str) -> str:
    """The path below the working directory, where the runner looks for it; absolute when it is elsewhere."""
    here = os.path.realpath(".") + os.sep
    return path.removeprefix(here)


def _escaped(text: str, *, property_: bool = False) -> str:
    escapes = {"%": "%25", "\r": "%0D", "\n": "%0A"}
    if property_:
        escapes |= {":": "%3A", ",": "%2C"}
    return "".join(escapes.get(character, character) for character in text)
