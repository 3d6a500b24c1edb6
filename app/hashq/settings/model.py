"""Every setting by name, type and default, and how what is set for a deck overlays what is set for all.

What each means, its unit and its range stand in ``settings.described``, once. The values are named tuples, which are
made far quicker than dataclasses: status bars ask for what is due every few seconds. Reads no file.
"""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

_MINUTE = timedelta(minutes=1)
_NONE_SET: Mapping[str, Any] = MappingProxyType({})


class StudySettings(NamedTuple):
    """``[study]``: how much, how often, and what counts as a day."""

    new_per_day: int = 20
    reviews_per_day: int = 200
    desired_retention: float = 0.90
    learning_steps: tuple[timedelta, ...] = (_MINUTE, 10 * _MINUTE)
    relearning_steps: tuple[timedelta, ...] = (10 * _MINUTE,)
    day_starts_at: timedelta = timedelta(hours=4)
    learn_ahead_minutes: int = 20
    leech_lapses: int = 8
    maximum_interval_days: int = 36500
    fuzz: bool = True
    bury_siblings: bool = True


class ScreenSettings(NamedTuple):
    """``[screen]``: how it looks."""

    theme: str = "dark"
    reduced_motion: bool = False
    ascii: bool = False
    images: str = "auto"


class EditorSettings(NamedTuple):
    """``[editor]``: what opens a note."""

    command: str = ""


class QuizSettings(NamedTuple):
    """``[quiz]``: practice and exam."""

    questions: int = 20
    feed_schedule: str = "ask"


class SandboxSettings(NamedTuple):
    """``[sandbox]``: deployments to watch."""

    speed: float = 10.0


class DeckSettings(NamedTuple):
    """``[decks."NAME"]``: what one deck and its sub-decks do differently; None: nothing."""

    new_per_day: int | None = None
    reviews_per_day: int | None = None
    desired_retention: float | None = None
    exam_date: date | None = None


class Settings(NamedTuple):
    """Everything that is set."""

    study: StudySettings = StudySettings()
    """How much, how often, and what counts as a day."""
    screen: ScreenSettings = ScreenSettings()
    """How it looks."""
    editor: EditorSettings = EditorSettings()
    """What opens a note."""
    quiz: QuizSettings = QuizSettings()
    """Practice and exam."""
    sandbox: SandboxSettings = SandboxSettings()
    """Deployments to watch."""
    keys: Mapping[str, tuple[str, ...]] = _NONE_SET
    """Action → the keys that do it instead of its own; empty when nothing was changed."""
    queries: Mapping[str, str] = _NONE_SET
    """Name → a query kept under it, which can be studied like a deck."""
    decks: Mapping[str, DeckSettings] = _NONE_SET
    """Deck as the person wrote it → what it does differently."""

    def for_deck(self, deck: str) -> StudySettings:
        """The study settings that hold for ``deck``: its own, else its parents', else everyone's."""
        chosen = self.study
        for own in self._along(deck):
            chosen = chosen._replace(
                **{
                    name: value
                    for name, value in own._asdict().items()
                    if value is not None and name in StudySettings._fields
                }
            )
        return chosen

    def exam_date(self, deck: str) -> date | None:
        """The exam's day for ``deck``: its own, else its nearest parent's; None when none is set."""
        days = [own.exam_date for own in self._along(deck) if own.exam_date is not None]
        return days[-1] if days else None

    def _along(self, deck: str) -> Iterator[DeckSettings]:
        """What is set for the deck's ancestors and itself, from the outermost in."""
        if not self.decks:
            return
        by_name = {deck_key(name): own for name, own in self.decks.items()}
        parts = deck_key(deck).split("/")
        for depth in range(1, len(parts) + 1):
            own = by_name.get("/".join(parts[:depth]))
            if own is not None:
                yield own


def deck_key(deck: str) -> str:
    """A deck's name for comparing: upper and lower case and outer slashes make no difference."""
    return deck.strip("/ ").casefold()
