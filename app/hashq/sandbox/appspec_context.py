"""Reads the SELinux context of an AppSpec's permissions.

Owns the form of a range: ``s#[-s#][:c#[.c#](,c#[.c#])*]``. Rules follow the agent 1.8 (context_info.rb, range_info.rb).
"""

from __future__ import annotations

import re
from collections import Counter

import yaml

from hashq.bounded_yaml import construct
from hashq.sandbox.appspec_findings import Findings, fields, node_of, text_of
from hashq.sandbox.appspec_model import Context

_HIGHEST_CATEGORY = 1023
_USUAL_SENSITIVITY = 15
_RANGE_HINT = "Write it as s0, s0-s1, s0:c1,c3 or s0-s1:c0.c3."


class RangeError(ValueError):
    """A range the agent refuses; the message says why."""


def read_context(node: yaml.Node | None, findings: Findings) -> Context | None:
    """The context; None where there is none, which leaves a file's own."""
    if node is None:
        return None
    if isinstance(node, yaml.ScalarNode) and isinstance(construct(node), str):
        message = "the context is plain text without a type"
        findings.refuse(node, "context", message, "Write `type:` and its value under it.")
        return None
    if not isinstance(node, yaml.MappingNode):
        findings.misshapen(node, "context", "a mapping")
        return None
    found = fields(node)
    kind = node_of(found, "type")
    if kind is None:
        message = "the context has no type, which the agent needs"
        findings.refuse(node, "context", message, "Add `type:` with an SELinux type.")
    user = node_of(found, "name")
    if "user" in found:
        message = "the agent reads the SELinux user from `name`, so `user` is ignored"
        findings.wonder(found["user"].key_node, "context", message, "Rename the key to `name`.")
    known = [entry for entry in found.values() if entry.key != "user"]
    findings.wonder_at_unknown(known, ("name", "type", "range"), "a context")
    text = _read_range(node_of(found, "range"), findings)
    return Context(text_of(construct(kind)), text_of(construct(user)) if user else None, text)


def _read_range(node: yaml.Node | None, findings: Findings) -> str | None:
    if node is None:
        return None
    text = construct(node)
    if not isinstance(text, str):
        findings.misshapen(node, "a range", "plain text")
        return None
    try:
        highest = check_range(text)
    except RangeError as refused:
        findings.refuse(node, "context", f"the range {text!r} is refused: {refused}", _RANGE_HINT)
        return None
    if highest > _USUAL_SENSITIVITY:
        message = f"sensitivities usually end at s{_USUAL_SENSITIVITY}, and this range has s{highest}"
        findings.wonder(node, "context", message, _RANGE_HINT)
    return text


def check_range(text: str) -> int:
    """The highest sensitivity of a range; raises RangeError where the agent refuses it."""
    sensitivities, colon, categories = text.partition(":")
    low, dash, high = sensitivities.partition("-")
    lowest = _number(low, "s", "sensitivity")
    highest = _number(high, "s", "sensitivity") if dash else lowest
    if highest < lowest:
        raise RangeError(f"its sensitivities run backwards, from s{lowest} to s{highest}")
    if colon:
        _check_categories(categories)
    return highest


def _check_categories(text: str) -> None:
    if not text:
        raise RangeError("nothing follows the colon")
    listed: Counter[int] = Counter()
    for part in text.rstrip(",").split(",") if text.strip(",") else ():
        low, dot, high = part.partition(".")
        first = _category(low)
        last = _category(high) if dot else first
        if last < first:
            raise RangeError(f"its categories run backwards, from c{first} to c{last}")
        listed.update(range(first, last + 1))
    twice = [category for category, times in listed.items() if times > 1]
    if twice:
        raise RangeError(f"the category c{min(twice)} is listed twice")


def _category(text: str) -> int:
    number = _number(text, "c", "category")
    if number > _HIGHEST_CATEGORY:
        raise RangeError(f"c{number} is above c{_HIGHEST_CATEGORY}")
    return number


def _number(text: str, letter: str, what: str) -> int:
    if not re.fullmatch(rf"{letter}[0-9]+", text):
        raise RangeError(f"{text!r} is no {what}; one is `{letter}` and a number")
    return int(text[1:][-9:]) if len(text.lstrip(letter + "0")) <= 9 else 10**9
