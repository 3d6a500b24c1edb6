"""The rows of the table of actions for quizzes and exams. Owns words and keys; what they do stands on the screens."""

from __future__ import annotations

from hashq.tui.keys import Action
from hashq.tui.quiz.attempt import MOST_OPTIONS


def _options(screen: str) -> tuple[Action, ...]:
    """One action for each option that has a key of its own; the footer shows the first for all of them."""
    return tuple(
        Action(
            f"{screen}.option_{number + 1}",
            ("abcdefgh"[number], str(number + 1)),
            "a-h choose" if not number else f"option {'abcdefgh'[number]}",
            f"Choose option {'abcdefgh'[number]}; put it next in order, or give it to the row under the cursor.",
            "Answer",
            footer=False,
        )
        for number in range(MOST_OPTIONS)
    )


_SETUP = (
    Action("quiz.begin", ("enter",), "begin", "Begin the practice or the exam as it is set.", "Quiz"),
    Action("quiz.less", ("left",), "less", "The value before, a smaller number or an earlier day.", "Set up"),
    Action("quiz.more", ("right",), "change", "The next value, a larger number or a later day.", "Set up"),
    Action("quiz.mark", ("space",), "mark", "Ask questions of the kind under the cursor, or not.", "Set up"),
    Action("quiz.leave", ("q", "escape"), "back", "Go back; nothing is begun.", "Program"),
)
_PRACTICE = (
    Action(
        "practice.confirm",
        ("enter",),
        "confirm",
        "Confirm the answer; once it is judged, go on to the next question.",
        "Answer",
    ),
    Action(
        "practice.mark",
        ("space",),
        "mark",
        "Mark or take up the option under the cursor; once it is judged, go on.",
        "Answer",
    ),
    *_options("practice"),
    Action(
        "practice.confidence",
        ("+", "=", "f4"),
        "how sure",
        "Say how sure you are before the answer is judged: a guess, unsure, fairly sure, sure, nothing.",
        "Answer",
    ),
    Action(
        "practice.overrule",
        ("o",),
        "I was right",
        "Judge the last answer yourself: right becomes wrong, wrong becomes right.",
        "Judged",
    ),
    Action(
        "practice.info", ("i",), "info", "What is known of the card: its place, memory and history.", "Judged"
    ),
    Action(
        "practice.leave",
        ("q", "escape"),
        "finish",
        "Finish here and see how it went; with nothing answered, go back.",
        "Program",
    ),
)
_PRACTICE_END = (
    Action(
        "practice_end.again", ("enter",), "missed again", "Practise once more what was missed.", "Practice"
    ),
    Action("practice_end.leave", ("q", "escape"), "back", "Go back to where you came from.", "Program"),
)

QUIZ_ACTIONS = (*_SETUP, *_PRACTICE, *_PRACTICE_END)
"""Every action of the quiz and exam screens, those of one screen together."""
