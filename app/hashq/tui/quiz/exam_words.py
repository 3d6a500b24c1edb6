"""How an exam's time, score and standing are said. Pure wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hashq.quiz.exam import FULL_SCORE
from hashq.tui.glyphs import sparkline
from hashq.tui.text import joined
from hashq.tui.wording import count

if TYPE_CHECKING:
    from hashq.quiz.exam import Exam
    from hashq.tui.glyphs import Glyphs

SCORE_BAR = 40
HURRY = 5 * 60
"""Seconds before the end from which the clock warns."""


def clock_words(seconds: float) -> str:
    """A span as a clock shows it: ``1:05:09``, ``4:30``."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def is_ending(exam: Exam) -> bool:
    """Whether the last minutes run."""
    left = exam.seconds_left
    return left is not None and left <= HURRY


def clock(exam: Exam, glyphs: Glyphs, *, hidden: bool) -> Content:
    """Time left, or used where there is no limit; the last minutes show even a hidden clock."""
    left = exam.seconds_left
    if left is not None and is_ending(exam):
        return Content.styled(f"{glyphs.warning} {clock_words(left)} left", "bold $ember")
    if hidden:
        return Content.styled("clock hidden", "$faint")
    if left is None:
        return Content.styled(f"{clock_words(exam.used)} used", "$quiet")
    return Content.styled(f"{clock_words(left)} left", "$text")


def standing(exam: Exam) -> str:
    """How far an exam under way has come, in words."""
    done = len(exam.questions) - len(exam.unanswered())
    marked = len(exam.marked())
    words = f"{done} of {count(len(exam.questions), 'question')} answered"
    return f"{words}, {marked} marked" if marked else words


def before_submitting(exam: Exam) -> str:
    """What a person should know before handing in."""
    blank, marked = len(exam.unanswered()), len(exam.marked())
    found = [f"{blank} left blank"] if blank else ["all are answered"]
    if marked:
        found.append(f"{marked} marked for review")
    return ", ".join(found)


def score_bar(score: int, pass_mark: int, glyphs: Glyphs) -> Content:
    """The score as a bar, with a wall where the pass mark stands."""
    filled, mark = score * SCORE_BAR // FULL_SCORE, min(SCORE_BAR, pass_mark * SCORE_BAR // FULL_SCORE)
    style = "$leaf" if score >= pass_mark else "$ember"
    cells = [
        Content.styled(glyphs.full, style) if at < filled else Content.styled(glyphs.rest, "$faint")
        for at in range(SCORE_BAR)
    ]
    cells.insert(mark, Content.styled(glyphs.wall, "bold $strong"))
    return joined(cells)


def score_line(score: int, pass_mark: int, glyphs: Glyphs) -> Content:
    """Passed or not, in words, with the score."""
    passed = score >= pass_mark
    sign, word, style = (
        (glyphs.right, "Passed", "$leaf") if passed else (glyphs.wrong, "Not passed", "$ember")
    )
    return joined(
        (
            Content.styled(f"{sign} {word}", f"bold {style}"),
            Content.styled(f"   {score:,} of {FULL_SCORE:,}", "bold $strong"),
            Content.styled(f"   {pass_mark:,} passes", "$quiet"),
        )
    )


def scores_line(scores: tuple[int, ...], glyphs: Glyphs) -> str:
    """Scores as bars, a full one being a perfect exam."""
    return sparkline((*scores, FULL_SCORE), glyphs)[: len(scores)]
