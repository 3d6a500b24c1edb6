"""Everything a person can set, where it is written, and what is told about a wrong value.

Owns the settings as frozen values, their reading from TOML and their writing back. Knows nothing of what a setting does
to cards or screens. Reading imports the TOML parser only when there is text; writing lives in ``settings.writing``.
"""

from __future__ import annotations

from hashq.settings.fields import Kind, SettingSpec
from hashq.settings.model import (
    DeckSettings,
    EditorSettings,
    QuizSettings,
    SandboxSettings,
    ScreenSettings,
    Settings,
    StudySettings,
    all_settings,
)
from hashq.settings.reading import Finding, SettingsError, load_settings, read_settings

__all__ = [
    "DeckSettings",
    "EditorSettings",
    "Finding",
    "Kind",
    "QuizSettings",
    "SandboxSettings",
    "ScreenSettings",
    "SettingSpec",
    "Settings",
    "SettingsError",
    "StudySettings",
    "all_settings",
    "load_settings",
    "read_settings",
]
