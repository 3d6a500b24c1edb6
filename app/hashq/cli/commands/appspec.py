"""``hashq appspec``: whether an AppSpec is valid, and what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hashq.cli.appspec_file import appspec_text, host_os_option, tell_problems
from hashq.cli.commands.appspec_install import install
from hashq.cli.named_path import NamedPath
from hashq.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hashq.sandbox.appspec import AppSpecResult
    from hashq.sandbox.appspec_model import AppSpec, Permission, Script

_ORDER = (
    "BeforeBlockTraffic", "AfterBlockTraffic", "ApplicationStop", "BeforeInstall", "Install", "AfterInstall",
    "ApplicationStart", "ValidateService", "AfterAllowTestTraffic", "BeforeAllowTraffic", "AllowTraffic",
    "AfterAllowTraffic",
)  # fmt: skip


@click.group("appspec")
def command() -> None:
    """Read AppSpecs as CodeDeploy reads them."""


command.add_command(install)


@command.command("check")
@click.argument("file", type=NamedPath(allow_dash=True))
@click.option(
    "--platform",
    type=click.Choice(["server", "lambda", "ecs"]),
    default="server",
    show_default=True,
    help="Where it is deployed to.",
)
@host_os_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def check(context: click.Context, file: Path, platform: str, host_os: str, as_json: bool) -> None:
    """Validate FILE (- for standard input): every problem with its line and remedy, or what it would do."""
    from hashq.cli.printing import print_json
    from hashq.sandbox.appspec import parse_appspec

    text = appspec_text(file)
    name = "standard input" if str(file) == "-" else str(file.absolute())
    result = parse_appspec(text, platform=platform, host_os=host_os, path=name)
    if as_json:
        print_json(result.as_json())
    else:
        _print(result, text, file.name)
    context.exit(ExitCode.DONE if result.valid else ExitCode.DONE_WITH_ERRORS)


def _print(result: AppSpecResult, text: str, name: str) -> None:
    from hashq.cli.printing import quantity, say
    from hashq.problems import Severity

    tell_problems(result.problems, text)
    errors = sum(problem.severity is Severity.ERROR for problem in result.problems)
    warnings = len(result.problems) - errors
    counted = [quantity(errors, "error")] if errors else []
    counted += [quantity(warnings, "warning")] if warnings else []
    verdict = "valid" if result.valid else "not valid"
    say(f"{name}: {verdict}" + (f", {' and '.join(counted)}" if counted else ""))
    if result.appspec:
        for row in _story(result.appspec):
            say(row)


def _story(appspec: AppSpec) -> Iterator[str]:
    rows = sorted(_rows(appspec), key=lambda row: _ORDER.index(row[0]) if row[0] in _ORDER else len(_ORDER))
    width = max((len(event) for event, _ in rows), default=0)
    before = ""
    for event, sentence in rows:
        yield f"  {event if event != before else '':{width}}  {sentence}"
        before = event


def _rows(appspec: AppSpec) -> Iterator[tuple[str, str]]:
    from hashq.sandbox.appspec_model import EcsService, LambdaFunction

    for hook in appspec.hooks:
        for script in hook.scripts:
            yield hook.event, _script_text(script)
        if hook.function is not None:
            yield hook.event, f"the function {hook.function} must report success"
    behavior = appspec.file_exists_behavior
    for mapping in appspec.files:
        there = f", {behavior} what is there" if behavior else ""
        yield "Install", f"{mapping.source} → {mapping.destination.rstrip('/')}/{there}"
    for permission in appspec.permissions:
        yield "Install", _permission_text(permission)
    target = appspec.resource
    if isinstance(target, LambdaFunction):
        moved = f"version {target.current_version} → {target.target_version}"
        yield "AllowTraffic", f"the alias {target.alias} of {target.name}: {moved}"
    elif isinstance(target, EcsService):
        yield "Install", f"tasks of {target.task_definition}"
        yield "AllowTraffic", f"traffic to {target.container_name}, port {target.container_port}"


def _script_text(script: Script) -> str:
    who = f" as {script.runas}" if script.runas else ""
    return f"{script.location}{who}, at most {script.timeout} s"


def _permission_text(permission: Permission) -> str:
    parts = [
        permission.mode and f"mode {permission.mode.digits}",
        permission.owner and f"owner {permission.owner}",
        permission.group and f"group {permission.group}",
        permission.acls and "acl " + ", ".join(ace.text for ace in permission.acls),
        permission.context and f"SELinux type {permission.context.type}",
    ]
    where = (
        permission.object if permission.pattern == "**" else f"{permission.pattern} in {permission.object}"
    )
    return f"{where}: {', '.join(part for part in parts if part) or 'nothing is set'}"
