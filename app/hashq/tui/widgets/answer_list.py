"""The options of a question, to choose from, put in order or match. Owns cursor, keys and clicks of the list.

What each key does to the answer stands in ``tui.quiz.attempt``, how it looks in ``tui.quiz.answer_lines``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from hashq.tui.quiz.answer_lines import AnswerLine, Answers
from hashq.tui.text import joined

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.content import Content
    from textual.events import Click
    from textual.geometry import Size

    from hashq.tui.glyphs import Glyphs
    from hashq.tui.quiz.attempt import Attempt


class AnswerList(Widget, can_focus=True):
    """The options; nothing for a written answer."""

    DEFAULT_CSS = "AnswerList { height: auto; width: 1fr; max-width: 100; text-wrap: nowrap; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("home", "move(-99)", "First", show=False),
        Binding("end", "move(99)", "Last", show=False),
    ]

    class Changed(Message):
        """The person changed the answer or moved the cursor."""

        def __init__(self, attempt: Attempt) -> None:
            super().__init__()
            self.attempt = attempt

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._attempt: Attempt | None = None
        self._judged = False

    def show(self, attempt: Attempt, *, judged: bool) -> None:
        """Show ``attempt``, with the key once it is ``judged``."""
        self._attempt, self._judged = attempt, judged
        self.can_focus = not judged and not attempt.written
        self.refresh(layout=True)

    def _lines(self, width: int) -> tuple[AnswerLine, ...]:
        if self._attempt is None:
            return ()
        return Answers(self._attempt, width, self._glyphs, self._judged).lines()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Lines the options take at ``width``."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The options for the present width."""
        return joined([line.content for line in self._lines(self.content_size.width)], "\n")

    def action_move(self, step: int) -> None:
        """Move the cursor, with the item it carries."""
        if self._attempt is not None and not self._judged:
            self._change(self._attempt.moved(step))

    async def on_click(self, event: Click) -> None:
        """A click on an option does what its key does; on a row to match, the cursor goes there."""
        offset = event.get_content_offset(self)
        lines = self._lines(self.content_size.width)
        if self._attempt is None or self._judged or offset is None or offset.y >= len(lines):
            return
        line = lines[offset.y]
        if line.option is not None:
            self._change(self._attempt.took(line.option))
        elif line.row is not None:
            self._change(replace(self._attempt, carried=False).pointed(line.row))

    def _change(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self.refresh(layout=True)
        self.post_message(self.Changed(attempt))
        self.call_after_refresh(self._keep_cursor_in_view)

    def _keep_cursor_in_view(self) -> None:
        lines = self._lines(self.content_size.width)
        own = [at for at, line in enumerate(lines) if self._attempt and line.row == self._attempt.at]
        if own and self.parent is not None:
            place = Region(0, own[0], self.content_size.width, len(own)).translate(self.virtual_region.offset)
            self.parent.scroll_to_region(place, animate=False)  # type: ignore[attr-defined]
