"""What the form before a quiz says: its rows, and under them the exams so far and what one to come asks for. Pure wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hashq.study.sittings import trend
from hashq.tui.forms import Chip, Shown
from hashq.tui.quiz.exam_words import clock_words, scores_line, standing
from hashq.tui.quiz.feedback import KIND_NAMES
from hashq.tui.quiz.setup import ALL_KINDS, Mode, Row, Setup
from hashq.tui.text import joined, shown_line
from hashq.tui.wording import count, deck_path, lasted, share

if TYPE_CHECKING:
    from hashq.scheduling.exam_plan import ExamPlan
    from hashq.study.sittings import PastExam, Sitting
    from hashq.tui.glyphs import Glyphs

LATEST = 20


def shown_rows(setup: Setup, crumb: str) -> list[Shown]:
    """The rows of the form; ``crumb`` stands between the parts of a deck's name."""
    return [_shown_row(setup, row, crumb) for row in setup.rows]


def _shown_row(setup: Setup, row: Row, crumb: str) -> Shown:
    if row is Row.KINDS:
        on_kinds = setup.row is Row.KINDS
        chips = (
            Chip(KIND_NAMES[kind], kind in setup.kinds, on_kinds and kind is setup.kind) for kind in ALL_KINDS
        )
        return Shown(row, chips=tuple(chips))
    value, note = _value(setup, row, crumb)
    return Shown(row, value, note)


def _value(setup: Setup, row: Row, crumb: str) -> tuple[str, str]:
    """The value of a row in words, and a note beside it."""
    match row:
        case Row.MODE:
            return setup.mode, _mode_note(setup)
        case Row.DECK:
            if setup.deck in setup.queries:
                return setup.deck, "a query"
            return deck_path(setup.deck, crumb) or "all decks", ""
        case Row.COUNT:
            return str(setup.count), ""
        case Row.MINUTES:
            return str(setup.minutes or "none"), "" if setup.minutes else "no time limit"
        case Row.MARK:
            return str(setup.mark), "of 1,000"
        case Row.SEED:
            return (
                ("another quiz each time", "")
                if setup.seed is None
                else (str(setup.seed), "the same quiz again")
            )
        case Row.FEEDING:
            return setup.feed, ""
        case _:
            return _date_words(setup)


def _date_words(setup: Setup) -> tuple[str, str]:
    day = setup.exam_day
    if day is None:
        return "none set", ""
    return f"{day:%a} {day.day} {day:%b %Y}", f"in {count((day - setup.today).days, 'day')}"


def _mode_note(setup: Setup) -> str:
    """What a mode means, in a few words."""
    if setup.mode is Mode.PRACTICE:
        return "judged at once"
    if setup.mode is Mode.EXAM:
        return "judged at the end"
    rules = setup.rules
    return f"{rules.count} in {lasted(rules.seconds or 0)}, {rules.pass_mark} passes"


def resume_words(sitting: Sitting, resume: str, give_up: str, glyphs: Glyphs) -> Content:
    """An exam under way, and the keys that go on with it or end it."""
    exam = sitting.exam
    left = exam.seconds_left
    time = f"{clock_words(exam.used)} used" if left is None else f"{clock_words(left)} left"
    deck = deck_path(sitting.deck, glyphs.crumb) or "all decks"
    return joined(
        (
            Content.styled("An exam is under way: ", "bold $sun"),
            shown_line(deck, "$strong"),
            f" {glyphs.dot} {standing(exam)} {glyphs.dot} {time}\n",
            Content.styled(resume, "bold $lamp"),
            " goes on with it, ",
            Content.styled(give_up, "bold $lamp"),
            " gives it up",
        )
    )


def history_words(history: tuple[PastExam, ...], key: str, glyphs: Glyphs) -> Content:
    """The scores so far as a line, the latest in words."""
    last, change = history[0], trend(history)
    scores = tuple(exam.score for exam in reversed(history[:LATEST]))
    facts = [f"last {last.score:,} of 1,000, {'passed' if last.passed else 'not passed'}"]
    if change is not None:
        facts.append(f"{'up' if change >= 0 else 'down'} {abs(change)}")
    return joined(
        (
            Content.styled(f"{count(len(history), 'exam')} ", "$strong"),
            Content.styled(scores_line(scores, glyphs), "$lamp"),
            f" {f' {glyphs.dot} '.join(facts)} (",
            Content.styled(key, "bold $lamp"),
            " shows them)",
        )
    )


def plan_words(plan: ExamPlan, glyphs: Glyphs) -> Content:
    """How ready one will be on the day of the exam, and what to do a day."""
    ready = joined(
        (
            "On that day, with nothing more studied: ",
            Content.styled(f"{share(plan.readiness)} ready", "bold $strong"),
        )
    )
    a_day = [count(plan.new_per_day, "new card")] if plan.new_per_day else []
    a_day.append(f"about {count(round(plan.reviews_per_day), 'review')}")
    then = joined(
        (
            f"{' and '.join(a_day)} a day {glyphs.arrow} ",
            Content.styled(f"{share(plan.projected)} ready", "bold $leaf"),
        )
    )
    return joined((ready, then), "\n")
