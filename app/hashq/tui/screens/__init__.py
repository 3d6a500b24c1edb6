"""The screens by name. Each is imported when it is first opened, so that the first one is there at once."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.screen import Screen

SCREENS: dict[str, str] = {
    "home": "HomeScreen",
    "review": "ReviewScreen",
    "summary": "SummaryScreen",
    "importing": "ImportScreen",
    "problems": "ProblemsScreen",
    "info": "InfoScreen",
    "help": "HelpScreen",
}
"""Module under ``hashq.tui.screens`` → its screen. The module's name is the screen's name in the table of actions."""


def _class(name: str) -> type[Screen[None]]:
    module = importlib.import_module(f"hashq.tui.screens.{name}")
    return cast("type[Screen[None]]", getattr(module, SCREENS[name]))


def make(name: str, **opening: object) -> Screen[None]:
    """The screen called ``name``, built with ``opening``."""
    return _class(name)(**opening)  # type: ignore[arg-type]  # each screen names its own


def stylesheet(name: str) -> Path:
    """Where the styles of the screen called ``name`` stand. Textual does not load those of the very first screen."""
    return Path(__file__).parent / str(_class(name).CSS_PATH)
