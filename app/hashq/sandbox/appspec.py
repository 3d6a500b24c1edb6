"""AppSpecs: text in, values and every problem out.

Owns the order of checks: YAML, emptiness, version, then the platform's own sections. Each error stands where the
service or the agent would stop, and the first error is the one they would report; warnings tell what they accept in
silence and was surely not meant. Reads no files and knows nothing of deployments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from hashq.bounded_yaml import Composed, Entry, compose, construct
from hashq.problems import Problem, Severity
from hashq.sandbox.appspec_findings import Findings, fields, kind_of, node_of, text_of
from hashq.sandbox.appspec_resources import read_resources
from hashq.sandbox.appspec_server import read_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.sandbox.appspec_model import AppSpec

PLATFORMS = ("server", "lambda", "ecs")
HOST_SYSTEMS = ("linux", "windows")

_ALIAS = (
    "yaml-alias",
    "an agent on Ruby 3.1 or newer refuses YAML aliases",
    "Write the values out instead of using `*` and `<<`.",
)
_DATE = ("yaml-date", "an agent on Ruby 3.1 or newer refuses dates", "Put the date in quotes.")
_DATE_TEXT = re.compile(
    r"""\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)\Z
      | -?\d{4}-\d{1,2}-\d{1,2} (?:[Tt]|\s+) \d{1,2}:\d\d:\d\d (?:\.\d*)? (?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?\Z""",
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class AppSpecResult:
    """What reading an AppSpec gave."""

    appspec: AppSpec | None
    """None when the AppSpec is not valid."""
    problems: tuple[Problem, ...] = ()
    """Errors in the order in which the service would meet them, then warnings from top to bottom."""

    @property
    def valid(self) -> bool:
        """Whether the service would take it: no problem is an error."""
        return self.appspec is not None

    @property
    def first_error(self) -> Problem | None:
        """The one error the service would report; None when it is valid."""
        return next((problem for problem in self.problems if problem.severity is Severity.ERROR), None)

    def as_json(self) -> dict[str, Any]:
        """The result as the command line prints it."""
        return {
            "valid": self.valid,
            "problems": [problem.as_json() for problem in self.problems],
            "appspec": self.appspec.as_json() if self.appspec else None,
        }


def parse_appspec(
    text: str, *, platform: str = "server", host_os: str = "linux", path: str = ""
) -> AppSpecResult:
    """Read an AppSpec for ``platform`` (server, lambda or ecs); never raises for any text.

    ``host_os`` is the operating system of the instances' agents, on servers. ``path`` names the text in problems.
    """
    if platform not in PLATFORMS or host_os not in HOST_SYSTEMS:
        raise ValueError(f"no such platform: {platform} on {host_os}")
    findings = Findings(path, by_agent=platform == "server")
    composed = compose(text, path=path)
    appspec = _read(composed, findings, platform, host_os)
    return _result(composed, findings, appspec)


def _read(composed: Composed, findings: Findings, platform: str, host_os: str) -> AppSpec | None:
    if any(problem.severity is Severity.ERROR for problem in composed.problems) and composed.root is None:
        return None
    if platform == "server":
        _refuse_what_ruby_refuses(composed, findings)
    if not isinstance(composed.root, yaml.MappingNode):
        _refuse_root(composed.root, findings)
        return None
    found = fields(composed.root)
    _check_version(found, composed.root, findings, platform)
    if platform == "server":
        _wonder_about_name(findings)
        return read_server(found, findings, host_os)
    return read_resources(found, findings, platform)


def _refuse_root(root: yaml.Node | None, findings: Findings) -> None:
    value = construct(root)
    if value is None or value is False:
        message = "the AppSpec is empty"
        findings.refuse(root, "empty", message, "It needs at least `version: 0.0` and what to deploy.")
    elif isinstance(value, str):
        message = "the AppSpec is plain text and names no version"
        findings.refuse(root, "version", message, "Begin with the line `version: 0.0`.")
    else:
        message = f"the AppSpec must be a mapping, and this is {kind_of(root) if root else 'nothing'}"
        findings.refuse(root, "shape", message, "Begin with the line `version: 0.0`, without a dash.")


def _refuse_what_ruby_refuses(composed: Composed, findings: Findings) -> None:
    # Since Psych 4 the agent's reader builds plain values only, and takes neither aliases nor dates.
    refused = [(mark.index, yaml.ScalarNode("", "", mark, mark), _ALIAS) for mark in composed.aliases]
    refused += [(node.start_mark.index, node, _DATE) for node in _dates(composed.root)]
    for _, node, (code, message, hint) in sorted(refused, key=lambda entry: entry[0]):
        findings.refuse(node, code, message, hint)


def _dates(root: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    waiting, seen = [root] if root else [], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.ScalarNode) and not node.style and _DATE_TEXT.match(node.value):
            yield node


def _check_version(found: dict[Any, Entry], root: yaml.Node, findings: Findings, platform: str) -> None:
    node = node_of(found, "version")
    value = construct(node)
    is_zero = isinstance(value, (int, float)) and not isinstance(value, bool) and value == 0
    # Only the agent compares types; the service takes the text "0.0" on the other platforms.
    if is_zero or (platform != "server" and value == "0.0"):
        return
    if node is None:
        where = found["version"].key_node if "version" in found else root
        findings.refuse(where, "version", "the AppSpec names no version", "Add the line `version: 0.0`.")
        return
    message = f"the version {text_of(value)!r} is not supported; only the number 0.0 is"
    hint = "Write `version: 0.0`."
    if value == "0.0":
        message = 'the version "0.0" in quotes is text, and only the number 0.0 is supported'
        hint = "Remove the quotes: `version: 0.0`."
    findings.refuse(node, "version", message, hint)


def _wonder_about_name(findings: Findings) -> None:
    if findings.path.replace("\\", "/").rpartition("/")[2] == "appspec.yaml":
        message = "the agent finds appspec.yaml when it installs, but not when it runs hooks"
        findings.wonder(None, "file-name", message, "Call the file appspec.yml.")


def _result(composed: Composed, findings: Findings, appspec: AppSpec | None) -> AppSpecResult:
    errors = [problem for problem in composed.problems if problem.severity is Severity.ERROR]
    warnings = [problem for problem in composed.problems if problem.severity is Severity.WARNING]
    errors += findings.errors
    warnings = sorted(warnings + findings.warnings, key=lambda problem: (problem.line, problem.column))
    return AppSpecResult(None if errors else appspec, (*errors, *warnings))
