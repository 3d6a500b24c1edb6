"""Changing one setting in the file, so that everything else in it, comments included, stays as it is.

Owns the edit and the safe replacement of the file. Imported only when something is changed: it loads tomlkit.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from hashq.errors import HashqError
from hashq.file_writing import FileChangedError, replace_file, write_file
from hashq.settings.described import all_settings
from hashq.settings.model import deck_key
from hashq.settings.reading import Finding, SettingsError, load_settings
from hashq.settings.values import to_toml

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence
    from pathlib import Path

    from hashq.settings.model import Settings

_TRIES = 10


def save_setting(text: str, key: str | Sequence[str], value: Any, path: str = "config.toml") -> str:
    """``text`` with one setting changed; None takes it out again, so that its default holds.

    ``key`` is ``"study.new_per_day"``, or its parts where one of them holds a dot: ``("decks", "AWS/v1.0",
    "new_per_day")``. Raises :class:`SettingsError` when the text, the key or the value is wrong; nothing is changed then.
    """
    parts = key.split(".") if isinstance(key, str) else list(key)
    if len(parts) < 2 or not all(parts):
        raise SettingsError(
            path, [Finding(".".join(parts), "there is no such setting", "name section and key")]
        )
    load_settings(text, path)
    try:
        document = tomlkit.parse(text)
        _assign(document, _as_named(document, parts), None if value is None else to_toml(value))
    except TOMLKitError as failure:
        raise SettingsError(path, [Finding("", f"it cannot be edited: {failure}")]) from failure
    changed = _with_line_ends_of(text, tomlkit.dumps(document))
    load_settings(changed, path)
    return changed


def _as_named(document: Mapping[str, Any], parts: Sequence[str]) -> list[str]:
    """``parts`` with a deck's name as the file spells it, where it is there already."""
    if parts[0] != "decks" or len(parts) < 3 or not isinstance(document.get("decks"), dict):
        return list(parts)
    spelled = next((name for name in document["decks"] if deck_key(name) == deck_key(parts[1])), parts[1])
    return ["decks", spelled, *parts[2:]]


def _with_line_ends_of(old: str, new: str) -> str:
    """``new`` with the line ends of ``old``, where those are all alike."""
    if "\r\n" not in old or old.count("\n") != old.count("\r\n"):
        return new
    return new.replace("\r\n", "\n").replace("\n", "\r\n")


def _assign(table: MutableMapping[str, Any], parts: Sequence[str], value: Any) -> None:
    *parents, name = parts
    for parent in parents:
        if parent not in table:
            if value is None:
                return
            table[parent] = tomlkit.table(is_super_table=parent == "decks")
        table = table[parent]
    if value is None:
        table.pop(name, None)
    elif name in table:
        table[name] = value
    else:
        table.append(name, value) if hasattr(table, "append") else table.update({name: value})


def write_setting(path: Path, key: str | Sequence[str], value: Any) -> Settings:
    """Change one setting in the file at ``path``, made where it is missing; the settings that hold from now on.

    The file is replaced whole or not at all; where it is a link, what it points to is replaced. Raises
    :class:`SettingsError`, and :class:`HashqError` when it cannot be written.
    """
    try:
        return load_settings(_changed(path, key, value), str(path))
    except UnicodeDecodeError:
        raise SettingsError(str(path), [Finding("", "it is not UTF-8 text", "save it as UTF-8")]) from None
    except OSError as failure:
        cause = f"the settings cannot be written: {failure.strerror}"
        raise HashqError(cause, place=str(path), remedy="check the folder's permissions") from failure


def _changed(path: Path, key: str | Sequence[str], value: Any) -> str:
    """The file's text after the change. What another window writes meanwhile is read, and changed in turn."""
    for _ in range(_TRIES):
        if not path.exists():
            new = save_setting("", key, value, str(path))
            _put(path, new)
            return new
        old = path.read_bytes()
        mark = BOM_UTF8 if old.startswith(BOM_UTF8) else b""
        new = save_setting(old.removeprefix(mark).decode(), key, value, str(path))
        with suppress(FileChangedError):
            replace_file(path, mark + new.encode(), expected=old)
            return new
    raise HashqError("another program keeps writing to the settings", place=str(path), remedy="try again")


def _put(path: Path, text: str) -> None:
    path.resolve().parent.mkdir(parents=True, exist_ok=True)
    write_file(path, text.encode())


def write_example(path: Path) -> None:
    """Make the file at ``path`` with every setting commented out, unless there is one. Raises :class:`HashqError`."""
    if path.exists():
        return
    try:
        _put(path, example())
    except OSError as failure:
        raise HashqError(f"the settings cannot be written: {failure.strerror}", place=str(path)) from failure


def example() -> str:
    """A whole settings file with every default, each line commented out under what it means."""
    lines: list[str] = []
    section = ""
    for spec in all_settings():
        if spec.section != section:
            section = spec.section
            title = '[decks."Name/Of deck"]' if section == "decks" else f"[{section}]"
            lines += ["", f"# {title}" if section == "decks" else title]
        default = to_toml(spec.default)
        shown = "…" if default is None else tomlkit.item(default).as_string()
        lines += [f"# {spec.help}", f"# {spec.name} = {shown}"]
    return "\n".join(lines).lstrip("\n") + "\n"
