"""All questions of an exam as a grid of numbers: answered, blank, marked. Owns cursor, drawing and clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from hashq.tui.text import joined

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Click
    from textual.geometry import Size

    from hashq.quiz.exam import Exam
    from hashq.tui.glyphs import Glyphs

CELL = 7
"""Cells one question takes."""


class QuestionGrid(Widget, can_focus=True):
    """The grid; one question is always chosen."""

    DEFAULT_CSS = "QuestionGrid { height: auto; width: 1fr; text-wrap: nowrap; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "rows(-1)", "Up", show=False),
        Binding("down", "rows(1)", "Down", show=False),
        Binding("home", "move(-9999)", "First", show=False),
        Binding("end", "move(9999)", "Last", show=False),
    ]

    class Clicked(Message):
        """A question was clicked; it is the chosen one."""

    def __init__(self, exam: Exam, glyphs: Glyphs) -> None:
        super().__init__()
        self._exam = exam
        self._glyphs = glyphs
        self.chosen = exam.at
        """Index of the question under the cursor."""

    def show(self, exam: Exam) -> None:
        """Show the exam as it stands now, the cursor where it was."""
        self._exam = exam
        self.refresh()

    def follow(self, exam: Exam) -> None:
        """Show the exam as it stands now, the cursor on its question."""
        self.chosen = exam.at
        self.show(exam)

    @property
    def _columns(self) -> int:
        """Questions in a row: in tens or fives where the width allows."""
        fitting = max(1, (self.content_size.width or 70) // CELL)
        return fitting if fitting < 5 else 5 if fitting < 10 else fitting // 10 * 10

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One line a row of questions."""
        fitting = max(1, width // CELL)
        columns = fitting if fitting < 5 else 5 if fitting < 10 else fitting // 10 * 10
        return -(-len(self._exam.questions) // columns)

    def render(self) -> Content:
        """Every question with its sign."""
        columns = self._columns
        cells = [self._cell(at) for at in range(len(self._exam.questions))]
        rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
        return joined([joined(row) for row in rows], "\n")

    def _cell(self, at: int) -> Content:
        answer = self._exam.answer(self._exam.questions[at].id)
        sign = self._glyphs.bullets[0] if answer.given else " "
        flag = self._glyphs.flag if answer.marked else " "
        here = at == self.chosen
        style = "bold $strong on $band" if here else "$text" if answer.given else "$quiet"
        pointer = self._glyphs.pointer if here else " "
        return joined(
            (
                Content.styled(pointer, "$lamp"),
                Content.styled(f"{at + 1:>3}", style),
                Content.styled(sign, "$leaf"),
                Content.styled(flag, "$sun"),
                " ",
            )
        )

    def action_move(self, step: int) -> None:
        """Choose the question ``step`` further."""
        self.chosen = max(0, min(len(self._exam.questions) - 1, self.chosen + step))
        self.refresh()
        if self.parent is not None:
            row = Region(0, self.chosen // self._columns, 1, 1).translate(self.virtual_region.offset)
            self.parent.scroll_to_region(row, animate=False)  # type: ignore[attr-defined]

    def action_rows(self, step: int) -> None:
        """Choose the question ``step`` rows below."""
        to = self.chosen + step * self._columns
        if 0 <= to < len(self._exam.questions):
            self.action_move(step * self._columns)

    async def on_click(self, event: Click) -> None:
        """A click goes to its question."""
        offset = event.get_content_offset(self)
        if offset is None or offset.x >= self._columns * CELL:
            return
        at = offset.y * self._columns + offset.x // CELL
        if at < len(self._exam.questions):
            self.chosen = at
            self.post_message(self.Clicked())
