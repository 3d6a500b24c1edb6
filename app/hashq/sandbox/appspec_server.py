"""Reads the AppSpec of a server deployment as the CodeDeploy agent reads it.

Owns os, hooks, files and file_exists_behavior. The agent is written in Ruby and checks little itself: where it would
stumble over a type, the finding is ``shape``. Rules follow the agent 1.8 (application_specification.rb, script_info.rb,
file_info.rb).
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import yaml

from hashq.bounded_yaml import Entry, construct, entries
from hashq.sandbox.appspec_findings import (
    Findings,
    fields,
    kind_of,
    line_of,
    nearest_hint,
    node_of,
    text_of,
    truthy_node,
)
from hashq.sandbox.appspec_model import (
    DEFAULT_TIMEOUT,
    AppSpec,
    FileExistsBehavior,
    FileMapping,
    Hook,
    Script,
)
from hashq.sandbox.appspec_permissions import read_permissions

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS = ("version", "os", "files", "file_exists_behavior", "permissions", "hooks")
OPERATING_SYSTEMS = ("linux", "windows")
SCRIPTED = (
    "ApplicationStop", "BeforeInstall", "AfterInstall", "ApplicationStart", "ValidateService",
    "BeforeBlockTraffic", "AfterBlockTraffic", "BeforeAllowTraffic", "AfterAllowTraffic",
)  # fmt: skip
RESERVED = ("DownloadBundle", "Install", "BlockTraffic", "AllowTraffic")
SCRIPT_KEYS = ("location", "timeout", "runas", "sudo")
_LEADING_INTEGER = re.compile(r"\s*([-+]?\d+(?:_\d+)*)")
_FILE_ENDINGS = frozenset(
    [
        "cfg",
        "conf",
        "config",
        "css",
        "env",
        "gz",
        "html",
        "ini",
        "jar",
        "js",
        "json",
        "log",
        "php",
        "properties",
        "py",
        "rb",
        "service",
        "sh",
        "sql",
        "tar",
        "toml",
        "ts",
        "txt",
        "war",
        "xml",
        "yaml",
        "yml",
        "zip",
    ]
)


def read_server(found: dict[Any, Entry], findings: Findings, host_os: str) -> AppSpec:
    """The AppSpec, findings told in the order in which the agent would meet them."""
    os = _read_os(found, findings, host_os)
    hooks = _read_hooks(truthy_node(found, "hooks"), findings, os)
    files = _read_files(truthy_node(found, "files"), findings, os)
    behavior = _read_behavior(node_of(found, "file_exists_behavior"), findings)
    permissions = read_permissions(truthy_node(found, "permissions"), findings, on_linux=os == "linux")
    findings.wonder_at_unknown(found.values(), KEYS, "an AppSpec")
    return AppSpec("server", os, files, behavior, permissions, hooks)


def _read_os(found: dict[Any, Entry], findings: Findings, host_os: str) -> str:
    node = node_of(found, "os")
    value = construct(node)
    if value == host_os:
        return host_os
    if node is None:
        hint = f"Add the line `os: {host_os}`."
        findings.refuse(
            found["os"].key_node if "os" in found else None, "os", "the AppSpec names no os", hint
        )
        return host_os
    shown = text_of(value)
    if shown in OPERATING_SYSTEMS:
        message = f"os is {shown}, but this instance's agent supports only {host_os}"
        hint = f"Deploy it to {shown.capitalize()} instances, or write `os: {host_os}`."
    else:
        message = f"the os {shown!r} is not supported; it is matched exactly"
        hint = "Write `os: linux` or `os: windows`, in lower case."
    findings.refuse(node, "os", message, hint)
    return shown if shown in OPERATING_SYSTEMS else host_os


def _read_hooks(node: yaml.Node | None, findings: Findings, os: str) -> tuple[Hook, ...]:
    if node is None:
        return ()
    if not isinstance(node, yaml.MappingNode):
        findings.misshapen(node, "hooks", "a mapping")
        return ()
    hooks = []
    for entry in entries(node):
        _wonder_about_event(entry, findings)
        scripts = _read_scripts(entry, findings, os)
        hooks.append(Hook(text_of(entry.key), scripts, None, line_of(entry.key_node)))
    return tuple(hooks)


def _wonder_about_event(entry: Entry, findings: Findings) -> None:
    if entry.key in SCRIPTED:
        return
    if entry.key in RESERVED:
        message = f"{entry.key} belongs to the agent and runs no scripts"
        findings.wonder(entry.key_node, "hook-name", message, "Use the event before or after it.")
        return
    message = f"no lifecycle event of a server is called `{entry.key}`, so these scripts never run"
    findings.wonder(entry.key_node, "hook-name", message, nearest_hint(text_of(entry.key), SCRIPTED))


def _read_scripts(entry: Entry, findings: Findings, os: str) -> tuple[Script, ...]:
    node, event = entry.value_node, text_of(entry.key)
    if isinstance(node, yaml.ScalarNode) and construct(node) is None:
        message = f"the hook {event} has no scripts"
        findings.refuse(entry.key_node, "hook-scripts", message, "Give it a list of scripts, or remove it.")
        return ()
    if isinstance(node, yaml.MappingNode) and not node.value:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        findings.misshapen(node, f"the scripts of {event}", "a list")
        return ()
    read = [_read_script(item, findings, event, os) for item in node.value]
    scripts = tuple(script for script in read if script is not None)
    total = sum(script.timeout for script in scripts)
    if len(scripts) > 1 and total > DEFAULT_TIMEOUT:
        message = (
            f"the timeouts of {event} add up to {total} s, and one event may take {DEFAULT_TIMEOUT} s in all"
        )
        findings.wonder(entry.key_node, "hook-timeout", message, "Give each script a shorter timeout.")
    return scripts


def _read_script(node: yaml.Node, findings: Findings, event: str, os: str) -> Script | None:
    if not isinstance(node, yaml.MappingNode):
        findings.misshapen(node, f"a script of {event}", "a mapping")
        return None
    found = fields(node)
    location_node = node_of(found, "location")
    location = text_of(construct(location_node)).strip()
    if not location:
        message = f"a script of {event} has no location"
        findings.refuse(
            location_node or node, "hook-location", message, "Add `location:` with its path in the bundle."
        )
    timeout = _read_timeout(truthy_node(found, "timeout"), findings)
    runas_node = node_of(found, "runas")
    runas = text_of(construct(runas_node)).strip() if runas_node else None
    if runas_node and os == "windows":
        findings.wonder(runas_node, "runas", "runas has no effect on Windows", "Remove it.")
    findings.wonder_at_unknown(found.values(), SCRIPT_KEYS, "a script")
    if timeout is None or not location:
        return None
    return Script(location, timeout, runas, truthy_node(found, "sudo") is not None, line_of(node))


def _read_timeout(node: yaml.Node | None, findings: Findings) -> int | None:
    if node is None:
        return DEFAULT_TIMEOUT
    value = construct(node)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        findings.misshapen(node, "a timeout", "a number of seconds")
        return None
    seconds = _to_integer(value)
    hint = "Write whole seconds, from 1 to 3600."
    if seconds <= 0:
        message = f"the timeout {text_of(value)!r} counts as {seconds} seconds, and must be more than zero"
        findings.refuse(node, "hook-timeout", message, hint)
        return None
    if seconds > DEFAULT_TIMEOUT:
        message = f"the service ends every lifecycle event after {DEFAULT_TIMEOUT} s, so {seconds} s is never reached"
        findings.wonder(node, "hook-timeout", message, hint)
    elif isinstance(node, yaml.ScalarNode) and node.value != str(seconds):
        message = f"the timeout {node.value!r} is read as {seconds} seconds"
        findings.wonder(node, "hook-timeout", message, hint)
    return seconds


def _to_integer(value: float | str) -> int:
    # Ruby's to_i: text gives its leading digits, a fraction is cut off.
    if isinstance(value, str):
        found = _LEADING_INTEGER.match(value)
        return int(found[1].replace("_", "")[:12]) if found else 0
    return int(value) if math.isfinite(value) else 0


def _read_files(node: yaml.Node | None, findings: Findings, os: str) -> tuple[FileMapping, ...]:
    if node is None or (isinstance(node, yaml.MappingNode) and not node.value):
        return ()
    if not isinstance(node, yaml.SequenceNode):
        findings.misshapen(node, "files", "a list")
        return ()
    read = [_read_file(item, findings, os) for item in node.value]
    return tuple(mapping for mapping in read if mapping is not None)


def _read_file(node: yaml.Node, findings: Findings, os: str) -> FileMapping | None:
    if not isinstance(node, yaml.MappingNode):
        if isinstance(construct(node), str):
            message = "this entry is text without source and destination"
            findings.refuse(node, "files", message, "Put a space after the colon: `source: web`.")
        else:
            findings.misshapen(node, "an entry of files", "a mapping")
        return None
    found = fields(node)
    source, destination = node_of(found, "source"), node_of(found, "destination")
    findings.wonder_at_unknown(found.values(), ("source", "destination"), "an entry of files")
    if source is None:
        message = "an entry of files has a destination but no source"
        findings.refuse(node, "files", message, "Add `source:` with a path in the bundle.")
        return None
    if destination is None:
        message = f"the source {text_of(construct(source))!r} has no destination"
        findings.refuse(node, "files", message, "Add `destination:` with a folder on the host.")
        return None
    mapping = FileMapping(text_of(construct(source)), text_of(construct(destination)), line_of(node))
    _wonder_about_file(mapping, source, destination, findings, os)
    return mapping


def _wonder_about_file(
    mapping: FileMapping, source: yaml.Node, destination: yaml.Node, findings: Findings, os: str
) -> None:
    for name, node in (("source", source), ("destination", destination)):
        if not isinstance(construct(node), str):
            message = f"the {name} is {kind_of(node)}, which makes Install fail"
            findings.wonder(node, "files", message, "Put the path in quotes.")
            return
    if not mapping.source.strip():
        message = "an empty source copies the whole bundle"
        findings.wonder(source, "files", message, "Write `source: /` if that is meant.")
    if not _is_absolute(mapping.destination, os):
        message = f"the destination {mapping.destination!r} is relative to wherever the agent runs"
        hint = "Write the full path, such as /var/www or c:\\app."
        findings.wonder(destination, "relative-destination", message, hint)
    name = _last_part(mapping.destination)
    if _looks_like_file(name, _last_part(mapping.source)):
        message = f"a destination is always a folder: the file becomes {mapping.destination.rstrip('/')}/{_last_part(mapping.source)}"
        hint = f"Write the folder that shall hold {name}."
        findings.wonder(destination, "destination-is-a-folder", message, hint)


def _is_absolute(path: str, os: str) -> bool:
    """Whether a path says where it is without a working directory."""
    if os == "windows":
        return bool(re.match(r"(?:[A-Za-z]:)?[\\/]", path))
    return path.startswith("/")


def _last_part(path: str) -> str:
    return re.split(r"[\\/]", path.rstrip("/\\"))[-1]


def _looks_like_file(name: str, source_name: str) -> bool:
    _, dot, ending = name.rpartition(".")
    if not dot or "." not in source_name.lstrip("."):
        return False
    return name == source_name or ending.lower() in _FILE_ENDINGS


def _read_behavior(node: yaml.Node | None, findings: Findings) -> FileExistsBehavior | None:
    if node is None:
        return None
    value = construct(node)
    choices: Sequence[str] = list(FileExistsBehavior)
    if isinstance(value, str) and value in choices:
        return FileExistsBehavior(value)
    message = f"file_exists_behavior {text_of(value)!r} is not one of {', '.join(choices)}"
    findings.refuse(node, "file_exists_behavior", message, "Write one of them, in capitals.")
    return None
