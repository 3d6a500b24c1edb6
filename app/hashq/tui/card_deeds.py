"""What is done to one card or many from a list, and the words for what was done.

Each deed is stored as one and is taken back as one. Owns the wording; the deeds are the use cases' own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.errors import UsageError
from hashq.tui.card_facts import FLAGS
from hashq.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashq.study.recording import Undone
    from hashq.study.study import Study
    from hashq.study.views import CardView

    Deed = Callable[[Study, Sequence[str], CardView], str]
    """Does something to the cards with these ids, the chosen one among or beside them; what was done, empty for nothing."""

_TAKEN_BACK = {
    "suspend": "suspended no more",
    "unsuspend": "suspended again",
    "bury": "buried no more",
    "flag": "flagged as before",
    "tag": "tagged as before",
    "untag": "tagged as before",
    "reset": "as before the reset",
    "reschedule": "due as before",
    "relink": "linked as before",
}


def suspend(study: Study, ids: Sequence[str], card: CardView) -> str:
    """Suspend the cards, or take them in again when the chosen one is suspended."""
    done = study.deeds.suspend(ids, suspended=not card.suspended)
    return _done(done, "taken in again" if card.suspended else "suspended")


def bury(study: Study, ids: Sequence[str], card: CardView) -> str:  # noqa: ARG001 - a Deed
    """Bury the cards until tomorrow."""
    return _done(study.deeds.bury(ids), "buried until tomorrow")


def flag(study: Study, ids: Sequence[str], card: CardView) -> str:
    """Give the cards the flag after the chosen one's."""
    following = (card.flag + 1) % len(FLAGS)
    words = f"flagged {FLAGS[following]}" if following else "flagged no more"
    return _done(study.deeds.set_flag(ids, following), words)


def make_due(study: Study, ids: Sequence[str], card: CardView) -> str:  # noqa: ARG001 - a Deed
    """Make the cards due today."""
    return _done(study.deeds.make_due(ids), "made due today")


def reset(study: Study, ids: Sequence[str], card: CardView) -> str:  # noqa: ARG001 - a Deed
    """Let the cards start again."""
    return _done(study.deeds.reset(ids), "new again")


def tagging(typed: str) -> Deed:
    """Gives the tag that was typed, or takes it away when a minus stands before it; refuses what is no tag."""
    wanted = not typed.startswith("-")
    tag = typed.lstrip("-").strip().lstrip("#")

    def deed(study: Study, ids: Sequence[str], card: CardView) -> str:  # noqa: ARG001 - a Deed
        if not tag or any(character.isspace() for character in tag):
            raise UsageError(f"“{typed}” is no tag", remedy="Write one word, such as exam or aws/s3.")
        words = f"tagged {tag}" if wanted else f"{tag} taken away"
        return _done(study.deeds.tag(ids, tag, wanted=wanted), words)

    return deed


class DoneHere:
    """What was done on one screen, to be taken back from there while nothing else was done after it."""

    def __init__(self) -> None:
        """Nothing was done yet."""
        self._signs: list[tuple[str, int] | None] = []

    def remember(self, study: Study) -> None:
        """What was just done, by its sign among all that was done."""
        self._signs.append(study.deeds.latest())

    @property
    def waits(self) -> bool:
        """Whether something done here is not taken back yet."""
        return bool(self._signs)

    def take_back(self, study: Study) -> str:
        """Take back what was done here last, if it is what was done last at all; what came of it, in words."""
        if not self._signs:
            return "Nothing was done here that could be taken back."
        if study.deeds.latest() != self._signs[-1]:
            return "Something else was done since, in another place: take that back there, then this here."
        self._signs.pop()
        return taken_back(study.undo_any())


def taken_back(undone: Undone) -> str:
    """What an undo did."""
    words = _TAKEN_BACK.get(undone.kind, "as before")
    return f"{count(len(undone.cards), 'card')}: {words}."


def _done(cards: int, words: str) -> str:
    return f"{count(cards, 'card')}: {words}." if cards else ""
