"""The line under a question: what is to be done, what is still missing, and when a question comes back. Pure wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.quiz.model import Kind
from hashq.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.quiz.practice import Answered, Practice
    from hashq.tui.quiz.attempt import Attempt


def answer_hint(attempt: Attempt, confirms: str = "enter confirms", *, writing: bool = True) -> str:
    """What to do next to answer.

    ``confirms``: what enter does once the answer is complete; ``writing``: whether the keys go to the field.
    """
    if attempt.written:
        outside = f"space goes to the field, {confirms}"
        return "write the answer, then enter; esc leaves the field" if writing else outside
    match attempt.question.kind:
        case Kind.ORDER:
            return _order_hint(attempt)
        case Kind.MATCH:
            if attempt.lacks:
                return f"give each row its letter: {count(attempt.lacks, 'row')} open"
            return f"all rows are matched: {confirms}"
        case _:
            return _choice_hint(attempt, confirms)


def _order_hint(attempt: Attempt) -> str:
    if attempt.carried:
        return "up and down move the item, space puts it down"
    if attempt.placed:
        return f"{attempt.placed} of {attempt.rows} placed: press the letter of the next"
    return "press the letters in order, or move an item: space takes it up"


def _choice_hint(attempt: Attempt, confirms: str) -> str:
    if attempt.question.choose == 1:
        return confirms if attempt.answer else "press a letter, or space at the cursor"
    if attempt.lacks:
        return f"choose {attempt.question.choose}: {attempt.lacks} more"
    return confirms


def coming_back(practice: Practice, last: Answered) -> Iterator[str]:
    """Whether and when the question just judged, or its card in writing, is asked again."""
    for place, waiting in enumerate(practice.waiting):
        if waiting.card != last.question.card:
            continue
        how = "comes back" if waiting.id == last.question.id else "comes back to be written"
        yield f"{how} next" if not place else f"{how} after {count(place, 'question')}"
        return
