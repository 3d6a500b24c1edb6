"""Reads the access control lists of an AppSpec's permissions.

Owns the form of one entry: ``[default:][user|group|mask|other]:[name]:permissions``. Rules follow the agent 1.8
(ace_info.rb, acl_info.rb).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from hashq.bounded_yaml import construct
from hashq.sandbox.appspec_model import Ace

if TYPE_CHECKING:
    from hashq.sandbox.appspec_findings import Findings

_KINDS = {
    "u": "user", "user": "user", "g": "group", "group": "group",
    "m": "mask", "mask": "mask", "o": "other", "other": "other",
}  # fmt: skip
_DEFAULT = ("d", "default")
_FORM_HINT = "Write it as `u:NAME:rw`, `g:NAME:r`, `m::rw`, with `d:` in front for a folder's default."


class AceError(ValueError):
    """An entry the agent refuses; the message says why, ``hint`` what to write."""

    def __init__(self, message: str, hint: str = _FORM_HINT) -> None:
        super().__init__(message)
        self.hint = hint


def read_acls(node: yaml.Node | None, findings: Findings) -> tuple[Ace, ...] | None:
    """The entries of a list; None where there is no list, which leaves a file's own."""
    if node is None:
        return None
    if isinstance(node, yaml.MappingNode) and not node.value:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        findings.misshapen(node, "acls", "a list")
        return None
    read = [_read_item(item, findings) for item in node.value]
    return tuple(ace for ace in read if ace is not None)


def _read_item(node: yaml.Node, findings: Findings) -> Ace | None:
    text = construct(node)
    if not isinstance(text, str):
        findings.misshapen(node, "an entry of acls", "plain text")
        return None
    try:
        ace = parse_ace(text)
    except AceError as refused:
        findings.refuse(node, "acl", f"the acl entry {text!r} is refused: {refused}", refused.hint)
        return None
    if text.count(":") == 1 and ace.name in _KINDS:
        message = f"the acl entry {text!r} names the {ace.kind} `{ace.name}`"
        findings.wonder(
            node, "acl", message, f"Write `{ace.name}:NAME:{ace.permissions}` if a name is missing."
        )
    return ace


def parse_ace(text: str) -> Ace:
    """One entry as the agent takes it; raises AceError where the agent refuses it."""
    parts = text.split(":")
    if not 2 <= len(parts) <= 4:
        raise AceError(f"it has {len(parts)} parts, and takes two to four")
    *front, name, permissions = parts
    default, kind = _front(front)
    if name in {"m", "mask", "o", "other"} and not kind:
        kind, name = _KINDS[name], ""
    elif kind:
        name = {"m": "mask", "o": "other"}.get(name, name)
    kind = kind or "user"
    if kind in {"mask", "other"} and name:
        raise AceError(f"{kind} takes no name")
    if not (default or name or kind == "mask"):
        raise AceError("it has no name, and the base entries are set with mode", "Use `mode` for it.")
    return Ace(kind, name, _permission_bits(permissions), default)


def _front(front: list[str]) -> tuple[bool, str]:
    # What stands before the name: nothing, a kind, `default`, or `default` and a kind.
    if len(front) == 2 and front[0] not in _DEFAULT:
        raise AceError(f"{front[0]!r} stands where only default may")
    kind = front[-1] if front else ""
    if kind in _DEFAULT:
        if len(front) == 2:
            raise AceError("default stands twice")
        return True, ""
    if front and kind not in _KINDS:
        raise AceError(f"{kind!r} is neither user, group, mask nor other")
    return len(front) == 2, _KINDS.get(kind, "")


def _permission_bits(text: str) -> str:
    if len(text) == 1 and text in "01234567":
        bits = int(text)
        return "".join(letter if bits & bit else "-" for letter, bit in zip("rwx", (4, 2, 1), strict=True))
    strange = next((letter for letter in text if letter not in "rwx-"), None)
    if strange is not None:
        raise AceError(f"{strange!r} is no permission", "Permissions are r, w, x and -, or one digit 0 to 7.")
    return "".join(letter if letter in text else "-" for letter in "rwx")
