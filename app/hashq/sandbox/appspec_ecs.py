"""Reads the target service of an ECS AppSpec.

Owns the service's properties: task definition, load balancer, network, capacity. Rules follow the user guide and the
official AppSpec assistant.
"""

from __future__ import annotations

from typing import Any

import yaml

from hashq.bounded_yaml import Entry, construct
from hashq.sandbox.appspec_findings import Findings, fields, nearest_hint, node_of, text_of
from hashq.sandbox.appspec_model import EcsService

PROPERTIES = (
    "TaskDefinition",
    "LoadBalancerInfo",
    "PlatformVersion",
    "NetworkConfiguration",
    "CapacityProviderStrategy",
)
_NETWORK = ("Subnets", "SecurityGroups", "AssignPublicIp")
_PUBLIC_IP = ("ENABLED", "DISABLED")
_STRATEGY = ("CapacityProvider", "Base", "Weight")
_STRATEGY_LIMITS = {"Base": 100_000, "Weight": 1000}
_HIGHEST_PORT = 65_535


def read_service(entry: Entry, findings: Findings) -> EcsService | None:
    """The service; None where too little of it can be read."""
    if entry.key != EcsService.logical_name:
        message = f"the resource is called {text_of(entry.key)!r}; it must be {EcsService.logical_name}"
        findings.refuse(entry.key_node, "resources", message, f"Rename it to {EcsService.logical_name}.")
    if not isinstance(entry.value_node, yaml.MappingNode):
        findings.misshapen(entry.value_node, f"the resource {text_of(entry.key)}", "a mapping")
        return None
    found = fields(entry.value_node)
    findings.expect_type(found, entry, "AWS::ECS::Service", "ecs-type")
    findings.wonder_at_unknown(found.values(), ("Type", "Properties"), "a resource")
    properties = node_of(found, "Properties")
    if not isinstance(properties, yaml.MappingNode):
        message = "the service has no Properties"
        findings.refuse(
            properties or entry.key_node, "ecs-property", message, "Add TaskDefinition and LoadBalancerInfo."
        )
        return None
    return _read_properties(properties, findings)


def _read_properties(node: yaml.MappingNode, findings: Findings) -> EcsService:
    listed = fields(node)
    definition = _required_text(listed, "TaskDefinition", node, findings)
    container, port = _read_balancer(listed, node, findings)
    version_node = node_of(listed, "PlatformVersion")
    version = construct(version_node)
    if version_node is not None and not isinstance(version, str):
        message = f"PlatformVersion {text_of(version)!r} is no text"
        findings.refuse(
            version_node, "ecs-property", message, 'Write it in quotes, such as "1.4.0" or "LATEST".'
        )
    subnets, groups, public_ip = _read_network(listed, findings)
    _check_strategy(node_of(listed, "CapacityProviderStrategy"), findings)
    findings.wonder_at_unknown(listed.values(), PROPERTIES, "a service's Properties")
    platform_version = None if version is None else text_of(version)
    return EcsService(definition, container, port, platform_version, subnets, groups, public_ip)


def _required_text(listed: dict[Any, Entry], name: str, owner: yaml.Node, findings: Findings) -> str:
    node = node_of(listed, name)
    value = construct(node)
    if not isinstance(value, str) or not value.strip():
        message = f"{name} is no text" if node is not None and value != "" else f"the service has no {name}"
        findings.refuse(node or owner, "ecs-property", message, f"Add `{name}:` with its value in quotes.")
        return ""
    return value


def _read_balancer(listed: dict[Any, Entry], owner: yaml.Node, findings: Findings) -> tuple[str, int]:
    node = node_of(listed, "LoadBalancerInfo")
    if not isinstance(node, yaml.MappingNode):
        message = (
            "the service has no LoadBalancerInfo" if node is None else "LoadBalancerInfo must be a mapping"
        )
        hint = "Add ContainerName and ContainerPort under it."
        findings.refuse(node or owner, "ecs-property", message, hint)
        return "", 0
    found = fields(node)
    name = _required_text(found, "ContainerName", node, findings)
    findings.wonder_at_unknown(found.values(), ("ContainerName", "ContainerPort"), "LoadBalancerInfo")
    port_node = node_of(found, "ContainerPort")
    port = construct(port_node)
    if port_node is None:
        findings.refuse(node, "ecs-property", "the service has no ContainerPort", "Add `ContainerPort:`.")
    elif isinstance(port, bool) or not isinstance(port, int) or not 1 <= port <= _HIGHEST_PORT:
        message = f"ContainerPort {text_of(port)!r} is no whole number from 1 to {_HIGHEST_PORT}"
        findings.refuse(port_node, "ecs-property", message, "Write the number without quotes.")
    return name, port if isinstance(port, int) else 0


def _read_network(
    listed: dict[Any, Entry], findings: Findings
) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    nothing: tuple[tuple[str, ...], tuple[str, ...], str | None] = ((), (), None)
    outer = node_of(listed, "NetworkConfiguration")
    if outer is None:
        return nothing
    found = fields(outer) if isinstance(outer, yaml.MappingNode) else {}
    inner = node_of(found, "AwsvpcConfiguration")
    if not isinstance(outer, yaml.MappingNode) or not isinstance(inner, (yaml.MappingNode, type(None))):
        message = "NetworkConfiguration must hold AwsvpcConfiguration, a mapping"
        findings.refuse(outer, "ecs-network", message, f"Put {', '.join(_NETWORK)} under it.")
        return nothing
    findings.wonder_at_unknown(found.values(), ("AwsvpcConfiguration",), "NetworkConfiguration")
    if inner is None:
        return nothing
    given = fields(inner)
    findings.wonder_at_unknown(given.values(), _NETWORK, "AwsvpcConfiguration")
    if not any(_is_filled(node_of(given, key)) for key in _NETWORK):
        return nothing
    subnets = _names(given, "Subnets", inner, findings)
    groups = _names(given, "SecurityGroups", inner, findings)
    return subnets, groups, _public_ip(given, inner, findings)


def _is_filled(node: yaml.Node | None) -> bool:
    return bool(node is not None and construct(node))


def _names(given: dict[Any, Entry], key: str, owner: yaml.Node, findings: Findings) -> tuple[str, ...]:
    node = node_of(given, key)
    value = construct(node)
    if not isinstance(value, list) or not value:
        message = f"AwsvpcConfiguration needs {key} as a list: all three of its keys or none"
        findings.refuse(node or owner, "ecs-network", message, f"Write `{key}: [...]`.")
        return ()
    if not all(isinstance(item, str) and item.strip() for item in value):
        message = f"{key} holds an entry that is not an identifier"
        findings.refuse(node, "ecs-network", message, "Remove empty entries.")
    return tuple(text_of(item) for item in value)


def _public_ip(given: dict[Any, Entry], owner: yaml.Node, findings: Findings) -> str | None:
    node = node_of(given, "AssignPublicIp")
    value = construct(node)
    if value in _PUBLIC_IP:
        return str(value)
    said = f"AssignPublicIp is {text_of(value)!r}" if node else "AwsvpcConfiguration needs AssignPublicIp"
    message = f"{said}; it is ENABLED or DISABLED"
    findings.refuse(node or owner, "ecs-network", message, nearest_hint(text_of(value), _PUBLIC_IP))
    return None


def _check_strategy(node: yaml.Node | None, findings: Findings) -> None:
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        findings.misshapen(node, "CapacityProviderStrategy", "a list")
        return
    for item in node.value:
        if not isinstance(item, yaml.MappingNode):
            findings.misshapen(item, "an entry of CapacityProviderStrategy", "a mapping")
            continue
        found = fields(item)
        findings.wonder_at_unknown(found.values(), _STRATEGY, "a capacity provider")
        _required_text(found, "CapacityProvider", item, findings)
        for name, limit in _STRATEGY_LIMITS.items():
            _check_share(node_of(found, name), name, limit, findings)


def _check_share(node: yaml.Node | None, name: str, limit: int, findings: Findings) -> None:
    value = construct(node)
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= limit):
        return
    message = f"{name} {text_of(value)!r} is no whole number from 0 to {limit}"
    findings.refuse(node, "ecs-property", message, "Write the number without quotes.")
