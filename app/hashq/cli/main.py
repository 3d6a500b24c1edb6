"""The command line's top: finds a command and runs it.

Commands are listed in one table and imported only when called, so that quick ones stay quick.
"""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING

import click

from hashq import __version__
from hashq.cli.boundary import answered
from hashq.cli.named_path import NamedPath
from hashq.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COMMANDS: dict[str, tuple[str, str]] = {
    "import": ("import_", "Read notes into cards."),
    "sources": ("sources", "What is read."),
    "forget": ("forget", "Leave a source out from now on."),
    "relink": ("relink", "Give a card's history to another text."),
    "ids": ("ids", "Write the cards' ids into their notes."),
    "check": ("check", "Read notes and report problems; store nothing."),
    "cards": ("cards", "Search the cards."),
    "show": ("show", "One card as it will look."),
    "edit": ("edit", "Open a card's note at its line."),
    "review": ("review", "Study what waits."),
    "quiz": ("quiz", "Practise, or make and grade a quiz."),
    "due": ("due", "What waits now."),
    "rate": ("rate", "Record one review."),
    "undo": ("undo", "Take the last review back."),
    "stats": ("stats", "The figures of progress."),
    "sandbox": ("sandbox", "Deployments by the real rules, on screen or not."),
    "appspec": ("appspec", "Validate an AppSpec: appspec check FILE."),
    "optimize": ("optimize", "Fit the memory model to your reviews."),
    "export": ("export", "Write cards and history to a file."),
    "doctor": ("doctor", "Check and mend the database."),
    "backup": ("backup", "Make a safe copy of the database."),
    "restore": ("restore", "Bring a copy of the database back."),
    "completion": ("completion", "Let the shell complete commands."),
}
"""Command name → module under ``hashq.cli.commands`` (its ``command`` is the click command), one line of help."""


class LateGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now; None when there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"hashq.cli.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands in ``--help``, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(
    cls=LateGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--home",
    type=NamedPath(folder=True),
    help="Folder for everything the program writes (also: HASHQ_HOME).",
)
@click.version_option(__version__, message="hashq %(version)s")
@click.pass_context
def hashq(context: click.Context, home: Path | None) -> None:
    """Study your own #Q Markdown notes: without a command, opens the home screen."""
    context.obj = home
    if context.invoked_subcommand is None:
        from hashq.tui.opening import open_app

        context.exit(open_app(home))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code."""
    return answered(partial(_parsed_and_done, arguments))


def _parsed_and_done(arguments: Sequence[str]) -> int:
    try:
        result = hashq.main(args=list(arguments), prog_name="hashq", standalone_mode=False)
    except click.exceptions.Exit as finished:
        return finished.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:  # what click makes of a pipe that closed, with the code of problems found
        raise BrokenPipeError from None
    except click.ClickException as misuse:
        misuse.show()
        return ExitCode.USAGE
    return result if isinstance(result, int) else ExitCode.DONE
