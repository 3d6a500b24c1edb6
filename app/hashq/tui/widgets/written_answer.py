"""A field on one line that gives its keys back on escape, so that the keys of its screen work. Owns nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.binding import BindingType

LONGEST = 500
"""Characters that can be written."""


class WrittenAnswer(Input):
    """The field."""

    DEFAULT_CSS = """
    WrittenAnswer {
        max-width: 80;
        height: 1;
        border: none;
        border-left: outer $faint;
        background: $raised;
        padding: 0 1;

        &:focus { border: none; border-left: outer $lamp; background-tint: $raised 0%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave_field", "Leave the field", show=False)]

    class Left(Message):
        """Escape was pressed; what was written stays."""

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(placeholder=placeholder, max_length=LONGEST, select_on_focus=False, id=id)

    def action_leave_field(self) -> None:
        """Give the keys back to the screen."""
        self.post_message(self.Left())
