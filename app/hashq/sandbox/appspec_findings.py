"""Collects what is wrong with an AppSpec, each finding at its node.

Owns places and the words for a node's kind; the rules are told by the modules that call it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from hashq.bounded_yaml import Entry, construct, entries
from hashq.problems import Problem, error, warning
from hashq.sandbox.refusals import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(slots=True)
class Findings:
    """The problems of one AppSpec while it is read."""

    path: str
    """The file's name in problems; may be empty."""
    by_agent: bool = True
    """Whether an agent reads the AppSpec; on Lambda and ECS the service does."""
    errors: list[Problem] = field(default_factory=list)
    """In the order the agent would meet them: it stops at the first."""
    warnings: list[Problem] = field(default_factory=list)
    """What is accepted and surely was not meant."""

    def refuse(self, node: yaml.Node | None, code: str, message: str, hint: str) -> None:
        """An error at ``node``, or at the whole file when there is none."""
        line, column = place(node)
        self.errors.append(error(self.path, line, code, message, hint, column=column))

    def wonder(self, node: yaml.Node | None, code: str, message: str, hint: str) -> None:
        """A warning at ``node``, or at the whole file when there is none."""
        line, column = place(node)
        self.warnings.append(warning(self.path, line, code, message, hint, column=column))

    def misshapen(self, node: yaml.Node, what: str, wanted: str) -> None:
        """A list where a mapping belongs, or the like: an agent ends with UnknownError."""
        message = f"{what} must be {wanted}, and this is {kind_of(node)}"
        if self.by_agent:
            message += "; the agent fails here with UnknownError"
        self.refuse(node, "shape", message, _SHAPE_HINTS.get(wanted, f"Write {wanted}."))

    def expect_type(self, found: dict[Any, Entry], entry: Entry, wanted: str, code: str) -> None:
        """Refuse a resource whose Type is not ``wanted``."""
        node = node_of(found, "Type")
        if construct(node) == wanted:
            return
        said = f"the Type is {text_of(construct(node))!r}" if node else "the resource has no Type"
        self.refuse(node or entry.key_node, code, f"{said}; it must be {wanted}", f"Write `Type: {wanted}`.")

    def wonder_at_unknown(self, found: Iterable[Entry], known: Sequence[str], where: str) -> None:
        """A warning for each key that is silently ignored, with the nearest known one."""
        for entry in found:
            if entry.key in known:
                continue
            message = f"`{entry.key}` is not a key of {where} and is ignored"
            self.wonder(entry.key_node, "unknown-key", message, nearest_hint(str(entry.key), known))


_SHAPE_HINTS = {
    "a list": "Start each entry with a dash and a space, indented under its key.",
    "a mapping": "Write `key: value` lines under it, without dashes.",
}


def place(node: yaml.Node | None) -> tuple[int, int]:
    """Line and column of a node, from 1; zeros without a node."""
    if node is None:
        return 0, 0
    return node.start_mark.line + 1, node.start_mark.column + 1


def line_of(node: yaml.Node) -> int:
    """The line of a node, from 1."""
    return place(node)[0]


def nearest_hint(word: str, known: Sequence[str]) -> str:
    """A remedy that names the nearest known word, or all of them."""
    close = nearest(word, known)
    return f"Did you mean `{close}`?" if close else "Known: " + ", ".join(known) + "."


def kind_of(node: yaml.Node) -> str:
    """What a node is, in words."""
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    value = construct(node)
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true or false"
    return "a number" if isinstance(value, (int, float)) else "plain text"


def fields(node: yaml.MappingNode) -> dict[Any, Entry]:
    """The entries of a mapping by key."""
    return {entry.key: entry for entry in entries(node)}


def node_of(found: dict[Any, Entry], key: str) -> yaml.Node | None:
    """The node under ``key``; None when the key is absent or its value is null."""
    entry = found.get(key)
    if entry is None or (
        isinstance(entry.value_node, yaml.ScalarNode) and construct(entry.value_node) is None
    ):
        return None
    return entry.value_node


def truthy_node(found: dict[Any, Entry], key: str) -> yaml.Node | None:
    """The node under ``key``, as Ruby's ``||`` sees it: absent, null and false are all None."""
    node = node_of(found, key)
    if isinstance(node, yaml.ScalarNode) and construct(node) is False:
        return None
    return node


def text_of(value: Any) -> str:
    """A value as Ruby's ``to_s`` writes it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
