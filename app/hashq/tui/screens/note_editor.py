"""The built-in editor, for where no other is set: one file, opened at a line, written only when asked.

Owns what was typed until it is saved or dropped. What is not edited stays byte for byte; that is the use case's business.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import TextArea

from hashq.errors import HashqError
from hashq.study.editing import open_text, save_text
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from hashq.study.note_text import NoteText


class NoteEditorScreen(HashqScreen):
    """The text, line numbers beside it."""

    PLACE = "note_editor"
    CSS_PATH = "note_editor.tcss"

    def __init__(self, path: str, line: int = 1, done: Callable[[], None] | None = None) -> None:
        """Edit the file at ``path`` from ``line`` on, from 1; ``done`` is called once the screen is left."""
        super().__init__()
        self._path = path
        self._line = line
        self._done = done
        self._text: NoteText | None = None
        self._stored = b""
        self._warned = False

    def compose(self) -> ComposeResult:
        """The file's name, its text, keys."""
        yield TopLine()
        yield TextArea(show_line_numbers=True, soft_wrap=True, tab_behavior="focus")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the text at the line."""
        try:
            self._text, self._stored = open_text(self._path)
        except HashqError as problem:
            self._leave()
            self.program.tell(problem)
            return
        area = self.query_one(TextArea)
        area.load_text(self._text.shown)
        area.cursor_location = (min(max(self._line, 1), area.document.line_count) - 1, 0)
        area.focus()
        area.scroll_cursor_visible(center=True)
        where = shown_line(str(Path(self._path).parent), "$quiet")
        self.query_one(TopLine).show(joined((shown_line(Path(self._path).name, "bold $lamp"), "  ", where)))
        self.refresh_keys()

    @property
    def _is_changed(self) -> bool:
        return self._text is not None and self.query_one(TextArea).text != self._text.shown

    def action_save(self) -> None:
        """Write the file and go back."""
        if self._text is None:
            return
        try:
            save_text(self._path, self._text, self.query_one(TextArea).text, self._stored)
        except HashqError as problem:
            self.program.tell(problem)
            return
        self._leave()

    def action_leave(self) -> None:
        """Go back; what was changed is dropped only when asked twice."""
        if self._is_changed and not self._warned:
            self._warned = True
            self.program.notify(
                "There are changes: ^s keeps them, esc once more drops them.", severity="warning"
            )
            return
        self._leave()

    def on_text_area_changed(self) -> None:
        """More was typed: dropping it needs asking anew."""
        self._warned = False

    def _leave(self) -> None:
        self.program.go_back()
        if self._done is not None:
            self._done()
