"""What a person sets before a practice or an exam: a frozen value, and what each key does to each of its rows.

Owns ranges, steps and defaults. Knows no screen, library or clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from hashq.quiz.exam import CERTIFICATION, Rules
from hashq.quiz.model import Kind
from hashq.tui.forms import following, stepped

ALL_KINDS = tuple(Kind)
COUNTS = (5, 10, 20, 30, 50, 65, 100, 200)
MINUTES = (None, 10, 20, 30, 45, 60, 90, 130, 180)
MARKS = (500, 600, 700, 720, 750, 800, 900)
MOST_QUESTIONS, MOST_MINUTES, MOST_MARK, MOST_SEED = 500, 600, 1000, 999_999
FIRST_EXAM_IN = timedelta(days=30)
"""Where the date of an exam begins when none is set yet."""


class Mode(StrEnum):
    """What is begun."""

    PRACTICE = "practice"
    CERTIFICATION = "certification exam"
    EXAM = "exam of your own"


class Row(StrEnum):
    """The rows of the form, each with its label."""

    MODE = "what"
    DECK = "from"
    COUNT = "questions"
    MINUTES = "minutes"
    MARK = "pass mark"
    KINDS = "kinds"
    SEED = "seed"
    FEEDING = "schedule"
    DATE = "exam date"


class Feed(StrEnum):
    """What the answers of a practice may do to the schedule."""

    ASK = "ask at the end"
    NOTHING = "leave it alone"
    REVIEWS = "answers count as reviews"
    MISSED_DUE = "missed cards become due"


_ROWS = {
    Mode.PRACTICE: (Row.MODE, Row.DECK, Row.COUNT, Row.KINDS, Row.SEED, Row.FEEDING, Row.DATE),
    Mode.CERTIFICATION: (Row.MODE, Row.DECK, Row.KINDS, Row.SEED, Row.DATE),
    Mode.EXAM: (Row.MODE, Row.DECK, Row.COUNT, Row.MINUTES, Row.MARK, Row.KINDS, Row.SEED, Row.DATE),
}


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that is set."""

    decks: tuple[str, ...] = ("",)
    """What can be chosen from: decks, kept queries, a query; empty for everything."""
    queries: frozenset[str] = frozenset()
    """Those of them that are queries; an exam has no date for one."""
    deck: str = ""
    mode: Mode = Mode.PRACTICE
    count: int = 20
    minutes: int | None = None
    """None for no limit."""
    mark: int = CERTIFICATION.pass_mark
    kinds: frozenset[Kind] = frozenset(ALL_KINDS)
    seed: int | None = None
    """None for another quiz each time."""
    feed: Feed = Feed.ASK
    exam_day: date | None = None
    """The day of the exam of the chosen deck; None when none is set."""
    row: Row = Row.MODE
    """The row under the cursor."""
    kind: Kind = Kind.MULTIPLE_CHOICE
    """The kind under the cursor on the row of kinds."""
    today: date = date.min
    fresh: bool = True
    """Whether the next digit begins a number anew, as after coming to its row."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that this mode has; an exam's date belongs to a deck."""
        dated = bool(self.deck) and self.deck not in self.queries
        return tuple(row for row in _ROWS[self.mode] if row is not Row.DATE or dated)

    @property
    def rules(self) -> Rules:
        """The rules of the exam."""
        if self.mode is Mode.CERTIFICATION:
            return CERTIFICATION
        return Rules(self.count, None if self.minutes is None else self.minutes * 60, self.mark)

    def moved(self, step: int) -> Setup:
        """The cursor ``step`` rows further, from the last on to the first."""
        row = following(self.rows, self.row, step)
        return self if row is self.row else replace(self, row=row, fresh=True)

    def changed(self, step: int) -> Setup:
        """The value under the cursor ``step`` further."""
        match self.row:
            case Row.MODE:
                return replace(self, mode=following(tuple(Mode), self.mode, step))
            case Row.DECK:
                return replace(self, deck=following(self.decks, self.deck, step), exam_day=None)
            case Row.COUNT:
                return replace(self, count=stepped(COUNTS, self.count, step))
            case Row.MINUTES:
                return replace(self, minutes=_stepped_or_none(MINUTES, self.minutes, step))
            case Row.MARK:
                return replace(self, mark=stepped(MARKS, self.mark, step))
            case Row.KINDS:
                return replace(self, kind=following(ALL_KINDS, self.kind, step))
            case Row.SEED:
                return replace(self, seed=_nearby_seed(self.seed, step))
            case Row.FEEDING:
                return replace(self, feed=following(tuple(Feed), self.feed, step))
            case Row.DATE:
                return self._other_day(step)

    def toggled(self) -> Setup:
        """The kind under the cursor asked for or not; at least one stays. Unchanged on other rows."""
        if self.row is not Row.KINDS:
            return self
        kinds = self.kinds ^ {self.kind}
        return replace(self, kinds=kinds) if kinds else self

    def on_chip(self, number: int) -> Setup:
        """The cursor on that kind."""
        return replace(self, kind=ALL_KINDS[number])

    @property
    def takes_digits(self) -> bool:
        """Whether a number stands under the cursor."""
        return self.row in {Row.COUNT, Row.MINUTES, Row.MARK, Row.SEED}

    def typed(self, digit: str) -> Setup:
        """A digit written into the number under the cursor; unchanged where no number stands."""
        before = replace(self, fresh=False)
        match self.row:
            case Row.COUNT:
                return replace(before, count=self._appended(self.count, digit, MOST_QUESTIONS))
            case Row.MINUTES:
                return replace(before, minutes=self._appended(self.minutes, digit, MOST_MINUTES) or None)
            case Row.MARK:
                return replace(before, mark=self._appended(self.mark, digit, MOST_MARK))
            case Row.SEED:
                return replace(before, seed=self._appended(self.seed, digit, MOST_SEED))
            case _:
                return self

    def _appended(self, number: int | None, digit: str, most: int) -> int:
        return min(most, int(digit if self.fresh else f"{number or ''}{digit}"))

    def erased(self) -> Setup:
        """The last digit of the number under the cursor taken away; a date or seed of no digits is none."""
        match self.row:
            case Row.COUNT:
                return replace(self, count=self.count // 10)
            case Row.MINUTES:
                return replace(self, minutes=(self.minutes or 0) // 10 or None)
            case Row.MARK:
                return replace(self, mark=self.mark // 10)
            case Row.SEED:
                return replace(self, seed=None if (self.seed or 0) < 10 else (self.seed or 0) // 10)
            case Row.DATE:
                return replace(self, exam_day=None)
            case _:
                return self

    def _other_day(self, step: int) -> Setup:
        if self.exam_day is None:
            return replace(self, exam_day=self.today + FIRST_EXAM_IN)
        day = self.exam_day + timedelta(days=step)
        return replace(self, exam_day=day if day >= self.today else None)


def _stepped_or_none(values: tuple[int | None, ...], value: int | None, step: int) -> int | None:
    numbers = tuple(one for one in values if one is not None)
    if value is None:
        return numbers[0] if step > 0 else None
    return None if step < 0 and value <= numbers[0] else stepped(numbers, value, step)


def _nearby_seed(seed: int | None, step: int) -> int | None:
    if seed is None:
        return 1 if step > 0 else None
    return min(MOST_SEED, seed + step) if seed + step >= 0 else None
