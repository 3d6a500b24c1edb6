"""The person's editor: which it is and how it is told the line. Running it is the screen's business."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from hashq.errors import UnreadableInputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

_CODE_STYLE = {"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "zed"}
_COLON_STYLE = {"hx", "helix", "subl", "sublime_text", "micro", "zed"}
_FALLBACKS = ("nano", "vim", "vi", "micro", "emacs")


def editor_command(path: str, line: int, *, editor: str, environment: Mapping[str, str]) -> list[str]:
    """The command that opens ``path`` at ``line``: ``editor`` from the settings, else $VISUAL, else $EDITOR, else
    the first usual editor there is.

    Raises :class:`UsageError` when there is none.
    """
    chosen = editor or environment.get("VISUAL") or environment.get("EDITOR") or _installed()
    if not chosen:
        raise UsageError(
            "no editor is set", place="$EDITOR", remedy="set EDITOR, or [editor] command in config.toml"
        )
    try:
        words = shlex.split(chosen)
    except ValueError as odd:
        raise UsageError(f"the editor {chosen!r} cannot be read: {odd}", remedy="check its quotes") from odd
    place = _place(Path(words[0]).stem.lower(), path, line)
    return [*words, *(part for part in place if part not in words)]


def _installed() -> str:
    return next((name for name in _FALLBACKS if shutil.which(name)), "")


def _place(program: str, path: str, line: int) -> list[str]:
    if program in _CODE_STYLE - _COLON_STYLE:
        return ["--wait", "--goto", f"{path}:{line}"]
    if program in _COLON_STYLE:
        return [f"{path}:{line}"]
    return [f"+{line}", path]


def edit(app: App[int], path: str, line: int, *, editor: str) -> None:
    """Give the terminal to the editor until it ends.

    Raises :class:`HashqError` when the note is gone, the editor is missing or fails, or the terminal cannot be given.
    """
    if not Path(path).is_file():
        raise UnreadableInputError(
            "the note is not there any more",
            place=path,
            remedy="import its folder again to find where it went",
        )
    command = editor_command(path, line, editor=editor, environment=os.environ)
    try:
        with app.suspend():
            done = subprocess.run(command, check=False)  # noqa: S603 - the person's own editor, no shell between
    except SuspendNotSupported as refused:
        raise UsageError(
            "this terminal cannot be given to an editor", remedy=f"edit {path} elsewhere"
        ) from refused
    except OSError as failed:
        raise UsageError(
            f"the editor {command[0]!r} did not start: {failed.strerror}",
            remedy="set EDITOR to one that is installed",
        ) from failed
    if done.returncode:
        raise UsageError(f"the editor {command[0]!r} ended with code {done.returncode}", place=path)
