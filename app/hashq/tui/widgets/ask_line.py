"""One line that asks for a word and is gone again once it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget


class AskLine(Input):
    """Hidden until something is asked; the focus returns to where it was."""

    DEFAULT_CSS = "AskLine { display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self._answered: Callable[[str], None] | None = None
        self._before: Widget | None = None

    @property
    def is_asking(self) -> bool:
        """Whether an answer is waited for."""
        return self._answered is not None

    def ask(self, what: str, answered: Callable[[str], None]) -> None:
        """Ask for ``what``; ``answered`` is called with what was typed, unless nothing was."""
        self._before, self._answered = self.screen.focused, answered
        self.value, self.placeholder, self.display = "", what, True
        self.focus()

    def stop(self) -> None:
        """Ask no more."""
        self._answered, self.display = None, False
        if self._before is not None:
            self._before.focus()

    async def action_submit(self) -> None:
        """Hand the answer on."""
        answered, typed = self._answered, self.value.strip()
        self.stop()
        if answered is not None and typed:
            answered(typed)
