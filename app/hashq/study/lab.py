"""The sandbox as both front ends use it: load a scenario, change a few things, run it, compare configurations.

Reads scenario files; everything else is the pure sandbox. Knows no screen and no command line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING

from hashq.errors import ExitCode, HashqError, UnreadableInputError
from hashq.sandbox.configurations import (
    DEFAULTS,
    DeploymentConfiguration,
    MinimumHealthyHosts,
    MinimumType,
    custom,
    predefined,
)
from hashq.sandbox.model import (
    SECOND,
    ComputePlatform,
    DeploymentGroup,
    DeploymentType,
    RollbackEvent,
)
from hashq.sandbox.refusals import RefusedError
from hashq.sandbox.scenario import parse_scenario, usual_group
from hashq.sandbox.scenario_model import Action, AlarmPeriod, Scenario, uniform_fleet
from hashq.sandbox.scenario_parts import custom_name, failure_of
from hashq.sandbox.scenario_rules import refusals
from hashq.sandbox.timeline import Timeline, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hashq.problems import Problem

LARGEST_FILE = 2_000_000
"""Bytes of a scenario file."""


class ScenarioError(HashqError):
    """A scenario cannot be run as it is written; carries every problem."""

    def __init__(self, problems: tuple[Problem, ...], text: str) -> None:
        """``text`` is the scenario's own, so that the spot can be shown."""
        first = problems[0]
        super().__init__(first.message, place=f"{first.path}:{first.line}", remedy=first.hint)
        self.problems = problems
        self.text = text
        refused = all(problem.code == "refused" for problem in problems)
        self.exit_code = ExitCode.USAGE if refused else ExitCode.UNREADABLE_INPUT


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a person wants different from a scenario; None, or nothing, leaves it as it is."""

    platform: ComputePlatform | None = None
    type: DeploymentType | None = None
    configurations: tuple[str, ...] = ()
    """Names of predefined ones; several are compared."""
    minimum: str | None = None
    """``HOST_COUNT=n`` or ``FLEET_PERCENT=p``."""
    instances: int | None = None
    failures: tuple[str, ...] = ()
    """``ID``, ``ID@EVENT``, ``#K`` or ``#K@EVENT``; on top of the scenario's own."""
    rollback: tuple[RollbackEvent, ...] = ()
    """On top of the scenario's own."""
    alarm_at: float | None = None
    """Seconds."""
    seed: int | None = None


def load_scenario(path: Path, warn: Callable[[Problem], object] | None = None) -> Scenario:
    """The scenario in a file; ``warn`` is told what does no harm. Raises :class:`UnreadableInputError` or :class:`ScenarioError`."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as reason:
        raise UnreadableInputError(
            f"the scenario cannot be read: {reason.strerror or reason}",
            place=str(path),
            remedy="check its path",
        ) from reason
    if len(data) > LARGEST_FILE:
        raise UnreadableInputError("the file is too large for a scenario", place=str(path))
    return read_scenario(data.decode("utf-8", "replace"), str(path), warn)


def read_scenario(text: str, path: str = "", warn: Callable[[Problem], object] | None = None) -> Scenario:
    """The scenario in a text; ``warn`` is told what does no harm. Raises :class:`ScenarioError`."""
    parsed = parse_scenario(text, path=path)
    if parsed.scenario is None:
        raise ScenarioError(parsed.problems, text)
    if warn is not None:
        for problem in parsed.problems:
            warn(problem)
    return parsed.scenario


def change(scenario: Scenario, wanted: Overrides) -> Scenario:
    """The scenario with a person's wishes on top. Raises :class:`RefusedError` when the service would refuse it."""
    grouped = regrouped(scenario, wanted.platform, wanted.type)
    changed = _with_wishes(grouped, wanted)
    for refusal in refusals(changed):
        raise RefusedError(refusal.cause, remedy=refusal.remedy)
    return changed


def compare(scenario: Scenario, actions: Iterable[Action] = ()) -> tuple[Timeline, ...]:
    """One run for each configuration the scenario compares, or the one run of a scenario that compares nothing."""
    done = tuple(actions)
    return tuple(run(variant, actions=done) for variant in variants(scenario))


def variants(scenario: Scenario) -> tuple[Scenario, ...]:
    """The scenario once for each configuration it compares; otherwise just itself."""
    if not scenario.compare:
        return (scenario,)
    return tuple(replace(scenario, configuration=chosen, compare=()) for chosen in scenario.compare)


def regrouped(scenario: Scenario, platform: ComputePlatform | None, kind: DeploymentType | None) -> Scenario:
    """The scenario on another platform or of another type, with what is usual there; None leaves either as it is."""
    if platform is None and kind is None:
        return scenario
    before = scenario.group
    chosen = platform or before.platform
    if kind is None:
        stays = chosen is before.platform
        in_place = DeploymentType.IN_PLACE if chosen is ComputePlatform.SERVER else DeploymentType.BLUE_GREEN
        kind = before.type if stays else in_place
    group = _regrouped(before, usual_group(chosen, kind))
    if chosen is before.platform:
        return replace(scenario, group=group)
    fleet = uniform_fleet(9, scenario.last_successful) if chosen is ComputePlatform.SERVER else ()
    return replace(scenario, group=group, configuration=DEFAULTS[chosen], compare=(), instances=fleet)


def _regrouped(before: DeploymentGroup, usual: DeploymentGroup) -> DeploymentGroup:
    same = before.platform is usual.platform and before.type is usual.type
    balancer = before.load_balancer if same else usual.load_balancer
    return replace(before, platform=usual.platform, type=usual.type, load_balancer=balancer)


def _with_wishes(scenario: Scenario, wanted: Overrides) -> Scenario:
    chosen = _configurations(wanted)
    if len(chosen) == 1:
        scenario = replace(scenario, configuration=chosen[0], compare=())
    elif chosen:
        scenario = replace(scenario, compare=chosen)
    if wanted.instances is not None:
        if scenario.platform is not ComputePlatform.SERVER:
            raise RefusedError(
                f"{scenario.platform} deployments have no instances", remedy="leave --instances out"
            )
        scenario = replace(scenario, instances=uniform_fleet(wanted.instances, scenario.last_successful))
    return replace(
        scenario,
        failures=(*scenario.failures, *(failure_of(word) for word in wanted.failures)),
        alarms=(*scenario.alarms, *_alarm(wanted.alarm_at)),
        group=replace(scenario.group, rollback=scenario.group.rollback | set(wanted.rollback)),
        seed=scenario.seed if wanted.seed is None else wanted.seed,
    )


def _alarm(at: float | None) -> tuple[AlarmPeriod, ...]:
    if at is None:
        return ()
    if not isfinite(at) or at < 0:
        raise RefusedError(f"{at} is no time for an alarm", remedy="give seconds from the start")
    return (AlarmPeriod(round(at * SECOND)),)


def _configurations(wanted: Overrides) -> tuple[DeploymentConfiguration, ...]:
    if wanted.minimum is None:
        return tuple(predefined(name) for name in wanted.configurations)
    own = minimum_of(wanted.minimum)
    return (
        *(predefined(name) for name in wanted.configurations),
        custom(custom_name(own, None), minimum=own),
    )


def minimum_of(text: str) -> MinimumHealthyHosts:
    """``HOST_COUNT=n`` or ``FLEET_PERCENT=p`` as a minimum. Raises :class:`RefusedError`."""
    kind, _, value = text.partition("=")
    names = {str(each): each for each in MinimumType}
    if kind not in names or not value.strip().removesuffix("%").isdecimal() or len(value) > 9:
        raise RefusedError(
            f"{text} is no minimum of healthy hosts",
            remedy="write HOST_COUNT=n or FLEET_PERCENT=p, n and p whole numbers",
        )
    return MinimumHealthyHosts(names[kind], int(value.strip().removesuffix("%")))
