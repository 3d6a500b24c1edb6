"""The command line's top: finds a command and runs it.

Commands are listed in one table and imported only when called, so that quick ones stay quick.
"""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from hashq import __version__
from hashq.cli.boundary import answered
from hashq.cli.named_path import NamedPath
from hashq.cli.printing import UnwritableOutputError
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
        _take_home(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; an unknown one is told with the nearest."""
        if not ctx.resilient_parsing and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"No such command {args[0]!r}.{_nearest(args[0])}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands in ``--help``, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def _take_home(command: click.Command) -> None:
    """Let ``--home`` stand behind the command's name, too, and behind those of the commands in it."""
    if all(parameter.name != "home" for parameter in command.params):
        command.params.append(_home_option(expose_value=False, callback=_move_home))
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _take_home(inner)


def _home_option(**more: Any) -> click.Option:
    return click.Option(
        ["--home"],
        type=NamedPath(folder=True),
        help="Folder for everything the program writes (also: HASHQ_HOME).",
        **more,
    )


def _move_home(context: click.Context, _: click.Parameter, home: Path | None) -> None:
    if home is not None:
        context.obj = context.find_root().params["home"] = home


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), COMMANDS, n=2)
    return f" Did you mean {' or '.join(near)}?" if near else " `hashq --help` lists them."


@click.command(
    cls=LateGroup,
    params=[_home_option()],
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="hashq %(version)s")
@click.pass_context
def hashq(context: click.Context, home: Path | None) -> None:
    """Study your own #Q Markdown notes: without a command, opens the home screen."""
    context.obj = home
    if context.invoked_subcommand is None:
        from hashq.tui.opening import open_app

        context.exit(open_app(home))


def _was_printing(failure: OSError) -> bool:
    """Whether it was click that failed, which touches nothing but the output: help, or the version."""
    step = failure.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return step is not None and str(step.tb_frame.f_globals.get("__name__")).startswith("click.")


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
    except OSError as failure:
        if _was_printing(failure):
            raise UnwritableOutputError(failure) from failure
        raise
    return result if isinstance(result, int) else ExitCode.DONE
