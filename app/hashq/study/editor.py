"""The person's editor: which it is, how it is told the line, and running it. Knows no screen."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from hashq.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


class EditorFailedError(UsageError):
    """The editor ran, and ended with a failure; it may have saved before."""


_CODE_STYLE = {"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"}
_COLON_STYLE = {"hx", "helix", "subl", "sublime_text", "micro", "zed"}
_LEAVE_AT_ONCE = {"subl", "sublime_text", "zed"}
"""Those of the colon style that leave the file open in a window unless they are told to wait."""


def editor_command(path: str, line: int, *, editor: str, environment: Mapping[str, str]) -> list[str] | None:
    """The command that opens ``path`` at ``line``: ``editor`` from the settings, else $VISUAL, else $EDITOR.

    None when none of them is set. Raises :class:`UsageError` when it cannot be read.
    """
    chosen = editor or environment.get("VISUAL") or environment.get("EDITOR") or ""
    words = _words(chosen)
    if not words:
        return None
    place = _place(Path(words[0]).stem.lower(), path, line)
    return [*words, *(part for part in place if part not in words)]


def _words(chosen: str) -> list[str]:
    """The command with its arguments; a program's whole path needs no quotes for its blanks."""
    if Path(chosen).is_absolute() and Path(chosen).is_file():
        return [chosen]
    try:
        return shlex.split(chosen)
    except ValueError as odd:
        raise UsageError(f"the editor {chosen!r} cannot be read: {odd}", remedy="Check its quotes.") from odd


def _place(program: str, path: str, line: int) -> list[str]:
    if program in _CODE_STYLE:
        return ["--wait", "--goto", f"{path}:{line}"]
    if program in _COLON_STYLE:
        return [*(["--wait"] if program in _LEAVE_AT_ONCE else []), f"{path}:{line}"]
    return [f"+{line}", path]


def run_editor(command: list[str], path: str) -> None:
    """Run the editor on this terminal until it ends. Raises :class:`UsageError` when it does not start, :class:`EditorFailedError` when it fails."""
    try:
        done = subprocess.run(command, check=False)  # noqa: S603 - the person's own editor, no shell between
    except (OSError, ValueError) as failed:
        cause = getattr(failed, "strerror", None) or str(failed)
        raise UsageError(
            f"the editor {command[0]!r} did not start: {cause}",
            remedy="Set EDITOR, or [editor] command in config.toml, to one that is installed.",
        ) from failed
    if done.returncode:
        how = (
            f"ended with code {done.returncode}"
            if done.returncode > 0
            else f"was ended by signal {-done.returncode}"
        )
        raise EditorFailedError(
            f"the editor {command[0]!r} {how}",
            place=path,
            remedy="What it saved is read all the same.",
        )
