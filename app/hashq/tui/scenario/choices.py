"""The rows of the form with one value of several: which values there are, which one is set, and a scenario with another.

Scenarios in, scenarios out; what the service thinks of them is ``scenario_rules.py``'s business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hashq.sandbox.configurations import (
    DEFAULTS,
    PREDEFINED,
    DeploymentConfiguration,
    MinimumHealthyHosts,
    MinimumType,
    RoutingType,
    TrafficRouting,
)
from hashq.sandbox.fleet import replacements_of
from hashq.sandbox.model import (
    Approval,
    ComputePlatform,
    DeploymentType,
    LifecycleErrorCode,
    LoadBalancer,
    Originals,
)
from hashq.sandbox.scenario_model import Failure, uniform_fleet
from hashq.sandbox.scenario_parts import custom_name
from hashq.sandbox.scenario_rules import targets_of
from hashq.study.lab import regrouped
from hashq.tui.scenario.rows import Field, configurations, is_own, lifecycle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashq.sandbox.scenario_model import Scenario

FIRST_REVISION = "v1"
"""What runs before, where something does and nobody said what."""
ERRORS = (None, *(code for code in LifecycleErrorCode if code is not LifecycleErrorCode.SUCCESS))


@dataclass(frozen=True, slots=True)
class Choice:
    """A row with one value of several; each function also takes the row's number."""

    values: Callable[[Scenario, int], Sequence[Any]]
    get: Callable[[Scenario, int], Any]
    put: Callable[[Scenario, int, Any], Scenario]


# The group


def _of_group(name: str, values: Sequence[Any]) -> Choice:
    """A setting of the deployment group."""
    return Choice(
        lambda _scenario, _number: values,
        lambda scenario, _number: getattr(scenario.group, name),
        lambda scenario, _number, value: replace(scenario, group=replace(scenario.group, **{name: value})),
    )


def _of_two_fleets(name: str, values: Sequence[Any]) -> Choice:
    """A setting of blue/green deployments."""
    return Choice(
        lambda _scenario, _number: values,
        lambda scenario, _number: getattr(scenario.group.blue_green, name),
        lambda scenario, _number, value: replace(
            scenario,
            group=replace(scenario.group, blue_green=replace(scenario.group.blue_green, **{name: value})),
        ),
    )


def _with_before(scenario: Scenario, _number: int, revision: str | None) -> Scenario:
    return replace(
        scenario, last_successful=revision, instances=uniform_fleet(len(scenario.instances), revision)
    )


def _runs_before(scenario: Scenario, _number: int) -> Sequence[str | None]:
    return (scenario.last_successful or FIRST_REVISION, None)


# Configurations


def with_configurations(scenario: Scenario, chosen: Sequence[DeploymentConfiguration]) -> Scenario:
    """The scenario with these configurations, one or several."""
    if len(chosen) == 1:
        return replace(scenario, configuration=chosen[0], compare=())
    return replace(scenario, configuration=DEFAULTS[scenario.platform], compare=tuple(chosen))


def with_configuration(scenario: Scenario, number: int, chosen: DeploymentConfiguration) -> Scenario:
    """The scenario with another configuration in one place."""
    found = list(configurations(scenario))
    found[number] = chosen
    return with_configurations(scenario, found)


def own(
    platform: ComputePlatform,
    minimum: MinimumHealthyHosts | None = None,
    routing: TrafficRouting | None = None,
) -> DeploymentConfiguration:
    """A configuration of a person's own, named by its rule; not judged yet, since it is being set."""
    return DeploymentConfiguration(custom_name(minimum, routing), platform, minimum, routing)


def known_configurations(scenario: Scenario, number: int) -> Sequence[DeploymentConfiguration]:
    """What can be chosen: those the service ships, then one's own of each kind, as it is set or as it begins."""
    platform = scenario.platform
    shipped = [each for each in PREDEFINED if each.platform is platform]
    if platform is ComputePlatform.SERVER:
        begun = [
            own(platform, MinimumHealthyHosts(MinimumType.HOST_COUNT, max(0, len(scenario.instances) - 2))),
            own(platform, MinimumHealthyHosts(MinimumType.FLEET_PERCENT, 75)),
        ]
    else:
        begun = [
            own(platform, routing=TrafficRouting(RoutingType.CANARY, 20, 5)),
            own(platform, routing=TrafficRouting(RoutingType.LINEAR, 25, 2)),
        ]
    now = configurations(scenario)[number]
    return [*shipped, *(now if is_own(now) and _kind(now) == _kind(each) else each for each in begun)]


def _kind(configuration: DeploymentConfiguration) -> object:
    if configuration.minimum is not None:
        return configuration.minimum.type
    return configuration.routing and configuration.routing.type


# Failures


def with_failure(scenario: Scenario, number: int, failure: Failure) -> Scenario:
    """The scenario with another failure in one place."""
    found = list(scenario.failures)
    found[number] = failure
    return replace(scenario, failures=tuple(found))


def _of_failure(name: str, values: Callable[[Scenario, int], Sequence[Any]]) -> Choice:
    return Choice(
        values,
        lambda scenario, number: getattr(scenario.failures[number], name),
        lambda scenario, number, value: with_failure(
            scenario, number, replace(scenario.failures[number], **{name: value})
        ),
    )


Victim = tuple[str | None, int | None]
"""Who fails: a target's id, or the K-th to be started."""


def victims(scenario: Scenario, _number: int = 0) -> Sequence[Victim]:
    """Everybody who may fail: by name, then by turn."""
    targets = targets_of(scenario)
    return [*((target, None) for target in targets), *((None, k) for k in range(1, len(targets) + 1))]


def _victim(scenario: Scenario, number: int) -> Victim:
    failure = scenario.failures[number]
    return failure.target, failure.ordinal


def with_victim(scenario: Scenario, number: int, victim: Victim) -> Scenario:
    """The scenario with somebody else failing."""
    target, ordinal = victim
    return with_failure(scenario, number, replace(scenario.failures[number], target=target, ordinal=ordinal))


def otherwise_named(scenario: Scenario, number: int) -> Scenario:
    """The same failure of a named target said by turn, or the other way round; in between, of its replacement.

    Where there is no target at all, nobody can be named.
    """
    target, ordinal = _victim(scenario, number)
    originals = [instance.id for instance in scenario.instances] or list(targets_of(scenario))
    if not originals:
        return scenario
    replaced = scenario.group.type is DeploymentType.BLUE_GREEN and bool(scenario.instances)
    if target is None:
        return with_victim(scenario, number, (originals[((ordinal or 1) - 1) % len(originals)], None))
    twins = replacements_of(originals, originals)
    if replaced and target in originals:
        return with_victim(scenario, number, (twins[target], None))
    known = [twins[each] for each in originals] if replaced else originals
    place = known.index(target) + 1 if target in known else 1
    return with_victim(scenario, number, (None, place))


def another_failure(scenario: Scenario) -> Scenario:
    """One more failure, of the first target that does not fail yet."""
    taken = {failure.target for failure in scenario.failures}
    targets = targets_of(scenario)
    target = next((each for each in targets if each not in taken), targets[0] if targets else None)
    failure = Failure(target) if target is not None else Failure(ordinal=1)
    return replace(scenario, failures=(*scenario.failures, failure))


CHOICES: dict[Field, Choice] = {
    Field.PLATFORM: Choice(
        lambda _scenario, _number: tuple(ComputePlatform),
        lambda scenario, _number: scenario.platform,
        lambda scenario, _number, value: regrouped(scenario, value, None),
    ),
    Field.TYPE: Choice(
        lambda _scenario, _number: tuple(DeploymentType),
        lambda scenario, _number: scenario.group.type,
        lambda scenario, _number, value: regrouped(scenario, None, value),
    ),
    Field.BALANCER: _of_group("load_balancer", tuple(LoadBalancer)),
    Field.BEFORE: Choice(_runs_before, lambda scenario, _number: scenario.last_successful, _with_before),
    Field.REROUTE: _of_two_fleets("approval", tuple(Approval)),
    Field.ORIGINALS: _of_two_fleets("originals", tuple(Originals)),
    Field.CONFIGURATION: Choice(
        known_configurations,
        lambda scenario, number: configurations(scenario)[number],
        with_configuration,
    ),
    Field.FAILURE: Choice(victims, _victim, with_victim),
    Field.EVENT: _of_failure("event", lambda scenario, _number: (None, *lifecycle(scenario))),
    Field.ERROR: _of_failure("error", lambda _scenario, _number: ERRORS),
    Field.BROKEN: _of_failure(
        "revision", lambda scenario, _number: (None, scenario.last_successful or FIRST_REVISION)
    ),
    Field.STOP_ERRORS: _of_group("ignore_stop_failures", (False, True)),
}
"""Every row with one value of several."""
