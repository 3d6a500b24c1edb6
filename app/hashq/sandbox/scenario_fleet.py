"""The fleet of a scenario, read from its YAML node: instances, their tags and agents, and the tags a group selects by.

Everything wrong becomes a problem of the reader.
"""

from __future__ import annotations

import yaml

from hashq.bounded_yaml import construct, entries
from hashq.sandbox.model import Agent, ComputePlatform, Health, Instance, TagFilter, TagSet
from hashq.sandbox.scenario_model import uniform_fleet
from hashq.sandbox.scenario_reader import LARGEST_FLEET, Reader, words_of

_MANY = 1_000


def fleet(node: yaml.Node, reader: Reader) -> tuple[tuple[Instance, ...], str | None] | None:
    """The instances and the revision the group last deployed with success: a count, a mapping or a list."""
    if isinstance(node, yaml.SequenceNode):
        return _listed(node, reader)
    if isinstance(node, yaml.ScalarNode):
        count = reader.whole(node, "fleet", 0, LARGEST_FLEET)
        return None if count is None else (uniform_fleet(count), "v1")
    nodes = reader.mapping(node, ("instances", "revision", "health", "zones", "agent"), "fleet")
    count = 9
    if "instances" in nodes:
        count = reader.whole(nodes["instances"], "instances", 0, LARGEST_FLEET) or 0
    revision: str | None = "v1"
    if "revision" in nodes:
        revision = revision_or_none(nodes["revision"], "revision", reader)
    zones = [reader.word(item, "zone") or "a" for item in _children(nodes.get("zones"), "zones", reader)] or [
        "a"
    ]
    agent = _agent(nodes["agent"], reader) if "agent" in nodes else Agent()
    usual = Health.HEALTHY if revision is not None else Health.UNHEALTHY
    health = reader.choice(nodes["health"], "health", words_of(Health)) if "health" in nodes else usual
    instances = (
        Instance(f"i-{n + 1}", revision, health or usual, (), zones[n % len(zones)], agent)
        for n in range(count)
    )
    return tuple(instances), revision


def warn_of_instances(node: yaml.Node, platform: ComputePlatform, reader: Reader) -> None:
    """Say that instances do not matter where there are none; a fleet may still tell which revision serves."""
    keys = [entry.key for entry in entries(node)] if isinstance(node, yaml.MappingNode) else ["instances"]
    if any(key != "revision" for key in keys):
        message = f"{platform} deployments have no instances: only the fleet's revision counts"
        reader.warn(node, "no-effect", message, "write `fleet: {revision: v1}`, or leave it out")


def _children(node: yaml.Node | None, what: str, reader: Reader) -> list[yaml.Node]:
    return [] if node is None else reader.items(node, what, _MANY)


def _listed(node: yaml.Node, reader: Reader) -> tuple[tuple[Instance, ...], str | None]:
    instances = [
        _instance(item, number, reader)
        for number, item in enumerate(reader.items(node, "fleet", LARGEST_FLEET), 1)
    ]
    seen: set[str] = set()
    for instance, item in zip(instances, node.value, strict=False):
        if instance.id in seen:
            reader.complain(item, "duplicate", f"there are two instances called {instance.id}")
        seen.add(instance.id)
    revisions = [instance.revision for instance in instances if instance.revision is not None]
    last = max(revisions, key=revisions.count) if revisions else None
    return tuple(instances), last


def _instance(node: yaml.Node, number: int, reader: Reader) -> Instance:
    if isinstance(node, yaml.ScalarNode):
        return Instance(reader.word(node, "an instance's id") or f"i-{number}", "v1", Health.HEALTHY)
    nodes = reader.mapping(node, ("id", "tags", "revision", "health", "zone", "agent"), "an instance")
    name = (reader.word(nodes["id"], "id") if "id" in nodes else None) or f"i-{number}"
    revision: str | None = "v1"
    if "revision" in nodes:
        revision = revision_or_none(nodes["revision"], "revision", reader)
    usual = Health.HEALTHY if revision is not None else Health.UNHEALTHY
    health = reader.choice(nodes["health"], "health", words_of(Health)) if "health" in nodes else usual
    zone = (reader.word(nodes["zone"], "zone") if "zone" in nodes else None) or "a"
    tags = (
        tuple((tag.key, tag.value or "") for tag in _tags(nodes["tags"], reader)) if "tags" in nodes else ()
    )
    agent = _agent(nodes["agent"], reader) if "agent" in nodes else Agent()
    return Instance(name, revision, health or usual, tags, zone, agent)


def revision_or_none(node: yaml.Node, what: str, reader: Reader) -> str | None:
    """A revision's name; null (or ``none``) says that nothing was ever deployed."""
    if isinstance(node, yaml.ScalarNode) and (
        construct(node) is None or str(node.value).casefold() == "none"
    ):
        return None
    return reader.word(node, what)


def _agent(node: yaml.Node, reader: Reader) -> Agent:
    """``running``, ``silent``, ``stopped``, or a mapping that says from when it is silent or until when it errs."""
    if isinstance(node, yaml.MappingNode):
        nodes = reader.mapping(node, ("silentAt", "errorsUntil"), "agent")
        silent = reader.seconds(nodes["silentAt"], "silentAt") if "silentAt" in nodes else None
        errors = reader.seconds(nodes["errorsUntil"], "errorsUntil") if "errorsUntil" in nodes else None
        return Agent(silent, errors_until=errors or 0)
    known = {
        "running": Agent(),
        "silent": Agent(answers_until=0),
        "stopped": Agent(answers_until=0, machine_stopped=True),
    }
    word = str(construct(node))
    if word not in known:
        reader.complain(node, "unknown-value", f"agent cannot be {word[:60]}", "one of " + ", ".join(known))
    return known.get(word, Agent())


def _tags(node: yaml.Node, reader: Reader) -> tuple[TagFilter, ...]:
    """``{tier: web}``, or a list of such mappings."""
    found = []
    for item in reader.items(node, "tags", _MANY):
        if not isinstance(item, yaml.MappingNode):
            reader.complain(item, "not-a-mapping", "tags are written as key: value")
            continue
        for entry in entries(item):
            value = construct(entry.value_node)
            found.append(TagFilter(str(entry.key), None if value is None else str(value)))
    return tuple(found)


def tag_set(node: yaml.Node, reader: Reader) -> TagSet:
    """A list of tag groups, each a mapping or a list of mappings."""
    return tuple(_tags(group, reader) for group in reader.items(node, "tagSet", _MANY))
