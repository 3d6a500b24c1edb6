"""An answer and a key on one line, in the words of the options. Pure wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hashq.quiz.fold import undecorated
from hashq.quiz.model import Kind
from hashq.tui.text import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.quiz.model import Question


def asked_line(question: Question) -> str:
    """What is asked, on one line in plain words, without the request behind it or the story before it."""
    paragraphs = [part for part in question.prompt.strip().split("\n\n") if part.strip()] or [""]
    return undecorated(paragraphs[-1] if question.kind is Kind.PREDICT else paragraphs[0])


def given_words(question: Question, given: Sequence[str]) -> Content:
    """What was given to ``question``."""
    if not any(part.strip() for part in given):
        return Content.styled("left blank", "$ember")
    return shown_line(_words(question, given), "$ember")


def key_words(question: Question) -> Content:
    """What would have been right."""
    key = question.key if question.options else question.key[:1]
    return shown_line(_words(question, key), "$leaf")


def _words(question: Question, labels: Sequence[str]) -> str:
    if not question.options:
        return "; ".join(labels)
    texts = {option.label: option.text for option in question.options}
    named = [texts.get(label, "nothing") for label in labels]
    if question.kind is Kind.MATCH:
        return "; ".join(f"{row}: {text}" for row, text in zip(question.rows, named, strict=False))
    return (", then " if question.kind is Kind.ORDER else "; ").join(named)
