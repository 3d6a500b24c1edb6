"""The list of keys of one screen, from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from hashq.tui.keys import Action, key_label
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import EMPTY, hanging, joined, padded
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size

KEYS_WIDTH = 15
LABEL_WIDTH = 18


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
            yield KeyList(self.program.keys.on(self._of))
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the place."""
        self.query_one(TopLine).show(Content.styled("Keys", "bold $lamp"), Content.styled(self._of, "$quiet"))
        self.refresh_keys()


class KeyList(Widget):
    """Every action under its group's heading: keys, label, sentence."""

    DEFAULT_CSS = "KeyList { height: auto; width: 1fr; text-wrap: nowrap; }"

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Lines the list takes at ``width``."""
        return len(key_lines(self._actions, width, ascii_only=self.app.has_class("-ascii")))

    def render(self) -> Content:
        """The list for the present width."""
        return joined(
            key_lines(self._actions, self.content_size.width, ascii_only=self.app.has_class("-ascii")), "\n"
        )


def key_lines(actions: Sequence[Action], width: int, *, ascii_only: bool = False) -> list[Content]:
    """The lines of the list; a long sentence goes on under itself."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.group, []).append(action)
    lines: list[Content] = []
    for group, members in groups.items():
        lines += [EMPTY] if lines else []
        lines.append(Content.styled(group, "bold $lamp"))
        lines += [line for action in members for line in _lines(action, width, ascii_only=ascii_only)]
    return lines


def _lines(action: Action, width: int, *, ascii_only: bool) -> list[Content]:
    keys = "  ".join(key_label(key, ascii_only=ascii_only) for key in action.keys)
    lead = joined(
        (
            Content.styled(f"  {padded(keys, KEYS_WIDTH)}", "$ink"),
            Content.styled(padded(action.label, LABEL_WIDTH), "$strong"),
        )
    )
    return hanging(lead, Content.styled(action.help, "$quiet"), width)
