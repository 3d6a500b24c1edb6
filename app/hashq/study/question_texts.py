"""Turns questions into what the database keeps of them, and back. Pure."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hashq.quiz.model import Choice, Kind, Question

if TYPE_CHECKING:
    from collections.abc import Sequence


def questions_json(questions: Sequence[Question]) -> str:
    """The questions as a JSON list, whole, so that an exam does not change when its notes do."""
    return json.dumps([asdict(question) for question in questions], ensure_ascii=False)


def questions_of(stored: str) -> tuple[Question, ...]:
    """The questions from their JSON form."""
    return tuple(_question(entry) for entry in json.loads(stored))


def _question(entry: dict[str, Any]) -> Question:
    parts: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }
    parts["kind"] = Kind(entry["kind"])
    parts["options"] = tuple(Choice(**option) for option in entry["options"])
    return Question(**parts)
