"""The four grades with the interval each would give; a click gives the grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from hashq.scheduling.model import Rating
from hashq.tui.text import joined
from hashq.tui.wording import span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from textual.events import Click

COLOURS = {Rating.AGAIN: "$ember", Rating.HARD: "$sun", Rating.GOOD: "$leaf", Rating.EASY: "$ink"}


class GradeBar(Widget):
    """One line with four buttons; blank while there is nothing to grade."""

    DEFAULT_CSS = "GradeBar { height: 1; padding: 0 3; }"

    def __init__(self) -> None:
        super().__init__()
        self._keys: Mapping[Rating, str] = {}
        self._intervals: Mapping[Rating, timedelta | None] = {}

    def show(self, keys: Mapping[Rating, str], intervals: Mapping[Rating, timedelta | None]) -> None:
        """Offer the grades under ``keys``, with what each would give (None: nothing); none for empty ``intervals``."""
        self._keys, self._intervals = keys, intervals
        self.refresh()

    def render(self) -> Content:
        """The buttons, evenly spread."""
        if not self._intervals:
            return Content("")
        return joined([self._button(rating) for rating in Rating], " " * self._gap())

    async def on_click(self, event: Click) -> None:
        """A click on a grade gives it."""
        offset = event.get_content_offset(self)
        if offset is None or not self._intervals:
            return
        left = 0
        for rating in Rating:
            right = left + self._button(rating).cell_length
            if left <= offset.x < right:
                await self.run_action(f"screen.{rating.name.lower()}")
                return
            left = right + self._gap()

    def _gap(self) -> int:
        room = self.content_size.width - sum(self._button(rating).cell_length for rating in Rating)
        return max(1, min(8, room // (len(Rating) - 1)))

    def _button(self, rating: Rating) -> Content:
        interval = self._intervals[rating]
        return joined(
            (
                Content.styled(self._keys.get(rating, str(int(rating))), f"bold {COLOURS[rating]}"),
                " ",
                Content.styled(rating.name.lower(), COLOURS[rating]),
                Content.styled(f" {span(interval)}" if interval is not None else "", "$quiet"),
            )
        )
