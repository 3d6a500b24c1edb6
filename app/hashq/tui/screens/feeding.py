"""What the screens after a quiz share: letting its answers change the schedule, when the person says so, and back.

Owns the choice and its words. What an answer weighs is the use cases' business.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from textual.content import Content

from hashq.study.feeding import Fed, Feeding, Judged
from hashq.tui.card_deeds import DoneHere
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import EMPTY, joined
from hashq.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashq.tui.keys import Action


class FeedingScreen(HashqScreen):
    """A screen that can change the schedule by judged answers."""

    def __init__(self) -> None:
        super().__init__()
        self._fed: tuple[Feeding, tuple[Fed, ...]] | None = None
        self._done = DoneHere()

    def judged(self) -> tuple[Judged, ...]:
        """The answers."""
        raise NotImplementedError

    def fill(self) -> None:
        """Draw the sheet again."""
        raise NotImplementedError

    def feed(self, feeding: Feeding) -> tuple[Fed, ...]:
        """Change the schedule; what was done."""
        return self.program.services.feeder.feed(self.judged(), feeding)

    def let(self, feeding: Feeding) -> None:
        """Change the schedule once, and say what was done."""
        if self._fed is not None:
            self.program.say("The schedule has these answers already; u takes them back.")
            return
        if not self.program.services.feeder.plan(self.judged(), feeding):
            self.program.say(NOTHING_TO_DO[feeding])
            return
        self.change(feeding)
        self.fill()
        self.refresh_keys()

    def change(self, feeding: Feeding) -> None:
        """Change the schedule, and remember it so that it can be taken back."""
        self._fed = (feeding, self.feed(feeding))
        self._done.remember(self.program.services.study)

    def taken_back(self) -> None:
        """The change of the schedule was taken back."""

    @tells_errors
    def action_reviews(self) -> None:
        """Let the answers count as reviews."""
        if not self.program.key_pace.held:
            self.let(Feeding.REVIEWS)

    @tells_errors
    def action_due(self) -> None:
        """Make missed cards due."""
        if not self.program.key_pace.held:
            self.let(Feeding.MISSED_DUE)

    @tells_errors
    def action_undo(self) -> None:
        """Take the change of the schedule back."""
        if self._fed is None:
            self.program.say("The schedule was not changed from here: there is nothing to take back.")
            return
        told = self._done.take_back(self.program.services.study)
        if self._done.waits:
            self.program.say(told)
            return
        self._fed = None
        self.taken_back()
        self.program.say("Taken back: the schedule is as it was.")
        self.fill()
        self.refresh_keys()

    def actions(self) -> list[Action]:
        """What the footer offers: of the schedule's keys, those that would do something."""
        feeder, answers = self.program.services.feeder, self.judged()
        possible = {
            "reviews": self.open_to_change and bool(feeder.plan(answers, Feeding.REVIEWS)),
            "due": self.open_to_change and bool(feeder.plan(answers, Feeding.MISSED_DUE)),
            "undo": self._fed is not None,
        }
        return [one for one in super().actions() if possible.get(one.id.partition(".")[2], True)]

    @property
    def open_to_change(self) -> bool:
        """Whether the answers may still change the schedule."""
        return self._fed is None

    def schedule_lines(self) -> Iterator[Content]:
        """What was done to the schedule, or what could be."""
        yield EMPTY
        yield Content.styled("Schedule", "bold $lamp")
        sign = Content.styled(f"{self.program.glyphs.right} ", "$leaf")
        if self._fed is not None:
            yield joined((sign, done_words(*self._fed), f"; {self.key_of('undo')} takes it back."))
            return
        feeder, answers = self.program.services.feeder, self.judged()
        yield Content.styled("Nothing is changed yet.", "$quiet")
        for name, feeding in (("reviews", Feeding.REVIEWS), ("due", Feeding.MISSED_DUE)):
            planned = feeder.plan(answers, feeding)
            if planned:
                key = Content.styled(self.key_of(name), "bold $lamp")
                yield joined((key, f"  {plan_words(feeding, planned)}"))


NOTHING_TO_DO = {
    Feeding.REVIEWS: "No answer counts as a review: new cards are not learned by recognising them.",
    Feeding.MISSED_DUE: "No card that was missed waits for a later day.",
}


def plan_words(feeding: Feeding, planned: Sequence[Fed]) -> str:
    """What would be done."""
    if feeding is Feeding.MISSED_DUE:
        return f"make {count(len(planned), 'missed card')} due today"
    return f"count the answers as {count(len(planned), 'review')}: {_ratings(planned)}"


def done_words(feeding: Feeding, done: Sequence[Fed]) -> str:
    """What was done."""
    if feeding is Feeding.MISSED_DUE:
        return f"{count(len(done), 'missed card')} due today"
    return f"{count(len(done), 'review')} recorded: {_ratings(done)}"


def _ratings(fed: Sequence[Fed]) -> str:
    numbers = Counter(one.rating for one in fed if one.rating is not None)
    return ", ".join(f"{number} {rating.name.lower()}" for rating, number in sorted(numbers.items()))
