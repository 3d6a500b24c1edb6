"""What is wrong with a YAML text, as problems at their places.

Owns the places of a text inside its file, and the words for what PyYAML rejects. Knows nothing of limits or values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from hashq.problems import Problem, error

_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_LONGEST_SHOWN = 40
_TOO_DEEP = "exceeded maximum nesting depth"
LIMIT_HINT = "No sensible file is this large; nothing of it was read."


@dataclass(frozen=True, slots=True)
class Place:
    """Turns places in the text into places in its file."""

    path: str
    """The file's name in problems."""
    first_line: int
    """The line of the file at which the text begins, from 1."""

    def mark(self, mark: Any) -> yaml.Mark:
        """A parser's mark, its line counted in the file."""
        return yaml.Mark(self.path, mark.index, mark.line + self.first_line - 1, mark.column, None, 0)


def short(text: str) -> str:
    """``text``, cut to what a message can quote."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def forbidden_character(text: str, place: Place) -> Problem | None:
    """The first character of ``text`` that may not stand in YAML; None when there is none."""
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    at, number = found.start(), ord(found[0])
    message = f"the character U+{number:04X} may not stand in YAML"
    if 0xDC80 <= number <= 0xDCFF:
        message = f"the byte 0x{number - 0xDC00:02X} is no UTF-8"
    line = text.count("\n", 0, at) + place.first_line
    column = at - text.rfind("\n", 0, at)
    hint = "Delete it, or save the file as UTF-8."
    return error(place.path, line, "yaml-character", message, hint, column=column)


def syntax_problem(broken: yaml.YAMLError, text: str, place: Place) -> Problem:
    """What the parser said, where it said it, and what helps."""
    found = getattr(broken, "problem_mark", None) or getattr(broken, "context_mark", None)
    said = [str(getattr(broken, part, None) or "") for part in ("context", "problem", "reason")]
    message = ": ".join(part for part in said if part) or "the text is not YAML"
    hint = "Check the indentation, quotes and brackets here and in the line above."
    if found is None:
        return error(place.path, place.first_line, "yaml", message, hint)
    if "alias" in said[0]:
        hint = "Put text that starts with a star in quotes."
    if text[found.index : found.index + 1] == "\t":
        message, hint = "a tab stands where YAML wants spaces", "Indent with spaces only."
    code = "yaml"
    if _TOO_DEEP in message:
        # libyaml reads ahead, so its own bound can be met before the composer has counted to its.
        code, message, hint = "yaml-limit", "lists and mappings nest too deep", LIMIT_HINT
    mark = place.mark(found)
    return error(place.path, mark.line + 1, code, message, hint, column=mark.column + 1)
