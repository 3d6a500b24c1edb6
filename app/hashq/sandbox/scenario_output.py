"""What a scenario's scripts print, read from its YAML node: by script location, or by lifecycle event.

An event stands for its scripts only where no appspec lists them. Whatever nothing can print is told at its line. Output is
somebody's text: it is bounded here and made harmless where it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from hashq.bounded_yaml import construct, entries
from hashq.sandbox.bundle import bundle_of
from hashq.sandbox.lifecycle import RESERVED, events_of
from hashq.sandbox.model import ComputePlatform, LoadBalancer
from hashq.sandbox.refusals import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.sandbox.scenario_model import Scenario
    from hashq.sandbox.scenario_reader import Reader

MOST_CHARACTERS = 4_000
"""Of what one script prints."""
MOST_LINES = 100
"""Of what one script prints."""


def output(node: yaml.Node, reader: Reader) -> tuple[tuple[str, str], ...]:
    """What scripts print to stdout: text by script location or lifecycle event."""
    if not isinstance(node, yaml.MappingNode):
        if construct(node) is not None:
            reader.complain(
                node,
                "not-a-mapping",
                "output must be a mapping of scripts to what they print",
                "write `scripts/start.sh: Started`",
            )
        return ()
    found = [(str(entry.key).strip(), printed(entry.value_node, reader)) for entry in entries(node)]
    return tuple((key, text) for key, text in found if text)


def printed(node: yaml.Node, reader: Reader) -> str:
    """One text that a script prints; empty when it cannot be used."""
    if not isinstance(node, yaml.ScalarNode):
        reader.complain(node, "not-text", "output must be text", "write `|` and indent the lines below it")
        return ""
    text = "" if construct(node) is None else str(node.value).rstrip("\n")
    if len(text) > MOST_CHARACTERS or text.count("\n") >= MOST_LINES:
        reader.complain(
            node,
            "too-long",
            f"a script may print at most {MOST_CHARACTERS:,} characters in {MOST_LINES} lines here",
        )
        return ""
    return text


def warn_of_unprinted(node: yaml.Node, scenario: Scenario, reader: Reader) -> None:
    """Say which output nothing will print, and the nearest name that would."""
    if scenario.platform is not ComputePlatform.SERVER:
        message = f"{scenario.platform} deployments have no agent that keeps what scripts print"
        reader.warn(node, "no-effect", message, "leave the output out")
        return
    locations, unlisted = _names(scenario)
    known = (*locations, *unlisted)
    for entry in entries(node) if isinstance(node, yaml.MappingNode) else ():
        key = str(entry.key).strip()
        if key not in known:
            remedy = did_you_mean(key, known) if known else "add it to the hooks of an appspec"
            reader.warn(entry.key_node, "no-effect", _why(key, scenario), remedy)


def _names(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Script locations that appspecs list, and events of which some revision's scripts are not listed."""
    bundles = [bundle_of(scenario.appspec_of(each), scenario.platform) for each in revisions_of(scenario)]
    listed = [
        script.location for bundle in bundles for hook in bundle.hooks.values() for script in hook.scripts
    ]
    unlisted = _hooks(scenario) if not all(bundle.known for bundle in bundles) else ()
    return tuple(dict.fromkeys(listed)), unlisted


def _why(key: str, scenario: Scenario) -> str:
    if key in _hooks(scenario):
        return f"the scripts of {key} are listed by an appspec, so output is theirs and not the event's"
    return f"no appspec of this scenario lists a script {key[:80]}, so nothing prints this"


def _hooks(scenario: Scenario) -> tuple[str, ...]:
    group = scenario.group
    balanced = group.load_balancer is not LoadBalancer.NONE
    events = events_of(group.platform, group.type, balanced=balanced)
    return tuple(event for event in events if event not in RESERVED)


def revisions_of(scenario: Scenario) -> tuple[str, ...]:
    """Every revision the scenario speaks of, the one it brings first."""
    return tuple(dict.fromkeys(_revisions(scenario)))


def _revisions(scenario: Scenario) -> Iterator[str]:
    yield scenario.revision
    if scenario.last_successful is not None:
        yield scenario.last_successful
    yield from (each.revision for each in scenario.instances if each.revision is not None)
    yield from (each.revision for each in scenario.then)
    yield from (each.revision for each in scenario.actions if each.revision is not None)
