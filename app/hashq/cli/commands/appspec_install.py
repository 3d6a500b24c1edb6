"""``hashq appspec install``: what the agent's Install would do to a host with a bundle, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hashq.cli.appspec_file import appspec_text, host_os_option, tell_problems
from hashq.cli.named_path import NamedPath
from hashq.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.problems import Problem
    from hashq.sandbox.appspec import AppSpecResult
    from hashq.sandbox.install import Installed
    from hashq.study.install_trial import Bundle


@click.command("install")
@click.argument("bundle", type=NamedPath())
@click.option(
    "--after", type=NamedPath(), help="The bundle that was installed before; else the host is fresh."
)
@click.option("--by-hand", multiple=True, metavar="PATH", help="A file somebody put on the host since then.")
@click.option(
    "--file-exists",
    type=click.Choice(["DISALLOW", "OVERWRITE", "RETAIN"]),
    default="DISALLOW",
    show_default=True,
    help="What the deployment says of files that are there already.",
)
@host_os_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def install(
    context: click.Context,
    *,
    bundle: Path,
    after: Path | None,
    by_hand: tuple[str, ...],
    file_exists: str,
    host_os: str,
    as_json: bool,
) -> None:
    """Tell what Install would do with BUNDLE, a folder with an appspec.yml: what goes, comes, collides and stays behind.

    Nothing is copied or run; the host is made up.
    """
    from hashq.cli.printing import print_json
    from hashq.sandbox.appspec_model import FileExistsBehavior
    from hashq.study.install_trial import bundle_at, try_install

    bundles = [bundle_at(place) for place in (bundle, after) if place is not None]
    read = [(_read(each, host_os), each) for each in bundles]
    usable = [(result.appspec, each) for result, each in read if result.appspec is not None]
    done = None
    if len(usable) == len(read):
        wanted, *before = usable
        option = FileExistsBehavior(file_exists)
        done = try_install(*wanted, before=next(iter(before), None), by_hand=by_hand, option=option)
    if as_json:
        print_json(_document(done, [problem for result, _ in read for problem in result.problems]))
    elif done is not None:
        _print(done)
    succeeded = done is not None and done.failure is None
    context.exit(ExitCode.DONE if succeeded else ExitCode.DONE_WITH_ERRORS)


def _read(bundle: Bundle, host_os: str) -> AppSpecResult:
    """A bundle's AppSpec, its problems told."""
    from hashq.sandbox.appspec import parse_appspec

    text = appspec_text(bundle.appspec)
    result = parse_appspec(text, host_os=host_os, path=str(bundle.appspec.absolute()))
    tell_problems(result.problems, text)
    return result


def _print(done: Installed) -> None:
    from hashq.cli.printing import quantity, say

    for step in done.steps:
        say(f"{step.action:>14}  {step.sentence}")
    for path in done.left_behind:
        say(f"{'left behind':>14}  {path} is of no deployment, and nothing will remove it")
    files = quantity(len(done.host.files), "file")
    noted = "no cleanup file" if done.host.cleanup is None else f"{len(done.host.cleanup)} noted for cleanup"
    verdict = "Install succeeds" if done.failure is None else f"Install fails while {done.failure.stage}"
    say(f"{verdict}: {files} on the host, {noted}.")


def _document(done: Installed | None, problems: list[Problem]) -> dict[str, Any]:
    """Everything that happened; without it (an AppSpec was not valid) only the problems."""
    if done is None:
        return {"succeeded": False, "problems": [problem.as_json() for problem in problems]}
    failure = done.failure
    return {
        "succeeded": failure is None,
        "problems": [problem.as_json() for problem in problems],
        "steps": [
            {"action": str(step.action), "path": step.path, "sentence": step.sentence} for step in done.steps
        ],
        "failure": None
        if failure is None
        else {
            "stage": str(failure.stage),
            "code": failure.code,
            "path": failure.path,
            "message": failure.message,
        },
        "leftBehind": list(done.left_behind),
        "files": sorted(done.host.files),
        "cleanup": None if done.host.cleanup is None else list(done.host.cleanup),
    }
