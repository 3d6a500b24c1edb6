"""The story of a run up to now, latest last, with the rule behind the latest. A click moves the clock to an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hashq.plain_text import one_line
from hashq.tui.race.ink import Palette, cut, strip_of, wrapped

if TYPE_CHECKING:
    from textual.events import Click

    from hashq.tui.race.ink import Line
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.story import Story


class EventLog(Widget):
    """The last lines that fit, the rule below them."""

    DEFAULT_CSS = "EventLog { height: 1fr; padding: 0 1; }"

    class Selected(Message):
        """A person chose an event."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, marks: Marks, invitation: Line, *, whole: bool = False) -> None:
        """``invitation`` stands while nothing has happened. ``whole`` tells earlier events in full too, as far as there is room; otherwise in a line each."""
        super().__init__()
        self._marks = marks
        self._invitation = invitation
        self._whole = whole
        self._story: Story | None = None
        self._known = 0
        self._drawn_for: tuple[object, ...] = ()
        self._placed: list[tuple[int, Line]] = []
        self._strips: list[Strip] = []

    def show(self, story: Story, count: int) -> None:
        """Tell a run up to its first ``count`` events."""
        known = story.known(count)
        if story is not self._story or known != self._known:
            self._story, self._known = story, known
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """What was told before in a line each, the latest in full, and its rule."""
        width, height = self.content_size
        if self._story is None or width < 1:
            return Strip.blank(width, self.rich_style)
        key = (id(self._story), self._known, width, height, self.app.theme)
        if key != self._drawn_for:
            self._drawn_for = key
            palette = Palette(self.app.theme_variables)
            self._placed = self._lines(self._story, width, height)
            self._strips = [strip_of(cut(line, width), palette) for _, line in self._placed]
        return self._strips[y] if y < len(self._strips) else Strip.blank(width, self.rich_style)

    def _lines(self, story: Story, width: int, height: int) -> list[tuple[int, Line]]:
        """Each line with the number of the told event it belongs to; -1 for none."""
        if not self._known:
            return [(-1, self._invitation)]
        last = self._known - 1
        present = [(last, line) for line in story.lines(last, self._marks, width)]
        room = max(0, height - len(present))
        reason = [(-1, line) for line in _why(*story.why(last), width)][:room]
        room -= len(reason)
        return [*self._past(story, last, width, room), *present, *reason][-height:]

    def _past(self, story: Story, last: int, width: int, room: int) -> list[tuple[int, Line]]:
        """What was told before: in full in a whole log or where all of it fits, else the latest in a line each."""
        told = range(max(0, last - room), last)
        each = [(number, story.lines(number, self._marks, width)) for number in told]
        if not self._whole and sum(len(lines) for _, lines in each) > room:
            each = [(number, [story.line(number, self._marks)]) for number in told]
        past: list[tuple[int, Line]] = []
        for number, lines in reversed(each):
            if len(past) + len(lines) > room:
                break
            past = [*((number, _quiet(line)) for line in lines), *past]
        return past

    def on_click(self, event: Click) -> None:
        """Choose the event under the mouse."""
        if self._story is None or not 0 <= event.y < len(self._placed):
            return
        number, _ = self._placed[event.y]
        if number >= 0:
            self.post_message(self.Selected(self._story.indices[number]))


def _why(text: str, source: str, width: int) -> list[Line]:
    """A rule and its place."""
    lines = wrapped(f"Why: {one_line(text)} ({one_line(source)})", width)
    return [((line, "ink"),) for line in lines]


def _quiet(line: Line) -> Line:
    """A line of the past."""
    return tuple((text, tone.replace("text", "quiet")) for text, tone in line)
