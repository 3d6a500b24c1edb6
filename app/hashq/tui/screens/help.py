"""The list of keys of one screen, from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hashq.tui.keys import Action, key_label
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import EMPTY, joined, padded
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

KEYS_WIDTH = 16
LABEL_WIDTH = 16


class HelpScreen(HashqScreen):
    """Keys, names and sentences."""

    PLACE = "help"
    CSS_PATH = "help.tcss"

    def __init__(self, place: str) -> None:
        """List the keys of the screen called ``place``."""
        super().__init__()
        self._of = place

    def compose(self) -> ComposeResult:
        """The list, scrolling where it is long."""
        yield TopLine()
        with VerticalScroll():
            yield Static(joined(list(key_lines(self.program.keys.on(self._of))), "\n"))
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the place."""
        self.query_one(TopLine).show(Content.styled("Keys", "bold $lamp"), Content.styled(self._of, "$quiet"))
        self.refresh_keys()


def key_lines(actions: Sequence[Action]) -> Iterator[Content]:
    """Every action under its group's heading: keys, label, sentence."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.group, []).append(action)
    for number, (group, members) in enumerate(groups.items()):
        if number:
            yield EMPTY
        yield Content.styled(group, "bold $lamp")
        for action in members:
            yield _line(action)


def _line(action: Action) -> Content:
    keys = "  ".join(key_label(key) for key in action.keys)
    return joined(
        (
            Content.styled(f"  {padded(keys, KEYS_WIDTH)}", "$ink"),
            Content.styled(padded(action.label, LABEL_WIDTH), "$strong"),
            Content.styled(action.help, "$quiet"),
        )
    )
