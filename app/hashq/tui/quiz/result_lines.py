"""What an exam came to, as lines: score, decks, tags, time, and what went wrong. Pure drawing."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from textual.content import Content

from hashq.tui.quiz.exam_words import clock_words, score_bar, score_line
from hashq.tui.quiz.given import asked_line, given_words, key_words
from hashq.tui.quiz.outcome import calibration_lines, share_line
from hashq.tui.text import EMPTY, joined, shown_line
from hashq.tui.wording import count, lasted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.quiz.exam import Exam, Result, Share
    from hashq.quiz.model import Grade, Question
    from hashq.tui.glyphs import Glyphs

NAME = 34
"""Cells for the name of a deck or tag."""
MOST_SHARES = 12
SLOWEST = 3


def result_lines(exam: Exam, came_to: Result, glyphs: Glyphs, width: int) -> Iterator[Content]:
    """The result for ``width`` cells, what matters most first."""
    yield score_line(came_to.score, exam.rules.pass_mark, glyphs)
    yield score_bar(came_to.score, exam.rules.pass_mark, glyphs)
    yield _counts(exam, came_to, glyphs)
    yield from _shares("By deck", came_to.by_deck, glyphs)
    telling = tuple(share for share in came_to.by_tag if share.total < came_to.total)
    yield from _shares("By tag", telling, glyphs)
    judged = list(zip(exam.questions, came_to.grades, strict=True))
    yield from calibration_lines(
        ((exam.answer(question.id).confidence, one.right) for question, one in judged), glyphs
    )
    yield from _times(exam, width)
    yield from _wrong(exam, judged, glyphs, width)


def _counts(exam: Exam, came_to: Result, glyphs: Glyphs) -> Content:
    facts = [f"{came_to.right} of {came_to.total} right"]
    blank = len(exam.unanswered())
    if blank:
        facts.append(f"{blank} left blank")
    limit = exam.rules.seconds
    facts.append(f"{lasted(came_to.seconds)} used" + (f" of {lasted(limit)}" if limit else ""))
    return Content.styled(f" {glyphs.dot} ".join(facts), "$quiet")


def _shares(heading: str, shares: tuple[Share, ...], glyphs: Glyphs) -> Iterator[Content]:
    if not shares:
        return
    yield EMPTY
    yield joined((Content.styled(heading, "bold $lamp"), Content.styled("  weakest first", "$quiet")))
    for share in shares[:MOST_SHARES]:
        name = f" {glyphs.crumb} ".join(share.name.split("/")[-2:])
        yield share_line(name, share.right, share.total, glyphs, label=NAME)
    if len(shares) > MOST_SHARES:
        yield Content.styled(f"and {len(shares) - MOST_SHARES} more", "$quiet")


def _times(exam: Exam, width: int) -> Iterator[Content]:
    times = [(exam.answer(one.id).seconds, at) for at, one in enumerate(exam.questions)]
    seen = [(seconds, at) for seconds, at in times if seconds >= 1]
    if not seen:
        return
    yield EMPTY
    yield Content.styled("Time", "bold $lamp")
    middle = clock_words(median(seconds for seconds, _ in seen))
    yield Content.styled(f"half of those looked at took {middle} or less; the longest were", "$quiet")
    for seconds, at in sorted(seen, reverse=True)[:SLOWEST]:
        lead = Content(f"{clock_words(seconds):>7}  {at + 1:>3}. ")
        asked = asked_line(exam.questions[at])
        yield joined((lead, shown_line(asked, "$quiet", width=width - lead.cell_length)))


def _wrong(exam: Exam, judged: list[tuple[Question, Grade]], glyphs: Glyphs, width: int) -> Iterator[Content]:
    wrong = [(at, question) for at, (question, one) in enumerate(judged) if not one.right]
    yield EMPTY
    if not wrong:
        yield joined((Content.styled(f"{glyphs.right} ", "$leaf"), "Every answer was right."))
        return
    yield joined(
        (
            Content.styled("Wrong", "bold $lamp"),
            Content.styled(f"  {count(len(wrong), 'question')}; enter shows each with its card", "$quiet"),
        )
    )
    for at, question in wrong:
        answer = exam.answer(question.id)
        lead = Content.styled(f"{glyphs.wrong} {at + 1:>3}. ", "$ember")
        time = Content.styled(f"  {clock_words(answer.seconds)}", "$quiet")
        yield from _hanging(lead, joined((shown_line(asked_line(question)), time)), width)
        for label, words in (("yours", given_words(question, answer.given)), ("right", key_words(question))):
            yield from _hanging(Content.styled(f"       {label}  ", "$quiet"), words, width)


def _hanging(lead: Content, text: Content, width: int) -> Iterator[Content]:
    """``text`` behind ``lead``, its further lines under its first."""
    indent = lead.cell_length
    first, *rest = text.wrap(max(20, width - indent)) or [EMPTY]
    yield joined((lead, first))
    yield from (line.pad_left(indent) for line in rest)
