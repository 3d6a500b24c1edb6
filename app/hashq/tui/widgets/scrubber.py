"""The rail of time: where the clock stands, what is worth jumping to, and what is folded. The mouse moves the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hashq.sandbox.narrate import clock
from hashq.tui.race.ink import Palette, cut, strip_of

if TYPE_CHECKING:
    from textual.events import MouseDown, MouseMove, MouseUp

    from hashq.tui.race.ink import Line
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.time_axis import TimeAxis
    from hashq.tui.text import Run


class Scrubber(Widget):
    """One line."""

    DEFAULT_CSS = "Scrubber { height: 1; padding: 0 1; }"

    class Moved(Message):
        """A person put the clock to a time."""

        def __init__(self, to: int) -> None:
            """``to`` is in milliseconds of simulated time."""
            super().__init__()
            self.to = to

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self._marks = marks
        self._axis: TimeAxis | None = None
        self._now = 0
        self._stops: tuple[tuple[int, str], ...] = ()

    def show(self, axis: TimeAxis, now: int, stops: tuple[tuple[int, str], ...]) -> None:
        """Show a time on an axis. ``stops`` are (time, tone) of what is worth jumping to."""
        self._axis, self._now, self._stops = axis, now, stops
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """The rail."""
        width = self.content_size.width
        if self._axis is None or width < 1:
            return Strip.blank(width, self.rich_style)
        return strip_of(cut(self._rail(self._axis, width), width), Palette(self.app.theme_variables))

    def _rail(self, axis: TimeAxis, width: int) -> Line:
        marks = self._marks
        right = f" {clock(axis.duration)}"
        room = max(1, width - len(right))
        head = min(room - 1, int(axis.share(self._now) * room))
        cells: list[Run] = [
            (marks.passed, "lamp") if at < head else (marks.rail, "faint") for at in range(room)
        ]
        for time in axis.folds:
            cells[min(room - 1, int(axis.share(time) * room) + 1)] = (marks.fold, "quiet")
        for time, tone in self._stops:
            cells[min(room - 1, int(axis.share(time) * room))] = (marks.stop, tone)
        cells[head] = (marks.head, "bold lamp")
        return (*cells, (right, "quiet"))

    def _move(self, x: int) -> None:
        if self._axis is None:
            return
        room = max(1, self.content_size.width - len(clock(self._axis.duration)) - 2)
        self.post_message(self.Moved(self._axis.time((x - 1) / room)))

    def on_mouse_down(self, event: MouseDown) -> None:
        """Take hold of the head."""
        self.capture_mouse()
        self._move(event.x)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Drag it."""
        if self.app.mouse_captured is self:
            self._move(event.x)

    def on_mouse_up(self, _event: MouseUp) -> None:
        """Let go."""
        self.release_mouse()
