"""Everything a person can set, where it is written, and what is told about a wrong value.

Owns the settings as values (``model``), what each means (``described``), their reading from TOML (``reading``) and
their writing back (``writing``). Knows nothing of what a setting does to cards or screens. Only ``model`` and
``reading`` are loaded here; they load the rest when a file says something.
"""

from __future__ import annotations

from hashq.settings.model import (
    DeckSettings,
    EditorSettings,
    QuizSettings,
    SandboxSettings,
    ScreenSettings,
    Settings,
    StudySettings,
)
from hashq.settings.reading import Finding, SettingsError, load_settings, read_settings

__all__ = [
    "DeckSettings",
    "EditorSettings",
    "Finding",
    "QuizSettings",
    "SandboxSettings",
    "ScreenSettings",
    "Settings",
    "SettingsError",
    "StudySettings",
    "load_settings",
    "read_settings",
]
