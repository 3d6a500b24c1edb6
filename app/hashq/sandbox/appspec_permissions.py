"""Reads the ``permissions`` of a server AppSpec as the CodeDeploy agent reads them.

Owns entries, modes and their types. Access control lists and SELinux contexts are read by ``appspec_acl`` and
``appspec_context``. Rules follow the agent 1.8 (application_specification.rb, mode_info.rb).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from hashq.bounded_yaml import Entry, construct
from hashq.sandbox.appspec_acl import read_acls
from hashq.sandbox.appspec_context import read_context
from hashq.sandbox.appspec_findings import Findings, fields, line_of, node_of, text_of, truthy_node
from hashq.sandbox.appspec_model import Mode, Permission

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPES = ("file", "directory")
_KEYS = ("object", "pattern", "except", "owner", "group", "mode", "acls", "context", "type")


def read_permissions(node: yaml.Node | None, findings: Findings, *, on_linux: bool) -> tuple[Permission, ...]:
    """Every entry of the section; on Windows each one is refused, an empty list is not."""
    if node is None or (isinstance(node, yaml.MappingNode) and not node.value):
        return ()
    if not isinstance(node, yaml.SequenceNode):
        findings.misshapen(node, "permissions", "a list")
        return ()
    return tuple(_entries(node, findings, on_linux))


def _entries(node: yaml.SequenceNode, findings: Findings, on_linux: bool) -> Iterator[Permission]:
    for item in node.value:
        if not isinstance(item, yaml.MappingNode):
            findings.misshapen(item, "an entry of permissions", "a mapping")
            continue
        found = fields(item)
        if node_of(found, "object") is None:
            _refuse_object(item, findings)
        if on_linux:
            yield _read_entry(item, found, findings)
        else:
            message = "permissions exist only on Linux, and this AppSpec is for Windows"
            findings.refuse(item, "perm-windows", message, "Remove the permissions section.")


def _refuse_object(node: yaml.Node, findings: Findings) -> None:
    message = "an entry of permissions has no object"
    findings.refuse(node, "perm-object", message, "Add `object:` with a path on the host.")


def _read_entry(item: yaml.MappingNode, found: dict[Any, Entry], findings: Findings) -> Permission:
    excluded = _texts(truthy_node(found, "except"), findings, "except")
    types = _read_types(truthy_node(found, "type"), findings)
    mode = _read_mode(node_of(found, "mode"), findings)
    acls = read_acls(node_of(found, "acls"), findings)
    context = read_context(node_of(found, "context"), findings)
    target_node = node_of(found, "object")
    target = text_of(construct(target_node)).strip()
    if target_node is not None and not target:
        _refuse_object(target_node, findings)
    if target and not target.startswith("/"):
        message = f"the object {target!r} is relative to wherever the agent runs"
        findings.wonder(target_node, "relative-object", message, "Write the full path.")
    findings.wonder_at_unknown(found.values(), _KEYS, "an entry of permissions")
    return Permission(
        object=target,
        pattern=_read_pattern(truthy_node(found, "pattern")),
        excluded=excluded,
        types=types,
        owner=_name(found, "owner", findings),
        group=_name(found, "group", findings),
        mode=mode,
        acls=acls,
        context=context,
        line=line_of(item),
    )


def _read_pattern(node: yaml.Node | None) -> str:
    return "**" if node is None else text_of(construct(node))


def _name(found: dict[Any, Entry], key: str, findings: Findings) -> str | None:
    node = truthy_node(found, key)
    if node is None:
        return None
    value = construct(node)
    if not isinstance(value, str):
        message = f"the {key} is not a name, which makes Install fail"
        findings.wonder(node, "perm-owner", message, f"Write the {key}'s name, in quotes if it is a number.")
    return text_of(value)


def _texts(node: yaml.Node | None, findings: Findings, key: str) -> tuple[str, ...]:
    if node is None:
        return ()
    if not isinstance(node, yaml.CollectionNode):
        findings.misshapen(node, f"`{key}`", "a list")
        return ()
    value = construct(node)
    return tuple(text_of(item) for item in value)


def _read_types(node: yaml.Node | None, findings: Findings) -> tuple[str, ...]:
    if node is None:
        return TYPES
    types = _texts(node, findings, "type")
    for item, name in zip(_items(node), types, strict=False):
        if name not in TYPES:
            message = f"permissions apply to no {name!r}"
            findings.refuse(item, "perm-type", message, "Write `type: [file]`, `[directory]` or both.")
    if isinstance(node, yaml.SequenceNode) and not node.value:
        message = "an empty list of types matches nothing"
        findings.wonder(node, "perm-type", message, "Remove it to mean files and directories.")
    return types


def _items(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [key for key, _ in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _read_mode(node: yaml.Node | None, findings: Findings) -> Mode | None:
    if node is None:
        return None
    value = construct(node)
    digits = text_of(value).rjust(3, "0")
    octal = _octal_hint(node, value)
    if len(digits) > 4:
        message = f"the mode {digits!r} has {len(digits)} characters; it may have at most four"
        findings.refuse(node, "mode", message, octal or "Write three or four octal digits, such as 644.")
        return None
    wrong = re.search(r"[^0-7]", digits)
    if wrong:
        message = f"the mode {digits!r} contains {wrong[0]!r}, which is no octal digit"
        findings.refuse(node, "mode", message, octal or "Write three or four octal digits, such as 644.")
        return None
    if octal:
        message = f"{node.value} without quotes is the number {value}, so the mode becomes {digits}"
        findings.wonder(node, "mode", message, octal)
    elif len(text_of(value)) < 3:
        message = f"the mode {text_of(value)!r} is filled up to {digits}"
        findings.wonder(node, "mode", message, "Write all three digits.")
    return Mode(digits)


def _octal_hint(node: yaml.Node, value: Any) -> str:
    if not isinstance(value, int) or isinstance(value, bool) or str(value) == node.value.lstrip("+"):
        return ""
    meant = node.value.lstrip("0") or "0"
    return f'YAML reads {node.value} as the number {value}; write {meant}, or "{node.value}" in quotes.'
