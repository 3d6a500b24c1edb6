"""What the service refuses about a scenario as a whole: combinations that are impossible, each with its reason.

The command line and the YAML reader both ask here, so that a flag and a key are refused alike. Knows no YAML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.sandbox.bundle import bundle_of
from hashq.sandbox.configurations import DEFAULTS, DeploymentConfiguration, RoutingType
from hashq.sandbox.fleet import replacements_of
from hashq.sandbox.lifecycle import events_of
from hashq.sandbox.model import ComputePlatform, DeploymentType, LoadBalancer
from hashq.sandbox.refusals import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.sandbox.scenario_model import Failure, Scenario


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing a scenario asks for that is not possible."""

    key: str
    """The scenario's key that is to blame."""
    cause: str
    remedy: str = ""
    index: int | None = None
    """Which entry of the key's list, from 0; None when the key is no list."""


def refusals(scenario: Scenario) -> tuple[Refusal, ...]:
    """Everything about the scenario that the service refuses; empty when it can run."""
    return (
        *_type(scenario),
        *_load_balancer(scenario),
        *_settings(scenario),
        *_configurations(scenario),
        *_failures(scenario),
        *_installed(scenario),
    )


def idle_failures(scenario: Scenario) -> Iterator[Refusal]:
    """Failures that cannot strike: their revision's appspec has nothing to run at their event."""
    for index, failure in enumerate(scenario.failures):
        revision = failure.revision or scenario.revision
        bundle = bundle_of(scenario.appspec_of(revision), scenario.platform)
        if failure.event and not bundle.runs(failure.event):
            yield Refusal(
                "fail",
                f"the appspec of {revision} has no hook for {failure.event}, so nothing can fail there",
                "name an event of its hooks, or add the hook",
                index,
            )


def _type(scenario: Scenario) -> Iterator[Refusal]:
    group = scenario.group
    if group.platform is not ComputePlatform.SERVER and group.type is DeploymentType.IN_PLACE:
        where = "AWS Lambda" if group.platform is ComputePlatform.LAMBDA else "Amazon ECS"
        yield Refusal(
            "type",
            f"{where} deployments cannot be in place: they are always blue/green",
            "leave the type out, or say blue-green",
        )
    if group.on_premises and group.platform is not ComputePlatform.SERVER:
        yield Refusal(
            "onPremises", f"on-premises instances belong to the Server platform, not {group.platform}"
        )
    if group.on_premises and group.type is DeploymentType.BLUE_GREEN:
        yield Refusal(
            "type",
            "blue/green deployments are not possible for on-premises instances",
            "deploy in place; CodeDeploy cannot launch replacements for machines of your own",
        )


def _load_balancer(scenario: Scenario) -> Iterator[Refusal]:
    group = scenario.group
    if group.platform is ComputePlatform.LAMBDA:
        return
    if group.type is DeploymentType.BLUE_GREEN and group.load_balancer is LoadBalancer.NONE:
        yield Refusal("loadBalancer", "a blue/green deployment needs a load balancer to reroute traffic")
    if group.platform is ComputePlatform.ECS and group.load_balancer is LoadBalancer.CLASSIC:
        yield Refusal("loadBalancer", "an ECS service needs an application or network load balancer")


def _settings(scenario: Scenario) -> Iterator[Refusal]:
    group = scenario.group
    if group.ignore_stop_failures and group.platform is not ComputePlatform.SERVER:
        yield Refusal(
            "ignoreApplicationStopFailures",
            f"it must be false on {group.platform}, which never runs ApplicationStop",
        )
    if len(group.tag_set) > 3:
        yield Refusal("tagSet", f"a deployment group has at most three tag groups, not {len(group.tag_set)}")


def _configurations(scenario: Scenario) -> Iterator[Refusal]:
    if scenario.compare:
        for index, configuration in enumerate(scenario.compare):
            yield from _configuration(scenario, configuration, "compare", index)
    else:
        yield from _configuration(scenario, scenario.configuration, "configuration", None)
    for index, follow_up in enumerate(scenario.then):
        if follow_up.configuration is not None:
            yield from _configuration(scenario, follow_up.configuration, "then", index)
    for index, action in enumerate(scenario.actions):
        if action.configuration is not None:
            yield from _configuration(scenario, action.configuration, "actions", index)


def _configuration(
    scenario: Scenario, configuration: DeploymentConfiguration, key: str, index: int | None
) -> Iterator[Refusal]:
    group = scenario.group
    if configuration.platform is not group.platform:
        yield Refusal(
            key,
            f"{configuration.short_name} is a configuration for the {configuration.platform} platform, not for {group.platform}",
            f"for example {DEFAULTS[group.platform].short_name}",
            index,
        )
        return
    behind_network = group.load_balancer is LoadBalancer.NETWORK and group.platform is ComputePlatform.ECS
    routing = configuration.routing
    if behind_network and routing is not None and routing.type is not RoutingType.ALL_AT_ONCE:
        yield Refusal(
            key,
            f"{configuration.short_name} cannot be used behind a Network Load Balancer",
            "only ECSAllAtOnce can: a Network Load Balancer does not split traffic",
            index,
        )
    if configuration.zonal is not None and (group.on_premises or group.type is DeploymentType.BLUE_GREEN):
        yield Refusal(
            key, "a zonal configuration is for in-place deployments to EC2 instances only", "", index
        )


def _installed(scenario: Scenario) -> Iterator[Refusal]:
    """Revisions that run from the beginning although their appspec cannot have been installed."""
    running = {instance.revision for instance in scenario.instances}
    for revision, text in scenario.appspecs:
        error = bundle_of(text, scenario.platform).error
        if error and revision in running:
            yield Refusal(
                "appspec", f"{revision} runs already, but its appspec could not be installed: {error}"
            )


def _failures(scenario: Scenario) -> Iterator[Refusal]:
    known = targets_of(scenario)
    names = set(known)
    group = scenario.group
    balanced = group.load_balancer is not LoadBalancer.NONE
    events = events_of(group.platform, group.type, balanced=balanced)
    for index, failure in enumerate(scenario.failures):
        yield from _failure(failure, index, known, names, events)
    for index, action in enumerate(scenario.actions):
        if action.event is not None and action.event not in events:
            yield Refusal(
                "actions",
                f"{action.event} does not occur in this deployment",
                _which(action.event, events),
                index,
            )


def _failure(
    failure: Failure, index: int, known: tuple[str, ...], names: set[str], events: tuple[str, ...]
) -> Iterator[Refusal]:
    if failure.event is not None and failure.event not in events:
        yield Refusal(
            "fail", f"{failure.event} does not occur in this deployment", _which(failure.event, events), index
        )
    if failure.target is not None and failure.target not in names:
        remedy = did_you_mean(failure.target, known[:12])
        yield Refusal("fail", f"there is no instance {failure.target}", remedy, index)
    if failure.ordinal is not None and not 1 <= failure.ordinal <= len(known):
        yield Refusal("fail", f"there is no #{failure.ordinal}: {len(known)} can be started", "", index)


def _which(event: str, events: tuple[str, ...]) -> str:
    return did_you_mean(event, events)


FUNCTION = "function"
"""The one target of a Lambda deployment."""
SERVICE = "service"
"""The one target of an ECS deployment."""


def targets_of(scenario: Scenario) -> tuple[str, ...]:
    """Ids that may fail: instances, and in blue/green their replacements; or the function or service."""
    if scenario.platform is ComputePlatform.LAMBDA:
        return (FUNCTION,)
    if scenario.platform is ComputePlatform.ECS:
        return (SERVICE,)
    originals = tuple(instance.id for instance in scenario.instances)
    if scenario.group.type is DeploymentType.IN_PLACE:
        return originals
    names = replacements_of(originals, originals)
    return (*originals, *(names[original] for original in originals))
