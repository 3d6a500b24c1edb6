"""Scenarios as people write them: one small YAML, in a file or in a note's block, read into a :class:`Scenario`.

Never raises for any text: everything wrong is a problem with its line, an unknown key names the nearest known one. What the
service refuses is decided in ``scenario_rules.py``; the parts of a scenario are read in ``scenario_parts.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import yaml

from hashq.bounded_yaml import Limits, compose, entries
from hashq.problems import Problem, Severity
from hashq.sandbox import scenario_fleet, scenario_output
from hashq.sandbox import scenario_parts as parts
from hashq.sandbox.configurations import DEFAULTS, DeploymentConfiguration
from hashq.sandbox.model import (
    ComputePlatform,
    DeploymentGroup,
    DeploymentMode,
    DeploymentType,
    LoadBalancer,
    RollbackEvent,
)
from hashq.sandbox.refusals import did_you_mean
from hashq.sandbox.scenario_model import Scenario, uniform_fleet
from hashq.sandbox.scenario_reader import Reader, words_of
from hashq.sandbox.scenario_rules import Refusal, idle_failures, refusals

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = (
    "name",
    "platform",
    "type",
    "configuration",
    "compare",
    "fleet",
    "revision",
    "deploymentMode",
    "lastSuccessful",
    "appspec",
    "fail",
    "durations",
    "output",
    "jitter",
    "rollback",
    "alarms",
    "actions",
    "then",
    "seed",
    "tagSet",
    "onPremises",
    "loadBalancer",
    "ignoreApplicationStopFailures",
    "overrideAlarmConfiguration",
    "ignorePollAlarmFailure",
    "outdatedInstancesStrategy",
    "serviceRole",
    "instanceProfile",
    "blueGreen",
)
"""Every key a scenario may have."""

PLATFORMS = {
    "server": ComputePlatform.SERVER,
    "lambda": ComputePlatform.LAMBDA,
    "ecs": ComputePlatform.ECS,
}
"""The words for a platform."""
TYPES = {"in-place": DeploymentType.IN_PLACE, "blue-green": DeploymentType.BLUE_GREEN}
"""The words for a deployment type."""
MOST_COMPARED = 8
"""Configurations side by side."""
_LIMITS = Limits(nodes=200_000, expanded=400_000, characters=2_000_000)
_LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True)
class ParsedScenario:
    """What reading a scenario gave."""

    scenario: Scenario | None
    """None when a problem of severity ``error`` stands in the way."""
    problems: tuple[Problem, ...] = ()
    """In the order of the text."""


def parse_scenario(text: str, *, path: str = "", first_line: int = 1) -> ParsedScenario:
    """Read a scenario; ``path`` and ``first_line`` place the problems. Text without content is the default scenario."""
    composed = compose(text, path=path, first_line=first_line, limits=_LIMITS)
    reader = Reader(path)
    scenario = None
    if not any(problem.severity is Severity.ERROR for problem in composed.problems):
        scenario = _read(composed.root, reader)
    problems = sorted(
        (*composed.problems, *reader.problems), key=lambda problem: (problem.line, problem.column)
    )
    usable = not any(problem.severity is Severity.ERROR for problem in problems)
    return ParsedScenario(scenario if usable else None, tuple(problems))


def _read(root: yaml.Node | None, reader: Reader) -> Scenario:
    if root is None:
        return Scenario()
    nodes = reader.mapping(root, KEYS, "a scenario")
    if "outdatedInstancesStrategy" in nodes:
        parts.outdated_strategy(nodes["outdatedInstancesStrategy"], reader)
    if "configuration" in nodes and "compare" in nodes:
        message = "compare stands instead of configuration, which is not played"
        reader.warn(nodes["configuration"], "no-effect", message, "remove one")
    scenario = _with_deployment(_with_group(Scenario(), nodes, reader), nodes, reader)
    if "deploymentMode" in nodes:
        scenario = _in_mode(scenario, nodes, reader)
    if "appspec" in nodes:
        scenario = _with_appspecs(scenario, nodes["appspec"], reader)
    if reader.failed:
        return scenario
    for refusal in refusals(scenario):
        reader.complain(_place_of(refusal, nodes, root), "refused", refusal.cause, refusal.remedy)
    for idle in idle_failures(scenario):
        reader.warn(_place_of(idle, nodes, root), "no-effect", idle.cause, idle.remedy)
    if "output" in nodes:
        scenario_output.warn_of_unprinted(nodes["output"], scenario, reader)
    return scenario


def _with_appspecs(scenario: Scenario, node: yaml.Node, reader: Reader) -> Scenario:
    """The new revision's appspec apart from those of others; one of a revision that never occurs is told."""
    found = dict(parts.appspecs(node, scenario.revision, reader))
    known = scenario_output.revisions_of(scenario)
    for entry in entries(node) if isinstance(node, yaml.MappingNode) else ():
        name = str(entry.key)
        if name not in known:
            message = f"no deployment or instance here has the revision {name[:80]}"
            reader.warn(entry.key_node, "no-effect", message, did_you_mean(name, known))
    own = found.pop(scenario.revision, None)
    return replace(scenario, appspec=own, appspecs=tuple(found.items()))


def _in_mode(scenario: Scenario, nodes: dict[str, yaml.Node], reader: Reader) -> Scenario:
    """A restart deploys the last successful revision again, and is refused where the service refuses it."""
    node = nodes["deploymentMode"]
    mode = reader.choice(node, "deploymentMode", words_of(DeploymentMode))
    if mode is not DeploymentMode.RESTART:
        return scenario
    if scenario.group.type is not DeploymentType.IN_PLACE:
        reader.complain(node, "refused", "only an in-place deployment can restart", "use STANDARD")
    elif "revision" in nodes:
        reader.complain(node, "refused", "a restart takes no revision of its own", "leave the revision out")
    elif scenario.last_successful is None:
        reader.complain(node, "refused", "nothing was deployed with success, so there is nothing to restart")
    else:
        return replace(scenario, revision=scenario.last_successful)
    return scenario


def _place_of(refusal: Refusal, nodes: dict[str, yaml.Node], root: yaml.Node) -> yaml.Node:
    node = nodes.get(refusal.key, nodes.get("type", nodes.get("platform", root)))
    if refusal.index is not None and isinstance(node, yaml.SequenceNode) and refusal.index < len(node.value):
        entry: yaml.Node = node.value[refusal.index]
        return entry
    return node


def _with_group(scenario: Scenario, nodes: dict[str, yaml.Node], reader: Reader) -> Scenario:
    platform = ComputePlatform.SERVER
    if "platform" in nodes:
        platform = reader.choice(nodes["platform"], "platform", PLATFORMS) or platform
    kind = DeploymentType.IN_PLACE if platform is ComputePlatform.SERVER else DeploymentType.BLUE_GREEN
    if "type" in nodes:
        kind = reader.choice(nodes["type"], "type", TYPES) or kind
    group = replace(usual_group(platform, kind), **_group_settings(nodes, reader))
    return replace(scenario, group=group, configuration=DEFAULTS[platform])


def usual_group(platform: ComputePlatform, kind: DeploymentType) -> DeploymentGroup:
    """The deployment group of a platform and type when nothing else is said: blue/green has a load balancer."""
    balanced = kind is DeploymentType.BLUE_GREEN and platform is not ComputePlatform.LAMBDA
    balancer = LoadBalancer.APPLICATION if balanced else LoadBalancer.NONE
    return DeploymentGroup(platform, kind, load_balancer=balancer)


def _group_settings(nodes: dict[str, yaml.Node], reader: Reader) -> dict[str, Any]:
    readers: dict[str, tuple[str, Callable[[yaml.Node], object]]] = {
        "onPremises": ("on_premises", lambda node: reader.flag(node, "onPremises")),
        "loadBalancer": ("load_balancer", lambda node: parts.load_balancer(node, reader)),
        "ignoreApplicationStopFailures": (
            "ignore_stop_failures",
            lambda node: reader.flag(node, "ignoreApplicationStopFailures"),
        ),
        "overrideAlarmConfiguration": (
            "alarms_ignored",
            lambda node: reader.flag(node, "overrideAlarmConfiguration"),
        ),
        "ignorePollAlarmFailure": (
            "poll_failures_ignored",
            lambda node: reader.flag(node, "ignorePollAlarmFailure"),
        ),
        "serviceRole": ("service_role", lambda node: parts.present(node, "serviceRole", reader)),
        "instanceProfile": ("instance_profile", lambda node: parts.present(node, "instanceProfile", reader)),
        "blueGreen": ("blue_green", lambda node: parts.blue_green(node, reader)),
        "tagSet": ("tag_set", lambda node: scenario_fleet.tag_set(node, reader)),
        "rollback": ("rollback", lambda node: _rollback(node, reader)),
    }
    settings: dict[str, Any] = {}
    for key, (field, read) in readers.items():
        value = read(nodes[key]) if key in nodes else None
        if value is not None:
            settings[field] = value
    return settings


def _rollback(node: yaml.Node, reader: Reader) -> frozenset[RollbackEvent]:
    words = words_of(RollbackEvent)
    found = [
        reader.choice(item, "rollback", words) for item in reader.items(node, "rollback", len(RollbackEvent))
    ]
    return frozenset(event for event in found if event is not None)


def _with_deployment(scenario: Scenario, nodes: dict[str, yaml.Node], reader: Reader) -> Scenario:
    """The rest of the scenario: what is deployed to what, and what goes wrong."""
    platform = scenario.platform
    known = dict(nodes)
    values: dict[str, Any] = {}
    single: dict[str, tuple[str, Callable[[yaml.Node], object]]] = {
        "name": ("name", lambda node: reader.word(node, "name")),
        "configuration": ("configuration", lambda node: parts.configuration(node, platform, reader)),
        "compare": ("compare", lambda node: _compare(node, platform, reader)),
        "revision": ("revision", lambda node: reader.word(node, "revision")),
        "fail": ("failures", lambda node: parts.failures(node, reader)),
        "durations": ("durations", lambda node: parts.durations(node, reader)),
        "output": ("output", lambda node: scenario_output.output(node, reader)),
        "jitter": ("jitter", lambda node: reader.share(node, "jitter")),
        "alarms": ("alarms", lambda node: parts.alarms(node, reader)),
        "actions": ("actions", lambda node: parts.actions(node, platform, reader)),
        "then": ("then", lambda node: parts.follow_ups(node, platform, reader)),
        "seed": ("seed", lambda node: reader.whole(node, "seed", 0, _LARGEST_SEED)),
    }
    for key, (field, read) in single.items():
        value = read(known[key]) if key in known else None
        if value is not None:
            values[field] = value
    values |= _fleet(nodes, platform, reader)
    return replace(scenario, **values)


def _compare(
    node: yaml.Node, platform: ComputePlatform, reader: Reader
) -> tuple[DeploymentConfiguration, ...]:
    found = [
        parts.configuration(item, platform, reader) for item in reader.items(node, "compare", MOST_COMPARED)
    ]
    return tuple(configuration for configuration in found if configuration is not None)


def _fleet(nodes: dict[str, yaml.Node], platform: ComputePlatform, reader: Reader) -> dict[str, Any]:
    instances, revision = uniform_fleet(9), "v1"
    read = scenario_fleet.fleet(nodes["fleet"], reader) if "fleet" in nodes else None
    last: str | None = revision
    if platform is not ComputePlatform.SERVER and "fleet" in nodes:
        scenario_fleet.warn_of_instances(nodes["fleet"], platform, reader)
    if read is not None:
        instances, last = read
    if "lastSuccessful" in nodes:
        last = scenario_fleet.revision_or_none(nodes["lastSuccessful"], "lastSuccessful", reader)
    return {
        "instances": instances if platform is ComputePlatform.SERVER else (),
        "last_successful": last,
    }
