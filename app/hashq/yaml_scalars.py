"""The types of YAML scalars: which tag a plain text has, and the value of a tagged text.

Follows YAML 1.1 as Ruby's Psych reads it, since that is what a CodeDeploy agent sees: ``0644`` is octal, ``yes`` and
``on`` are booleans, ``1_000`` and ``1,000`` are numbers. Departures: dates, ``:word`` and
fractions in sixties (``1:30.5``) stay text, and a sign counts for the whole of a number in sixties. Knows nothing of
documents, places or problems.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

PREFIX = "tag:yaml.org,2002:"
STR, INT, FLOAT, BOOL, NULL, SEQ, MAP, MERGE = (
    PREFIX + name for name in ("str", "int", "float", "bool", "null", "seq", "map", "merge")
)

_NULL_TEXT = re.compile(r"(?:~|null)?", re.IGNORECASE)
_BOOL_TEXT = re.compile(r"(?P<true>yes|true|on)|no|false|off", re.IGNORECASE)
_SIXTIES_TEXT = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}")
_INT_TEXT = re.compile(
    r"""[-+]?(?: 0b(?P<binary>[01_]+) | 0x(?P<hex>[0-9a-fA-F_]+) | 0(?P<octal>[0-7_,]+)
      | (?P<decimal>0|[1-9](?:[0-9]|[,_][0-9])*) )""",
    re.VERBOSE,
)
_FLOAT_TEXT = re.compile(
    r"[-+]?(?:(?:[0-9][0-9_,]*)\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?|[-+]?\.inf|\.nan", re.IGNORECASE
)
_INT_BASES = {"binary": 2, "octal": 8, "decimal": 10, "hex": 16}


def plain_tag(text: str) -> str:
    """The tag of an unquoted scalar without a tag of its own."""
    if text == "<<":
        return MERGE
    if _NULL_TEXT.fullmatch(text):
        return NULL
    if _BOOL_TEXT.fullmatch(text):
        return BOOL
    if _INT_TEXT.fullmatch(text) or _SIXTIES_TEXT.fullmatch(text):
        return INT
    return FLOAT if _FLOAT_TEXT.fullmatch(text) else STR


def scalar(node: yaml.ScalarNode) -> Any:
    """The value of one scalar: text, int, float, bool or None."""
    text: str = node.value
    if node.tag == NULL:
        return None
    if node.tag == BOOL:
        found = _BOOL_TEXT.fullmatch(text)
        return bool(found and found["true"])
    if node.tag == INT:
        return int_value(text)
    return float_value(text) if node.tag == FLOAT else text


def int_value(text: str) -> int:
    """The whole number that ``text``, of tag ``INT``, stands for."""
    sign = -1 if text.startswith("-") else 1
    if ":" in text:
        # Psych counts from the left as hours and minutes, whether or not seconds follow.
        parts = [int(part.replace("_", "")) for part in text.lstrip("+-").split(":")]
        return sign * sum(part * (3600, 60, 1)[place] for place, part in enumerate(parts))
    found = _INT_TEXT.fullmatch(text)
    if found is None or found.lastgroup is None:
        return 0
    digits = found[found.lastgroup].replace("_", "").replace(",", "")
    return sign * int(digits or "0", _INT_BASES[found.lastgroup])


def float_value(text: str) -> float:
    """The number that ``text``, of tag ``FLOAT``, stands for; infinite when it is out of range."""
    lowered = text.lower().replace("_", "").replace(",", "")
    if lowered.endswith((".inf", ".nan")):
        return float(lowered.replace(".", ""))
    return float(lowered)
