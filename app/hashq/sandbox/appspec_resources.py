"""Reads the AppSpec of a Lambda or ECS deployment.

Owns the one resource and the list of hooks. There is no agent here: rules follow the user guide and, where it is silent,
the official AppSpec assistant.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from hashq.bounded_yaml import Entry, construct, entries
from hashq.sandbox.appspec_ecs import read_service
from hashq.sandbox.appspec_findings import Findings, fields, line_of, nearest_hint, node_of, text_of
from hashq.sandbox.appspec_model import AppSpec, EcsService, Hook, LambdaFunction

KEYS = ("version", "Resources", "Hooks")
EVENTS = {
    "lambda": ("BeforeAllowTraffic", "AfterAllowTraffic"),
    "ecs": (
        "BeforeInstall",
        "AfterInstall",
        "AfterAllowTestTraffic",
        "BeforeAllowTraffic",
        "AfterAllowTraffic",
    ),
}
_LAMBDA_PROPERTIES = ("Name", "Alias", "CurrentVersion", "TargetVersion")


def read_resources(found: dict[Any, Entry], findings: Findings, platform: str) -> AppSpec:
    """The AppSpec of a Lambda or ECS deployment."""
    resource = _read_resource(found, findings, platform)
    hooks = _read_hooks(node_of(found, "Hooks"), findings, EVENTS[platform])
    findings.wonder_at_unknown(found.values(), KEYS, "an AppSpec")
    return AppSpec(platform, hooks=hooks, resource=resource)


def _read_resource(
    found: dict[Any, Entry], findings: Findings, platform: str
) -> LambdaFunction | EcsService | None:
    node = node_of(found, "Resources")
    if node is None:
        where = found["Resources"].key_node if "Resources" in found else None
        hint = "Add `Resources:` with one entry."
        if "resources" in found:
            where, hint = found["resources"].key_node, "Write `Resources` with a capital R."
        findings.refuse(where, "resources", "the AppSpec has no Resources", hint)
        return None
    if not isinstance(node, yaml.SequenceNode):
        findings.misshapen(node, "Resources", "a list")
        return None
    if len(node.value) != 1 or not isinstance(node.value[0], yaml.MappingNode):
        message = f"Resources has {len(node.value)} entries; exactly one is supported"
        if len(node.value) == 1:
            message = "the entry of Resources has no name with properties under it"
        findings.refuse(node, "resources", message, "Name one resource.")
        return None
    named = entries(node.value[0])
    if len(named) != 1:
        message = f"the entry of Resources names {len(named)} resources; exactly one is supported"
        findings.refuse(node.value[0], "resources", message, "Indent Type and Properties under its name.")
        return None
    read = _read_function if platform == "lambda" else read_service
    return read(named[0], findings)


def _read_function(entry: Entry, findings: Findings) -> LambdaFunction | None:
    if not isinstance(entry.value_node, yaml.MappingNode):
        findings.misshapen(entry.value_node, f"the resource {text_of(entry.key)}", "a mapping")
        return None
    found = fields(entry.value_node)
    findings.expect_type(found, entry, "AWS::Lambda::Function", "lambda-type")
    properties = node_of(found, "Properties")
    if not isinstance(properties, yaml.MappingNode):
        message = "the function has no Properties"
        hint = "Add Name, Alias, CurrentVersion and TargetVersion."
        findings.refuse(properties or entry.key_node, "lambda-property", message, hint)
        return None
    listed = fields(properties)
    read = {name: _read_property(listed, name, properties, findings) for name in _LAMBDA_PROPERTIES}
    findings.wonder_at_unknown(found.values(), ("Type", "Properties"), "a resource")
    findings.wonder_at_unknown(listed.values(), _LAMBDA_PROPERTIES, "a function's Properties")
    if read["CurrentVersion"] and read["CurrentVersion"] == read["TargetVersion"]:
        message = "CurrentVersion and TargetVersion are the same, so no traffic would move"
        findings.wonder(listed["TargetVersion"].value_node, "lambda-version", message, "Raise TargetVersion.")
    return LambdaFunction(text_of(entry.key), *read.values())


def _read_property(listed: dict[Any, Entry], name: str, owner: yaml.Node, findings: Findings) -> str:
    node = node_of(listed, name)
    value = construct(node)
    if isinstance(value, (dict, list)):
        findings.refuse(node, "lambda-property", f"{name} must be plain text", "Write it on one line.")
        return ""
    text = text_of(value)
    if not text.strip():
        message = f"the function has no {name}"
        hint = "CodeDeploy shifts traffic by weighting an alias." if name == "Alias" else f"Add `{name}:`."
        findings.refuse(node or owner, "lambda-property", message, hint)
        return ""
    if name.endswith("Version") and (isinstance(value, bool) or not re.fullmatch(r"[1-9][0-9]*", text)):
        message = f"{name} is {text!r}, and versions are whole numbers from 1"
        hint = "Publish a version and write its number; $LATEST cannot be deployed."
        findings.refuse(node, "lambda-version", message, hint)
    return text


def _read_hooks(node: yaml.Node | None, findings: Findings, events: tuple[str, ...]) -> tuple[Hook, ...]:
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        findings.misshapen(node, "Hooks", "a list")
        return ()
    hooks: list[Hook] = []
    for item in node.value:
        if not isinstance(item, yaml.MappingNode):
            findings.misshapen(item, "an entry of Hooks", "a mapping")
            continue
        hooks += [_read_hook(entry, findings, events) for entry in entries(item)]
    for number, hook in enumerate(hooks):
        if any(earlier.event == hook.event for earlier in hooks[:number]):
            message = f"{hook.event} is listed twice"
            findings.wonder(node.value[0], "hook-name", message, "One function validates each event.")
    return tuple(hooks)


def _read_hook(entry: Entry, findings: Findings, events: tuple[str, ...]) -> Hook:
    event = text_of(entry.key)
    if event not in events:
        message = f"{event} cannot be hooked on this platform"
        findings.refuse(entry.key_node, "hook-name", message, nearest_hint(event, events))
    value = construct(entry.value_node)
    if isinstance(value, (dict, list)):
        findings.misshapen(entry.value_node, f"the function of {event}", "plain text")
        return Hook(event, line=line_of(entry.key_node))
    if not isinstance(value, str) or not value.strip():
        message = f"{event} names no function"
        hint = "Write the function's name or ARN in quotes."
        findings.refuse(entry.value_node, "hook-function", message, hint)
    return Hook(event, (), text_of(value), line_of(entry.key_node))
