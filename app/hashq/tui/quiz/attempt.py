"""An answer being composed: what is chosen, in which order, what is written, and where the cursor is. A frozen value.

Owns what each key does to each kind of question. Knows no screen and judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hashq.quiz.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.quiz.model import Choice, Question


@dataclass(frozen=True, slots=True)
class Attempt:
    """A question with the answer as it stands."""

    question: Question
    given: tuple[str, ...] = ()
    """Labels, in order where order matters; for a match question one a row, empty where none is; or the written text."""
    at: int = 0
    """The option, place or row under the cursor."""
    carried: bool = False
    """An item of an order question moves with the cursor."""
    placed: int = 0
    """How many items of an order question were put in their places by their labels."""

    @property
    def written(self) -> bool:
        """Whether the answer is typed in."""
        return not self.question.options

    @property
    def is_order(self) -> bool:
        """Whether items are put in order."""
        return self.question.kind is Kind.ORDER

    @property
    def answer(self) -> tuple[str, ...]:
        """What a grader is given; empty for blank."""
        return self.given if any(part.strip() for part in self.given) else ()

    @property
    def shown_order(self) -> tuple[str, ...]:
        """For an order question: the labels as they stand, moved or not."""
        return self.given or tuple(option.label for option in self.question.options)

    def settled(self) -> Attempt:
        """The attempt as it is judged: an order counts as it stands, touched or not."""
        return replace(self, given=self.shown_order, carried=False) if self.is_order else self

    @property
    def rows(self) -> int:
        """Positions the cursor can take."""
        return len(self.question.rows) or len(self.question.options)

    @property
    def lacks(self) -> int:
        """How many more options are to be chosen; 0 when the answer is complete."""
        match self.question.kind:
            case Kind.ORDER:
                return 0
            case Kind.MATCH:
                return len(self.question.rows) - sum(bool(label) for label in self.given)
            case _:
                return max(0, self.question.choose - len(self.answer))

    def option(self, label: str) -> Choice | None:
        """The option with this label; None when there is none."""
        return next((option for option in self.question.options if option.label == label), None)

    def wrote(self, text: str) -> Attempt:
        """The attempt with ``text`` written."""
        return replace(self, given=(text,) if text.strip() else ())

    def moved(self, step: int) -> Attempt:
        """The cursor ``step`` further, staying within the rows; a carried item goes with it."""
        to = max(0, min(self.rows - 1, self.at + step))
        if not self.carried or to == self.at:
            return replace(self, at=to)
        order = list(self.shown_order)
        order.insert(to, order.pop(self.at))
        return replace(self, at=to, given=tuple(order), placed=0)

    def pointed(self, row: int) -> Attempt:
        """The cursor on ``row``."""
        return self.moved(row - self.at)

    def pressed_space(self) -> Attempt:
        """What space does at the cursor: choose, take out, take up, put down or clear."""
        if self.written or not self.rows:
            return self
        match self.question.kind:
            case Kind.ORDER:
                return replace(self, carried=not self.carried, given=self.shown_order)
            case Kind.MATCH:
                return self._assigned(self.at, "")
            case _:
                return self._chosen(self.question.options[self.at].label)

    def pressed_label(self, number: int) -> Attempt:
        """What the key of the option ``number`` (from 0) does; unchanged when there is no such option."""
        label = self._label(number)
        return self if label is None else self._with_label(label)

    def took(self, index: int) -> Attempt:
        """What a click on the option at ``index`` does: the same as its key."""
        return self._with_label(self.question.options[index].label)

    def _with_label(self, label: str) -> Attempt:
        match self.question.kind:
            case Kind.ORDER:
                return self._placed(label)
            case Kind.MATCH:
                return self._assigned(self.at, label, move_on=True)
            case _:
                at = [option.label for option in self.question.options].index(label)
                chosen = self._chosen(label)
                return chosen if chosen is self else replace(chosen, at=at)

    def _label(self, number: int) -> str | None:
        """The label that the key stands for: the one that reads so, else the one at that position."""
        labels = [option.label for option in self.question.options]
        for name in ("abcdefgh"[number], str(number + 1)):
            for label in labels:
                if label.casefold() == name:
                    return label
        return labels[number] if number < len(labels) else None

    def _chosen(self, label: str) -> Attempt:
        if self.question.choose == 1:
            return replace(self, given=(label,))
        if label in self.given:
            return replace(self, given=tuple(one for one in self.given if one != label))
        if len(self.given) >= self.question.choose:
            return self
        chosen = {*self.given, label}
        return replace(
            self, given=tuple(option.label for option in self.question.options if option.label in chosen)
        )

    def _placed(self, label: str) -> Attempt:
        """The item goes to the next place; one that was placed before is open again, with those after it."""
        order = list(self.shown_order)
        now = order.index(label)
        if now < self.placed:
            return replace(self, placed=now, at=now, carried=False)
        order.insert(self.placed, order.pop(now))
        return replace(self, given=tuple(order), at=self.placed, placed=self.placed + 1, carried=False)

    def _assigned(self, row: int, label: str, *, move_on: bool = False) -> Attempt:
        """``label`` belongs to ``row`` and to no other; the cursor may move on to the next row that is open."""
        before: Sequence[str] = self.given or ("",) * len(self.question.rows)
        given = ["" if one == label else one for one in before]
        given[row] = label
        rows = [(row + step) % len(given) for step in range(1, len(given))]
        at = next((one for one in rows if not given[one]), row) if move_on else row
        return replace(self, given=tuple(given) if any(given) else (), at=at)


def begun(question: Question, given: Sequence[str] = ()) -> Attempt:
    """An attempt at ``question``, with what was ``given`` to it before."""
    return Attempt(question, tuple(given))
