"""The screens by name. Each is imported when it is first opened, so that the first one is there at once."""

from __future__ import annotations

import importlib
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
    "sandbox": "SandboxScreen",
    "sandbox_picker": "PickerScreen",
    "sandbox_form": "ScenarioFormScreen",
    "sandbox_text": "ScenarioTextScreen",
    "sandbox_appspec": "AppSpecScreen",
    "sandbox_save": "SaveScreen",
    "sandbox_detail": "DetailScreen",
    "sandbox_predict": "PredictScreen",
    "sandbox_verdict": "VerdictScreen",
    "links": "LinksScreen",
    "reader": "ReaderScreen",
    "shapes": "ShapesScreen",
    "stats": "StatsScreen",
    "settings": "SettingsScreen",
    "quiz": "QuizScreen",
    "practice": "PracticeScreen",
    "practice_end": "PracticeEndScreen",
    "browse": "BrowseScreen",
    "note_editor": "NoteEditorScreen",
    "exam": "ExamScreen",
    "exam_grid": "ExamGridScreen",
    "exam_result": "ExamResultScreen",
    "exam_answers": "ExamAnswersScreen",
    "exam_history": "ExamHistoryScreen",
    "help": "HelpScreen",
}
"""Module under ``hashq.tui.screens`` → its screen. The module's name is the screen's name in the table of actions."""


def make(name: str, **opening: object) -> Screen[None]:
    """The screen called ``name``, built with ``opening``."""
    module = importlib.import_module(f"hashq.tui.screens.{name}")
    return cast("Screen[None]", getattr(module, SCREENS[name])(**opening))
