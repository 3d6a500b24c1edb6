"""Scenarios to choose from: those that ship, those a person saved, and one from any file.

Owns the folder of saved scenarios. What a scenario may say is the sandbox's business.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.errors import HashqError, UnreadableInputError
from hashq.file_writing import write_file
from hashq.sandbox.scenario_text import write_scenario
from hashq.sandbox.shipped import SHIPPED, shipped
from hashq.study.lab import LARGEST_FILE
from hashq.study.scenario_texts import ScenarioText

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.sandbox.scenario_model import Scenario

LONGEST_NAME = 60
_SUFFIX = ".yaml"


def shipped_scenarios() -> tuple[ScenarioText, ...]:
    """Those that come with the program, in the order in which they are best met."""
    return tuple(ScenarioText(each.key, each.lesson, each.text) for each in SHIPPED)


def saved_scenarios(folder: Path) -> tuple[ScenarioText, ...]:
    """A person's own, by name. A folder that is not there yet holds none; an unreadable file is left out."""
    found = []
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        try:
            found.append(ScenarioText(path.stem, "", _text(path), str(path)))
        except UnreadableInputError:
            continue
    return tuple(found)


def open_scenario(name: str, path: Path, folder: Path) -> ScenarioText:
    """The shipped or saved scenario of that name, or the file at ``path``. Raises :class:`UnreadableInputError`."""
    ships = shipped(name)
    if ships is not None:
        return ScenarioText(ships.key, ships.lesson, ships.text)
    saved = folder / f"{file_name(name)}{_SUFFIX}"
    chosen = saved if not path.exists() and saved.exists() else path
    return ScenarioText(chosen.stem, "", _text(chosen), str(chosen))


def save_scenario(folder: Path, name: str, scenario: Scenario) -> Path:
    """Write a scenario under a name; one of the same name is replaced. Raises :class:`HashqError`."""
    stem = file_name(name)
    if not stem:
        raise HashqError("a scenario needs a name", remedy="give one with letters or digits")
    path = folder / f"{stem}{_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_file(path, write_scenario(scenario).encode("utf-8"))
    except OSError as reason:
        raise HashqError(
            f"the scenario cannot be saved: {reason.strerror or reason}",
            place=str(path),
            remedy="check that the folder can be written to",
        ) from reason
    return path


def file_name(name: str) -> str:
    """A name as it may stand in the folder: letters, digits, dashes; never a path, never hidden."""
    return re.sub(r"[^\w]+", "-", name).strip("-")[:LONGEST_NAME]


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as reason:
        cause = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason)
        raise UnreadableInputError(
            f"the scenario cannot be read: {cause}", place=str(path), remedy="check its path"
        ) from reason
    if len(data) > LARGEST_FILE:
        raise UnreadableInputError("the file is too large for a scenario", place=str(path))
    return data.decode("utf-8-sig", "replace")
