"""The command palette: every action of the screen below it, found by its words. Follows the table of actions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content

from hashq.tui.keys import EVERYWHERE, Action, key_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.command import Hits

    from hashq.tui.app import HashqApp


class ActionCommands(Provider):
    """Offers the actions of where the person is."""

    def _actions(self) -> Iterator[tuple[Action, Callable[[], object]]]:
        program = cast("HashqApp", self.app)
        for action in program.keys.on(getattr(self.screen, "PLACE", "")):
            if action.id == "app.command_palette":
                continue
            scope = "app" if action.screen == EVERYWHERE else "screen"
            yield action, partial(self.screen.run_action, f"{scope}.{action.name}")

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for action, run in self._actions():
            yield DiscoveryHit(self._title(action), run, text=action.label, help=action.help)

    async def search(self, query: str) -> Hits:
        """Those whose label or sentence matches ``query``."""
        matcher = self.matcher(query)
        for action, run in self._actions():
            score = matcher.match(f"{action.label} {action.help}")
            if score > 0:
                yield Hit(score, self._title(action), run, text=action.label, help=action.help)

    def _title(self, action: Action) -> Content:
        ascii_only = self.app.has_class("-ascii")
        keys = " ".join(key_label(key, ascii_only=ascii_only) for key in action.keys)
        return Content.assemble(action.label.capitalize(), (f"  {keys}", "$quiet"))
