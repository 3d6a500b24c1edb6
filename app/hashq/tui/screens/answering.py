"""What the screens that ask questions share: the keys of the options, and what they say when a key changes nothing.

Owns no question; the pane holds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.quiz.model import Kind
from hashq.tui.screens.common import HashqScreen
from hashq.tui.widgets.question_pane import QuestionPane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.tui.keys import Action


class AnsweringScreen(HashqScreen):
    """A screen with a question on it."""

    @property
    def pane(self) -> QuestionPane:
        """The question."""
        return self.query_one(QuestionPane)

    @property
    def answerable(self) -> bool:
        """Whether the answer can still be changed."""
        return True

    def as_keyed(self, actions: Iterable[Action]) -> list[Action]:
        """``actions`` with the key first that works where the keys go now: in a field, letters are only letters."""
        if not self.pane.writing:
            return list(actions)
        return [self._in_the_field(action) for action in actions]

    def _in_the_field(self, action: Action) -> Action:
        keyed = action._replace(keys=tuple(sorted(action.keys, key=_belongs_to_a_field)))
        return keyed._replace(label="leave field") if action.id == f"{self.PLACE}.leave" else keyed

    def on_descendant_focus(self) -> None:
        """The keys go elsewhere now."""
        self.follow_focus()

    def follow_focus(self) -> None:
        """Say what the keys do now."""
        raise NotImplementedError

    def label_of_space(self) -> str:
        """What space does at the cursor, for the footer."""
        match self.pane.attempt.question.kind:
            case Kind.ORDER:
                return "put down" if self.pane.attempt.carried else "take up"
            case Kind.MATCH:
                return "clear row"
            case _:
                return "mark"

    def mark_at_cursor(self) -> None:
        """Do what space does at the cursor."""
        if not self.pane.press_space():
            self._tell_unchanged()

    def _choose(self, number: int) -> None:
        if not self.answerable:
            self.program.say("This answer is judged already; enter goes on.")
        elif not self.pane.press_label(number):
            self._tell_unchanged()

    def _tell_unchanged(self) -> None:
        attempt = self.pane.attempt
        if attempt.question.choose > 1 and attempt.answer and not attempt.lacks:
            self.program.say(f"{attempt.question.choose} are chosen already; take one out first.")
        elif attempt.written:
            self.program.say("This answer is written; space goes to the field.")
        elif attempt.question.kind is Kind.MATCH:
            self.program.say("Nothing stands at this row: press the letter of what belongs to it.")
        elif not attempt.answer:
            self.program.say("There is no such option here.")

    def action_option_1(self) -> None:
        """Choose the first option."""
        self._choose(0)

    def action_option_2(self) -> None:
        """Choose the second option."""
        self._choose(1)

    def action_option_3(self) -> None:
        """Choose the third option."""
        self._choose(2)

    def action_option_4(self) -> None:
        """Choose the fourth option."""
        self._choose(3)

    def action_option_5(self) -> None:
        """Choose the fifth option."""
        self._choose(4)

    def action_option_6(self) -> None:
        """Choose the sixth option."""
        self._choose(5)

    def action_option_7(self) -> None:
        """Choose the seventh option."""
        self._choose(6)

    def action_option_8(self) -> None:
        """Choose the eighth option."""
        self._choose(7)


def _belongs_to_a_field(key: str) -> bool:
    """Whether the key writes, or moves in what is written."""
    return len(key) == 1 or key in {"left", "right"}
