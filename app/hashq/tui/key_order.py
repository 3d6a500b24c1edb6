"""Hands keys out one at a time: the next goes where what the last one did has led, be it another widget or another screen.

Textual gives each key at once to the widget that has the focus then. Keys that arrive together, as over a slow line or
while the program is busy, would all go there: letters typed behind the ``/`` of a search would be commands of the list.
Knows no action and no screen.
"""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.dom import DOMNode
    from textual.events import Key

PATIENCE = 1.0
"""Seconds after which a key is handed out although the last one seems not to be done."""
MOUNTING = 0.01
"""Seconds between two looks at a screen that is being made."""
ROUNDS = 2
"""Ways from the focused widget up to the program: a key takes one, and what the widget tells of it another."""


class KeyOrder:
    """The keys that wait for one that is not done yet."""

    def __init__(self, app: App[int], hand_out: Callable[[Key], Awaitable[None]]) -> None:
        """Keys go to ``hand_out``, in the turn of ``app``."""
        self._app = app
        self._hand_out = hand_out
        self._waiting: deque[Key] = deque()
        self._busy_since: float | None = None

    @property
    def waiting(self) -> tuple[Key, ...]:
        """The keys that came and are not handed out yet, in order."""
        return tuple(self._waiting)

    async def take(self, key: Key) -> None:
        """Hand ``key`` out, now or once those before it are done."""
        self._waiting.append(key)
        if self._busy_since is None or monotonic() - self._busy_since > PATIENCE:
            await self._next()

    async def _next(self) -> None:
        self._busy_since = monotonic()
        met = self._app.focused or self._app.screen
        await self._hand_out(self._waiting.popleft())
        self._follow(met, met, ROUNDS)

    def _follow(self, start: DOMNode, node: DOMNode | None, rounds: int) -> None:
        """Go the way that a key goes from ``start`` upwards, always behind it; ``node`` is the next on it."""
        if node is None or node is self._app:
            if rounds > 1:
                self._app.call_later(self._follow, start, start, rounds - 1)
            else:
                self._app.call_later(
                    self._app.call_later, self._done
                )  # a focus asked for is given before that
        elif not node.call_later(self._follow, start, node.parent, rounds):
            self._follow(start, node.parent, rounds)  # it is gone

    async def _done(self) -> None:
        if not self._app.screen.is_mounted:
            self._app.set_timer(MOUNTING, self._done)
            return
        self._busy_since = None
        if self._waiting:
            await self._next()
