"""A question, a refusal and a grade as the command-line contract has them in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hashq.quiz.model import Grade, Question, Refusal


def question_json(question: Question) -> dict[str, Any]:
    """The stable fields of a question; ``rows`` and ``scenario`` only where the kind has them."""
    found: dict[str, Any] = {
        "id": question.id,
        "card": question.card,
        "kind": str(question.kind),
        "prompt": question.prompt,
        "options": [{"label": option.label, "text": option.text} for option in question.options],
        "key": list(question.key),
        "choose": question.choose,
        "source": {"path": question.path, "line": question.line},
    }
    if question.rows:
        found["rows"] = list(question.rows)
    if question.scenario:
        found["scenario"] = question.scenario
    return found


def refusal_json(refusal: Refusal) -> dict[str, str]:
    """Why a card yields no question of a kind."""
    return {"card": refusal.card, "kind": str(refusal.kind), "reason": refusal.reason}


def grade_json(grade: Grade) -> dict[str, Any]:
    """The judgement of one answer."""
    return {"id": grade.question, "right": grade.right, "given": list(grade.given), "key": list(grade.key)}
