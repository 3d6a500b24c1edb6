"""``hashq sandbox``: opens the sandbox; ``run`` and ``compare`` play deployments without a screen.

Parses arguments, asks ``study/lab.py``, prints. Draws its pictures with ``cli/deployment_chart.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hashq.cli.named_path import NamedPath

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.problems import Problem
    from hashq.sandbox.scenario_model import Scenario
    from hashq.sandbox.timeline import Timeline
    from hashq.study.lab import Overrides, ScenarioError

_PLATFORMS = ("server", "lambda", "ecs")
_TYPES = ("in-place", "blue-green")
_EVENTS = ("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST")
_LARGEST_FLEET = 10_000
_LONGEST = 2_592_000
_LARGEST_SEED = 2**63 - 1


@click.group("sandbox", invoke_without_command=True)
@click.option("--open", "scenario", metavar="SCENARIO", help="A scenario to open: a file, or one that ships.")
@click.pass_context
def command(context: click.Context, scenario: str | None) -> None:
    """Deployments by the real rules: without a command, opens the sandbox on screen."""
    if context.invoked_subcommand is None:
        from hashq.tui.opening import open_app

        context.exit(open_app(context.obj, "sandbox", scenario=scenario))


def _scenario_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options that ``run`` and ``compare`` share."""
    options = (
        click.option(
            "--scenario",
            "file",
            type=NamedPath(),
            metavar="FILE",
            help="A scenario to start from.",
        ),
        click.option("--platform", type=click.Choice(_PLATFORMS), help="Compute platform."),
        click.option("--type", "kind", type=click.Choice(_TYPES), help="Deployment type."),
        click.option(
            "--instances", type=click.IntRange(0, _LARGEST_FLEET), metavar="N", help="Size of the fleet."
        ),
        click.option(
            "--fail",
            "failures",
            multiple=True,
            metavar="ID[@EVENT]",
            help="Break v2 on an instance, or on '#K', the K-th to be started.",
        ),
        click.option(
            "--rollback", multiple=True, type=click.Choice(_EVENTS), help="What is answered with a rollback."
        ),
        click.option(
            "--alarm-at",
            type=click.FloatRange(0, _LONGEST),
            metavar="SECONDS",
            help="When an alarm goes off.",
        ),
        click.option(
            "--seed",
            type=click.IntRange(0, _LARGEST_SEED),
            metavar="S",
            help="Shuffles the order inside a class; 0 keeps the fleet's own.",
        ),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
    )
    for option in reversed(options):
        function = option(function)
    return function


@command.command("run")
@_scenario_options
@click.option(
    "--config", metavar="NAME", help="A predefined configuration, with or without CodeDeployDefault."
)
@click.option(
    "--minimum-healthy-hosts", "minimum", metavar="TYPE=VALUE", help="HOST_COUNT=n or FLEET_PERCENT=p."
)
@click.option(
    "--log", "logged", metavar="ID", help="Also print what this instance's agent wrote to scripts.log."
)
@click.pass_context
def run_command(
    context: click.Context, /, config: str | None, minimum: str | None, logged: str | None, **options: Any
) -> None:
    """Play one deployment to its end."""
    from hashq.errors import UsageError

    if config is not None and minimum is not None:
        raise UsageError("--config and --minimum-healthy-hosts exclude each other", remedy="give one of them")
    scenario = _scenario(context, options, () if config is None else (config,), minimum)
    if scenario.compare:
        raise UsageError(
            "this scenario compares several configurations",
            remedy="use hashq sandbox compare, or choose one with --config",
        )
    if logged is not None and options["as_json"]:
        raise UsageError(
            "--log and --json exclude each other",
            remedy="read the diagnostics in the document, or leave --json out",
        )
    _warn_of_old_hooks(scenario)
    _play(scenario, as_json=options["as_json"], several=False, logged=logged)


@command.command("compare")
@_scenario_options
@click.option(
    "--config", "configs", multiple=True, metavar="NAME", help="A predefined configuration; give several."
)
@click.option("--minimum-healthy-hosts", "minimum", metavar="TYPE=VALUE", help="A custom one besides.")
@click.pass_context
def compare_command(
    context: click.Context, /, configs: tuple[str, ...], minimum: str | None, **options: Any
) -> None:
    """Play several configurations on the same fleet with the same failures."""
    scenario = _scenario(context, options, configs, minimum)
    if not scenario.compare and not configs and minimum is None:
        scenario = _compare_all(scenario)
    _warn_of_old_hooks(scenario)
    _play(scenario, as_json=options["as_json"], several=True)


def _compare_all(scenario: Scenario) -> Scenario:
    """Without a choice, every predefined configuration of a server fleet; elsewhere the scenario's own alone."""
    from dataclasses import replace

    from hashq.sandbox.configurations import PREDEFINED
    from hashq.sandbox.model import ComputePlatform

    if scenario.platform is not ComputePlatform.SERVER:
        return scenario
    return replace(scenario, compare=tuple(each for each in PREDEFINED if each.platform is scenario.platform))


def _scenario(
    context: click.Context, options: dict[str, Any], configs: tuple[str, ...], minimum: str | None
) -> Scenario:
    from hashq.sandbox.scenario_model import Scenario
    from hashq.study.lab import ScenarioError, change, load_scenario

    try:
        scenario = Scenario() if options["file"] is None else load_scenario(options["file"], _warn)
    except ScenarioError as error:
        _tell_problems(error)
        context.exit(error.exit_code)
    return change(scenario, _overrides(options, configs, minimum))


def _overrides(options: dict[str, Any], configs: tuple[str, ...], minimum: str | None) -> Overrides:
    from hashq.sandbox.model import RollbackEvent
    from hashq.sandbox.scenario import PLATFORMS, TYPES
    from hashq.study.lab import Overrides

    return Overrides(
        PLATFORMS[options["platform"]] if options["platform"] else None,
        TYPES[options["kind"]] if options["kind"] else None,
        configs,
        minimum,
        options["instances"],
        options["failures"],
        tuple(RollbackEvent(word) for word in options["rollback"]),
        options["alarm_at"],
        options["seed"],
    )


def _warn(problem: Problem) -> None:
    from hashq.cli.printing import tell
    from hashq.problems import render

    tell(render(problem))


def _tell_problems(error: ScenarioError) -> None:
    from hashq.cli.printing import tell
    from hashq.problems import render

    lines = error.text.splitlines()
    for problem in error.problems:
        source = lines[problem.line - 1] if 0 < problem.line <= len(lines) else None
        tell(render(problem, source))


def _warn_of_old_hooks(scenario: Scenario) -> None:
    """Say why a broken hook of the new revision may not break this deployment."""
    from hashq.cli.printing import tell
    from hashq.sandbox.lifecycle import IGNORABLE
    from hashq.sandbox.model import ComputePlatform

    if scenario.platform is not ComputePlatform.SERVER:
        return
    named = {failure.event or "" for failure in scenario.failures if failure.revision is None}
    for event in sorted(named & IGNORABLE):
        tell(
            f"{event} runs the scripts of the revision installed before: broken in {scenario.revision}, it fails in the "
            f"deployment after this one. To break the old one, write revision: {scenario.last_successful} in a scenario."
        )


def _play(scenario: Scenario, *, as_json: bool, several: bool, logged: str | None = None) -> None:
    from hashq.cli.printing import print_json, say
    from hashq.sandbox.outcome import as_json as document_of
    from hashq.study.lab import compare

    timelines = compare(scenario)
    if as_json:
        documents = [document_of(timeline.end, timeline.scenario) for timeline in timelines]
        print_json({"runs": documents} if several else documents[0])
        return
    from hashq.cli.deployment_chart import chart_lines, in_ascii

    drawable = _terminal_draws("█▁✓✗⤼")
    for number, timeline in enumerate(timelines):
        if number:
            say()
        for line in chart_lines(timeline, _width()):
            say(line if drawable else in_ascii(line))
        if logged is not None:
            say()
            _say_log(timeline, logged)


def _say_log(timeline: Timeline, target: str) -> None:
    """What one agent wrote, line by line, and the diagnostics of what failed."""
    from hashq.cli.printing import say
    from hashq.errors import UsageError
    from hashq.sandbox.narrate import clock
    from hashq.sandbox.refusals import did_you_mean
    from hashq.sandbox.scripts_log import target_log

    known = [name for deployment in timeline.end.deployments for name in deployment.targets]
    if target not in known:
        raise UsageError(f"there is no instance {target}", remedy=did_you_mean(target, known[:12]))
    for hook in target_log(timeline.scenario, timeline.events, target):
        for line in hook.lines:
            say(f"{clock(line.at)} [{line.stream}] {line.text}")
        if hook.failed:
            told = hook.diagnostics
            script = f", {told.script_name}" if told.script_name else ""
            say(f"{hook.event} failed ({told.error_code}{script}): {told.message}")


def _terminal_draws(glyphs: str) -> bool:
    """Whether what is printed can carry these characters."""
    import sys

    try:
        glyphs.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _width() -> int:
    from shutil import get_terminal_size

    return min(max(get_terminal_size().columns, 60), 120)
