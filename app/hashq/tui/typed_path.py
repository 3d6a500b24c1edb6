"""Paths as people type, paste and drop them on a terminal, and their completion. Looks at folders; reads no file."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit

from textual.suggester import Suggester

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
