"""The footer: the keys of where you are on one line, each of them a button for the mouse.

Owns the fitting into the width; the actions come from the key table. The first stay longest, the help key always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from hashq.tui.keys import EVERYWHERE, Action, key_label
from hashq.tui.text import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

GAP = "   "


class KeyBar(Widget):
    """One line of keys."""

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; padding: 0 1; color: $quiet; background: $paper; }
    """

    def __init__(self, actions: Sequence[Action] = ()) -> None:
        super().__init__()
        self._actions = tuple(actions)

    def show(self, actions: Sequence[Action]) -> None:
        """Offer these actions, the most wanted first."""
        if tuple(actions) != self._actions:
            self._actions = tuple(actions)
            self.refresh()

    def render(self) -> Content:
        """As many as fit; the last one given is kept in any case."""
        return joined([label for _, label in self._buttons()], GAP)

    def _buttons(self) -> list[tuple[Action, Content]]:
        ascii_only = self.app.has_class("-ascii")
        labels = [(action, button(action, ascii_only=ascii_only)) for action in self._actions]
        return fitting(labels, self.content_size.width)

    async def on_click(self, event: Click) -> None:
        """A click on a button does what its key does."""
        offset = event.get_content_offset(self)
        action = None if offset is None else action_at(self._buttons(), offset.x)
        if action is not None:
            scope = "app" if action.screen == EVERYWHERE else "screen"
            await self.run_action(f"{scope}.{action.name}")


Button = tuple[Action, Content]
"""An action and what its button shows."""


def button(action: Action, *, ascii_only: bool = False) -> Content:
    """An action's key and label."""
    key = key_label(action.keys[0], ascii_only=ascii_only)
    return joined((Content.styled(key, "bold $lamp"), " ", action.label))


def fitting(buttons: Sequence[Button], width: int) -> list[Button]:
    """The buttons that fit on one line; those before the last give way when the width is too small."""
    if not buttons:
        return []
    *others, last = buttons
    room = width - last[1].cell_length
    kept: list[Button] = []
    for each in others:
        room -= each[1].cell_length + len(GAP)
        if room < 0:
            break
        kept.append(each)
    return [*kept, last]


def action_at(buttons: Sequence[Button], x: int) -> Action | None:
    """The action whose button covers column ``x``; None between and beside them."""
    left = 0
    for action, label in buttons:
        right = left + label.cell_length
        if left <= x < right:
            return action
        left = right + len(GAP)
    return None
