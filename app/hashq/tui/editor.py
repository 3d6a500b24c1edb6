"""Editing a file from a screen: in the person's own editor, which gets the terminal, else in the built-in one.

Owns which of the two, and that the note is read again afterwards, however the editing ended.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from hashq.errors import HashqError, UnreadableInputError
from hashq.study.editor import editor_command, run_editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.tui.app import HashqApp


def edit_note(program: HashqApp, path: str, line: int, done: Callable[[], None]) -> None:
    """Open the note at ``path`` at ``line``; then read it again and call ``done``. What goes wrong is told.

    A note that ships is copied first. Where no editor is set ``done`` is called once the built-in one is left.
    """
    try:
        own = program.services.library.own_note(path)
    except HashqError as problem:
        program.tell(problem)
        return
    if own != path:
        program.say(f"This note ships with hashq; your own copy of it is {own}")
    edit_file(program, own, line, partial(_read_again, program, own, done))


def edit_file(program: HashqApp, path: str, line: int, done: Callable[[], None]) -> None:
    """Open any text file at ``line``, and call ``done`` afterwards. What goes wrong is told."""
    settings = program.services.settings.editor
    try:
        if not Path(path).is_file():
            raise UnreadableInputError("the file is not there any more", place=path)
        command = editor_command(path, max(1, line), editor=settings.command, environment=os.environ)
    except HashqError as problem:
        program.tell(problem)
        return
    if command is None or not _ran(program, command, path):
        program.open("note_editor", path=path, line=line, done=done)
        return
    done()


def _ran(program: HashqApp, command: list[str], path: str) -> bool:
    """Give the terminal to the editor; False when this terminal cannot be given away."""
    failed: HashqError | None = None
    try:
        with program.suspend():
            # An error that left this block would leave the terminal given away: Textual takes it back only at its end.
            try:
                run_editor(command, path)
            except HashqError as problem:
                failed = problem
    except SuspendNotSupported:
        return False
    if failed is not None:
        program.tell(failed)
    return True


def _read_again(program: HashqApp, path: str, done: Callable[[], None]) -> None:
    try:
        program.reread(path)
    except HashqError as problem:
        program.tell(problem)
    done()
