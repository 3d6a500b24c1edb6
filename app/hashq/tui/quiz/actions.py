"""The rows of the table of actions for quizzes and exams. Owns words and keys; what they do stands on the screens."""

from __future__ import annotations

from hashq.tui.keys import Action

MOST_OPTIONS = 8
"""Options a key of its own can choose: a to h, or 1 to 8. Further ones are reached with the cursor."""


def _options(screen: str) -> tuple[Action, ...]:
    """One action for each option that has a key of its own."""
    return tuple(
        Action(
            f"{screen}.option_{number + 1}",
            ("abcdefgh"[number], str(number + 1)),
            f"option {'abcdefgh'[number]}",
            f"Choose {'abcdefgh'[number]}, put it next in order, or match it.",
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
    Action("quiz.find", ("/",), "query", "Write a query; the cards it finds are asked.", "Set up"),
    Action("quiz.resume", ("r",), "resume", "Go on with the exam that is under way.", "Exam", footer=False),
    Action(
        "quiz.give_up", ("g",), "give up", "End the exam under way without a score.", "Exam", footer=False
    ),
    Action("quiz.history", ("h",), "history", "The exams so far, with their results.", "Exam"),
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
        "practice.sandbox",
        ("s",),
        "watch it run",
        "Watch in the sandbox the deployment that the question, or its card, is about.",
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


def _schedule(screen: str) -> tuple[Action, ...]:
    """What the answers of a finished quiz can do to the schedule."""
    return (
        Action(
            f"{screen}.due",
            ("d",),
            "missed due",
            "Make the cards that were missed due today; nothing else changes.",
            "Schedule",
        ),
        Action(
            f"{screen}.reviews",
            ("r",),
            "as reviews",
            "Count the answers as reviews: missed again, written good, a right choice hard.",
            "Schedule",
        ),
        Action(f"{screen}.undo", ("u",), "undo", "Take the change of the schedule back.", "Schedule"),
    )


_PRACTICE_END = (
    Action(
        "practice_end.again", ("enter",), "missed again", "Practise once more what was missed.", "Practice"
    ),
    *_schedule("practice_end"),
    Action("practice_end.leave", ("q", "escape"), "back", "Go back to where you came from.", "Program"),
)
_EXAM = (
    Action("exam.confirm", ("enter",), "next", "Keep the answer and go on to the next question.", "Answer"),
    Action(
        "exam.mark",
        ("space",),
        "mark",
        "Choose, mark or take up the option under the cursor.",
        "Answer",
        footer=False,
    ),
    *_options("exam"),
    Action(
        "exam.confidence",
        ("+", "=", "f4"),
        "how sure",
        "Say how sure you are: a guess, unsure, fairly sure, sure, nothing.",
        "Answer",
        footer=False,
    ),
    Action("exam.before", ("left", "f7"), "before", "The question before; the answer is kept.", "Move"),
    Action("exam.next", ("right", "f8"), "after", "The question after; the answer is kept.", "Move"),
    Action("exam.flag", ("m", "f2"), "mark", "Mark the question for review, or no longer.", "Move"),
    Action("exam.grid", ("n", "f3"), "overview", "All questions: answered, blank, marked.", "Move"),
    Action(
        "exam.clock",
        ("t", "f6"),
        "clock",
        "Hide the clock, or show it; the last minutes always show.",
        "Exam",
    ),
    Action("exam.submit", ("s", "f10"), "hand in", "Hand the exam in, after asking once.", "Exam"),
    Action(
        "exam.leave",
        ("q", "escape"),
        "leave",
        "Leave; the exam is kept and its time stands still until you go on.",
        "Program",
    ),
)
_EXAM_GRID = (
    Action("exam_grid.go", ("enter", "space"), "go there", "Go to the question under the cursor.", "Move"),
    Action("exam_grid.before", ("left",), "left", "The question to the left.", "Move", footer=False),
    Action("exam_grid.next", ("right",), "right", "The question to the right.", "Move", footer=False),
    Action("exam_grid.next_open", ("m",), "next open", "The next question that is blank or marked.", "Move"),
    Action("exam_grid.submit", ("s", "f10"), "hand in", "Hand the exam in, after asking once.", "Exam"),
    Action("exam_grid.leave", ("q", "escape", "n", "f3"), "back", "Back to the question.", "Program"),
)
_EXAM_RESULT = (
    Action(
        "exam_result.wrong",
        ("enter",),
        "go through",
        "Go through what went wrong, each with its card.",
        "Exam",
    ),
    *_schedule("exam_result"),
    Action(
        "exam_result.retake", ("w",), "retake wrong", "A new exam of the questions that went wrong.", "Exam"
    ),
    Action("exam_result.history", ("h",), "history", "The exams so far.", "Exam"),
    Action("exam_result.leave", ("q", "escape"), "back", "Go back to where you came from.", "Program"),
)
_EXAM_ANSWERS = (
    Action("exam_answers.next", ("right", "enter", "space"), "next", "The next question.", "Move"),
    Action("exam_answers.before", ("left",), "before", "The question before.", "Move"),
    Action("exam_answers.all", ("a",), "all", "Go through all questions, or the wrong ones only.", "Move"),
    Action("exam_answers.sandbox", ("s",), "watch it run", "Watch the deployment it is about.", "Card"),
    Action("exam_answers.info", ("i",), "info", "What is known of the card.", "Card"),
    Action("exam_answers.leave", ("q", "escape"), "back", "Back to the result.", "Program"),
)
_EXAM_HISTORY = (
    Action("exam_history.look", ("enter", "space"), "look", "Show the result of the chosen exam.", "Exam"),
    Action("exam_history.decks", ("a",), "all decks", "The exams of all decks.", "Exam"),
    Action("exam_history.leave", ("q", "escape"), "back", "Go back.", "Program"),
)

QUIZ_ACTIONS = (
    *_SETUP,
    *_PRACTICE,
    *_PRACTICE_END,
    *_EXAM,
    *_EXAM_GRID,
    *_EXAM_RESULT,
    *_EXAM_ANSWERS,
    *_EXAM_HISTORY,
)
"""Every action of the quiz and exam screens, those of one screen together."""
