"""Reads single values from YAML nodes, and turns everything unexpected into a problem at its place.

Knows kinds of values (words, seconds, lists), not what a scenario means.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from hashq.bounded_yaml import construct, entries
from hashq.problems import Problem, Severity, error, warning
from hashq.sandbox.model import SECOND
from hashq.sandbox.refusals import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_TIME = 30 * 24 * 3_600
"""Seconds: a month of simulated time is more than any deployment needs."""
LARGEST_FLEET = 10_000
"""Instances in one scenario."""
LONGEST_WORD = 200
"""Characters of a name."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class Reader:
    """Collects problems while values are read; every method answers None when the value cannot be used."""

    def __init__(self, path: str) -> None:
        """``path`` names the text in problems."""
        self.path = path
        self.problems: list[Problem] = []

    def complain(self, node: yaml.Node | None, code: str, message: str, hint: str = "") -> None:
        """Note a problem at a node, or of the whole text."""
        line, column = (node.start_mark.line + 1, node.start_mark.column + 1) if node else (0, 0)
        self.problems.append(error(self.path, line, code, message, hint, column=column))

    def warn(self, node: yaml.Node, code: str, message: str, hint: str = "") -> None:
        """Note something that does no harm but was surely not meant."""
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self.problems.append(warning(self.path, line, code, message, hint, column=column))

    @property
    def failed(self) -> bool:
        """Whether anything read so far cannot be used."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def mapping(self, node: yaml.Node, known: Iterable[str], what: str) -> dict[str, yaml.Node]:
        """The values by key; unknown keys are reported with the nearest known one. Null is an empty mapping."""
        if _is_null(node):
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.complain(node, "not-a-mapping", f"{what} must be a mapping of keys to values")
            return {}
        names = tuple(known)
        found = {}
        for entry in entries(node):
            key = str(entry.key)
            if key in names:
                found[key] = entry.value_node
            else:
                self.complain(
                    entry.key_node, "unknown-key", f"{what} has no key {key}", did_you_mean(key, names)
                )
        return found

    def items(self, node: yaml.Node, what: str, most: int) -> list[yaml.Node]:
        """The entries of a list; a single value counts as a list of one, null as an empty one."""
        if _is_null(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            return [node]
        if len(node.value) > most:
            self.complain(node, "too-many", f"{what} may have at most {most} entries, not {len(node.value)}")
        return list(node.value[:most])

    def word(self, node: yaml.Node, what: str) -> str | None:
        """A name as written: ``2`` and ``1.10`` are names too."""
        if not isinstance(node, yaml.ScalarNode) or _is_null(node) or not str(node.value).strip():
            self.complain(node, "not-a-name", f"{what} must be a name")
            return None
        word = str(node.value).strip()
        if len(word) > LONGEST_WORD or not word.isprintable():
            self.complain(
                node, "not-a-name", f"{what} must be printable and at most {LONGEST_WORD} characters long"
            )
            return None
        return word

    def whole(self, node: yaml.Node, what: str, lowest: int, highest: int) -> int | None:
        """A whole number within bounds."""
        value = construct(node)
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            self.complain(node, "not-a-number", f"{what} must be a whole number from {lowest} to {highest}")
            return None
        return value

    def seconds(self, node: yaml.Node, what: str, highest: int = LONGEST_TIME) -> int | None:
        """A time written in seconds, as milliseconds."""
        value = construct(node)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.complain(node, "not-a-time", f"{what} must be a number of seconds")
            return None
        if not 0 <= value <= highest:
            self.complain(node, "not-a-time", f"{what} must be from 0 to {highest} seconds")
            return None
        return round(value * SECOND)

    def share(self, node: yaml.Node, what: str) -> float | None:
        """A part of one, 0 to 1."""
        value = construct(node)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.complain(node, "not-a-number", f"{what} must be from 0 to 1")
            return None
        return float(value)

    def flag(self, node: yaml.Node, what: str) -> bool | None:
        """True or false."""
        value = construct(node)
        if not isinstance(value, bool):
            self.complain(node, "not-a-flag", f"{what} must be true or false")
            return None
        return value

    def choice(self, node: yaml.Node, what: str, choices: Mapping[str, _Choice]) -> _Choice | None:
        """One of several words; case does not count."""
        value: Any = construct(node)
        folded = {word.casefold(): meant for word, meant in choices.items()}
        meant = folded.get(str(value).casefold()) if isinstance(node, yaml.ScalarNode) else None
        if meant is None:
            word = str(value) if isinstance(node, yaml.ScalarNode) else "this"
            close = nearest(word, choices)
            hint = f"did you mean {close}?" if close else "one of " + ", ".join(choices)
            self.complain(node, "unknown-value", f"{what} cannot be {word[:60]}", hint)
        return meant


def words_of(kind: type[_Choice]) -> dict[str, _Choice]:
    """The choices of an enumeration under the service's own words."""
    return {str(member): member for member in kind}


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and construct(node) is None
