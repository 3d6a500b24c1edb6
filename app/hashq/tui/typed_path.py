"""Paths as people type, paste and drop them on a terminal, and their completion. Looks at folders; reads no file."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from textual.suggester import Suggester

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTE_SUFFIXES = (".md", ".markdown")


def typed_path(text: str) -> Path | None:
    """The path meant by ``text``: quotes, ``file://``, ``~`` and escaped blanks understood; None for nothing."""
    text = text.strip()
    if not text:
        return None
    if text.startswith("file://"):
        return Path(unquote(urlsplit(text).path))
    if Path(text).expanduser().exists():
        return Path(text).expanduser()
    if os.name != "nt" and any(sign in text for sign in "\\'\""):
        text = _unquoted(text)
    return Path(text).expanduser()


def typed_paths(text: str) -> tuple[Path, ...]:
    """The paths meant by ``text``: several dropped together, each once, where every word of it is there; else the one."""
    found = [path for line in text.splitlines() for path in _on_one_line(line.strip())]
    return tuple(dict.fromkeys(found))


def _on_one_line(line: str) -> tuple[Path, ...]:
    whole = typed_path(line)
    if whole is None or whole.exists():
        return () if whole is None else (whole,)
    try:
        words = [path for word in shlex.split(line) if (path := typed_path(word)) is not None]
    except ValueError:
        return (whole,)
    return tuple(words) if len(words) > 1 and all(path.exists() for path in words) else (whole,)


def as_typed(paths: Sequence[Path]) -> str:
    """``paths`` on one line, so that :func:`typed_paths` reads them again."""
    return str(paths[0]) if len(paths) == 1 else shlex.join(str(path) for path in paths)


def _unquoted(text: str) -> str:
    try:
        words = shlex.split(text)
    except ValueError:
        return text
    return words[0] if len(words) == 1 else text


def completed(text: str) -> str | None:
    """``text`` with the name it begins made whole: the first folder or note that fits; None when none does."""
    folder, _, begun = text.rpartition("/")
    place = Path(folder or ("/" if text.startswith("/") else ".")).expanduser()
    try:
        entries = sorted(os.scandir(place), key=lambda entry: entry.name.casefold())
    except OSError:
        return None
    for entry in entries:
        if entry.name.startswith(begun) and (begun.startswith(".") or not entry.name.startswith(".")):
            is_folder = entry.is_dir()
            if is_folder or entry.name.endswith(NOTE_SUFFIXES):
                return text[: len(text) - len(begun)] + entry.name + ("/" if is_folder else "")
    return None


class PathSuggester(Suggester):
    """Completes a path while it is typed."""

    def __init__(self) -> None:
        """Nothing is kept: folders change."""
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path for what is typed so far."""
        return completed(value) if value else None
