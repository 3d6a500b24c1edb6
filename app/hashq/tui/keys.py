"""Keys: what an action is, how the table of actions becomes bindings, footer, palette and help, and remapping.

Owns the rules and no action itself (those stand in ``tui.actions``). A remap that would silently take another
action's key, or names no action or no key, is refused with a message.
"""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import Keys

from hashq.errors import HashqError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

EVERYWHERE = "app"
"""The screen name of actions that every screen has."""

_SHOWN_AS = {
    "space": "space",
    "enter": "enter",
    "escape": "esc",
    "question_mark": "?",
    "minus": "-",
    "at": "@",
    "asterisk": "*",
    "slash": "/",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "equals_sign": "=",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "pgup",
    "pagedown": "pgdn",
}
_NAMED_KEYS = {key.value for key in Keys if not key.value.startswith("<")}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "meta", "hyper"}

_SENT_AS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "ctrl+left_square_bracket": "escape",
    "ctrl+space": "ctrl+@",
}
"""Keys that reach a program as another one. Source: the control characters of ASCII."""
_WITH_CTRL = frozenset(
    {
        *"abcdefghijklmnopqrstuvwxyz@\\]^_",
        "backslash",
        "right_square_bracket",
        "circumflex_accent",
        "underscore",
    }
)
"""What a terminal can send together with ctrl alone, for it has a control character."""
_MOVING = frozenset({"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"})
"""Keys whose sequences, like those of f1 to f24, tell ctrl and shift."""

RESERVED = frozenset({"up", "down", "home", "end", "pageup", "pagedown", "tab", "shift+tab", "ctrl+c"})
"""Keys that move through lists and text, or copy; no action may take them."""


class KeysError(HashqError):
    """The person's key settings cannot be used."""


class Action(NamedTuple):
    """One thing a person can do with a key, a click or the palette."""

    id: str
    """``screen.name``; the screen has a method ``action_name``. ``app.name`` works everywhere."""
    keys: tuple[str, ...]
    """Characters or Textual's key names, the one to show first."""
    label: str
    """One or two words for the footer and the palette."""
    help: str
    """One sentence for ``?``."""
    group: str
    """The heading it stands under in ``?``."""
    footer: bool = True
    """Whether the footer may offer it."""

    @property
    def screen(self) -> str:
        """The screen it belongs to."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """What Textual runs."""
        return self.id.partition(".")[2]


def key_name(key: str) -> str:
    """Textual's name of a key that may be given as its character: ``?`` is ``question_mark``."""
    (binding,) = Binding.make_bindings([Binding(key, "none")]) if key != "," else [Binding("comma", "none")]
    return binding.key


def key_label(key: str, *, ascii_only: bool = False) -> str:
    """How a key is called on the screen; arrows are named where they cannot be drawn."""
    *modifiers, last = key_name(key).split("+")
    label = _SHOWN_AS.get(last, last)
    label = label if label.isascii() or not ascii_only else last
    return "+".join([*(each.replace("ctrl", "^") for each in modifiers), label]).replace("^+", "^")


class KeyTable(NamedTuple):
    """Every action with the keys it has for this person."""

    actions: tuple[Action, ...]

    def on(self, screen: str) -> tuple[Action, ...]:
        """The actions of ``screen`` and those that work everywhere, in the order of the table."""
        by_screen = _by_screen(self.actions)
        return by_screen.get(screen, ()) + by_screen.get(EVERYWHERE, ())

    def find(self, action_id: str) -> Action:
        """The action with this id. Raises :class:`KeyError` when the table has none."""
        for action in self.actions:
            if action.id == action_id:
                return action
        raise KeyError(action_id)

    def bindings(self, screen: str) -> list[BindingType]:
        """Textual's bindings for the actions of ``screen`` alone."""
        return [
            Binding(key_name(key), action.name, action.label, show=False, id=action.id)
            for action in self.actions
            if action.screen == screen
            for key in action.keys
        ]

    def keymap(self, default: KeyTable) -> dict[str, str]:
        """What Textual has to change to get from the ``default`` bindings to these: action id → its keys."""
        return {
            action.id: ",".join(key_name(key) for key in action.keys)
            for action, shipped in zip(self.actions, default.actions, strict=True)
            if action.keys != shipped.keys
        }

    def remapped(self, wanted: Mapping[str, Sequence[str]], place: str = "") -> KeyTable:
        """The table with the person's own keys. ``place`` names the settings file in messages.

        Raises :class:`KeysError` when an action or key does not exist or one key would do two things on one screen.
        """
        if not wanted:
            return self  # its own keys never clash, and every start comes here
        known = {action.id for action in self.actions}
        for action_id, keys in wanted.items():
            _check_action(action_id, known, place)
            _check_keys(action_id, keys, place)
        changed = tuple(
            action._replace(keys=tuple(wanted[action.id])) if action.id in wanted else action
            for action in self.actions
        )
        _check_clashes(changed, set(wanted), place)
        return KeyTable(changed)


@lru_cache(maxsize=2)
def _by_screen(actions: tuple[Action, ...]) -> dict[str, tuple[Action, ...]]:
    """Screen → its actions, in their order; footers ask for them at almost every key."""
    found: dict[str, tuple[Action, ...]] = {}
    for action in actions:
        found[action.screen] = (*found.get(action.screen, ()), action)
    return found


def clashes(actions: Iterable[Action]) -> list[tuple[Action, Action, str]]:
    """Pairs of actions that one key would call on the same screen, with that key."""
    found: list[tuple[Action, Action, str]] = []
    holders: dict[str, list[Action]] = {}
    for action in actions:
        for key in action.keys:
            name = key_name(key)
            found += [(other, action, key) for other in holders.get(name, []) if _meet(other, action)]
            holders.setdefault(name, []).append(action)
    return found


def _meet(one: Action, other: Action) -> bool:
    if one.id == other.id:
        return False
    return one.screen == other.screen or EVERYWHERE in {one.screen, other.screen}


def _check_action(action_id: str, known: set[str], place: str) -> None:
    if action_id in known:
        return
    near = difflib.get_close_matches(action_id, known, n=1)
    raise KeysError(
        f"there is no action {action_id!r}",
        place=_at(place, action_id),
        remedy=f"did you mean {near[0]!r}?" if near else "press ? in the program to see every action",
    )


def _check_keys(action_id: str, keys: Sequence[str], place: str) -> None:
    if not keys:
        raise KeysError(
            "an action needs at least one key", place=_at(place, action_id), remedy="remove the line"
        )
    for key in keys:
        if not _is_key(key):
            raise KeysError(
                f"there is no key {key!r}",
                place=_at(place, action_id),
                remedy="give a character, or a name such as space, enter, f5, ctrl+s",
            )
        if not _is_sent(key):
            arrives = (
                f"it reaches the program as {_SENT_AS[key]}"
                if key in _SENT_AS
                else "most terminals cannot send it"
            )
            raise KeysError(
                f"the key {key!r} would do nothing: {arrives}",
                place=_at(place, action_id),
                remedy="choose a character, f1 to f12, ctrl with a letter, or alt with a character",
            )
        if key in RESERVED:
            raise KeysError(
                f"the key {key!r} moves through lists and text",
                place=_at(place, action_id),
                remedy="choose another key",
            )


def _is_key(key: str) -> bool:
    if len(key) == 1:
        return key.isprintable()
    *modifiers, last = key.split("+")
    if not all(modifier in _MODIFIERS for modifier in modifiers):
        return False
    return last in _NAMED_KEYS or (len(last) == 1 and bool(modifiers)) or last in _SHOWN_AS


def _is_sent(key: str) -> bool:
    """Whether every terminal sends this key as itself."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if not modifiers or modifiers == ["alt"] or key == "shift+tab":
        return True
    if modifiers == ["ctrl"] and last in _WITH_CTRL:
        return key not in _SENT_AS
    moves = last in _MOVING or (last[:1] == "f" and last[1:].isdecimal())
    return moves and set(modifiers) <= {"ctrl", "shift"}


def _check_clashes(actions: tuple[Action, ...], remapped: set[str], place: str) -> None:
    for one, other, key in clashes(actions):
        mine, theirs = (one, other) if one.id in remapped else (other, one)
        raise KeysError(
            f"the key {key!r} already belongs to {theirs.id!r} ({theirs.label})",
            place=_at(place, mine.id),
            remedy=f"choose another key, or give {theirs.id!r} another one too",
        )


def _at(place: str, action_id: str) -> str:
    return f"{place}: [keys] {action_id}" if place else f"[keys] {action_id}"
