"""Every setting, as frozen values with their defaults.

Owns names, defaults, ranges and help texts, and how what is set for a deck overlays what is set for all. Reads no file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hashq.settings.fields import Kind, SettingSpec, setting, specs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from _typeshed import DataclassInstance

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class StudySettings:
    """``[study]``: how much, how often, and what counts as a day."""

    new_per_day: int = setting(Kind.WHOLE, 20, "New cards a day.", low=0, high=9999)
    reviews_per_day: int = setting(Kind.WHOLE, 200, "Reviews a day, new cards not counted.", low=0, high=9999)
    desired_retention: float = setting(
        Kind.NUMBER,
        0.90,
        "The share of reviews you want to remember; more means more reviews.",
        low=0.70,
        high=0.99,
    )
    learning_steps: tuple[timedelta, ...] = setting(
        Kind.STEPS,
        (_MINUTE, 10 * _MINUTE),
        "Waiting times of a new card before its first interval in days; an empty list skips them.",
    )
    relearning_steps: tuple[timedelta, ...] = setting(
        Kind.STEPS, (10 * _MINUTE,), "Waiting times of a forgotten card; an empty list skips them."
    )
    day_starts_at: timedelta = setting(  # noqa: RUF009 - declares a field, as dataclasses.field does
        Kind.TIME, timedelta(hours=4), "Local time at which a new day of study begins."
    )
    learn_ahead_minutes: int = setting(
        Kind.WHOLE,
        20,
        "How many minutes early a learning card may come when nothing else is left.",
        low=0,
        high=1440,
    )
    leech_lapses: int = setting(
        Kind.WHOLE,
        8,
        "A card forgotten this many times is marked as a leech; 0 marks none.",
        low=0,
        high=99,
    )
    maximum_interval_days: int = setting(
        Kind.WHOLE, 36500, "No card waits longer than this many days.", low=1, high=36500
    )
    fuzz: bool = setting(Kind.SWITCH, True, "Vary intervals a little, so that cards drift apart.")
    bury_siblings: bool = setting(
        Kind.SWITCH, True, "Show only one card a day of those made from the same question."
    )


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """``[screen]``: how it looks."""

    theme: str = setting(
        Kind.CHOICE,
        "dark",
        "Colours of the screens; terminal keeps those of your terminal.",
        choices=("dark", "light", "high-contrast", "terminal"),
    )
    reduced_motion: bool = setting(Kind.SWITCH, False, "Show changes at once instead of moving there.")
    ascii: bool = setting(Kind.SWITCH, False, "Draw with plain ASCII characters only.")
    images: str = setting(
        Kind.CHOICE,
        "auto",
        "How images are drawn; blocks work in every terminal, off shows their captions.",
        choices=("auto", "blocks", "off"),
    )


@dataclass(frozen=True, slots=True)
class EditorSettings:
    """``[editor]``: what opens a note."""

    command: str = setting(
        Kind.TEXT, "", 'The editor\'s command, such as "code --wait"; empty means $VISUAL, then $EDITOR.'
    )


@dataclass(frozen=True, slots=True)
class QuizSettings:
    """``[quiz]``: practice and exam."""

    questions: int = setting(Kind.WHOLE, 20, "Questions in a practice quiz.", low=1, high=500)
    feed_schedule: str = setting(
        Kind.CHOICE,
        "ask",
        "Whether a finished quiz changes when cards are due.",
        choices=("ask", "always", "never"),
    )


@dataclass(frozen=True, slots=True)
class SandboxSettings:
    """``[sandbox]``: deployments to watch."""

    speed: float = setting(
        Kind.NUMBER, 10.0, "Simulated seconds in one second of watching.", low=0.1, high=1000
    )


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """``[decks."NAME"]``: what one deck and its sub-decks do differently; what is left out stays as it was."""

    new_per_day: int | None = setting(Kind.WHOLE, None, "New cards a day from this deck.", low=0, high=9999)
    reviews_per_day: int | None = setting(Kind.WHOLE, None, "Reviews a day from this deck.", low=0, high=9999)
    desired_retention: float | None = setting(
        Kind.NUMBER, None, "The share of this deck you want to remember.", low=0.70, high=0.99
    )
    exam_date: date | None = setting(  # noqa: RUF009 - declares a field, as dataclasses.field does
        Kind.DAY, None, "The day of the exam; new cards are paced to be learned before it."
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is set."""

    study: StudySettings = field(default_factory=StudySettings)
    """How much, how often, and what counts as a day."""
    screen: ScreenSettings = field(default_factory=ScreenSettings)
    """How it looks."""
    editor: EditorSettings = field(default_factory=EditorSettings)
    """What opens a note."""
    quiz: QuizSettings = field(default_factory=QuizSettings)
    """Practice and exam."""
    sandbox: SandboxSettings = field(default_factory=SandboxSettings)
    """Deployments to watch."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Action → the keys that do it instead of its own; empty when nothing was changed."""
    decks: Mapping[str, DeckSettings] = field(default_factory=dict)
    """Deck as the person wrote it → what it does differently."""

    def for_deck(self, deck: str) -> StudySettings:
        """The study settings that hold for ``deck``: its own, else its parents', else everyone's."""
        chosen = self.study
        for own in self._along(deck):
            changed = {
                name: value
                for name in ("new_per_day", "reviews_per_day", "desired_retention")
                if (value := getattr(own, name)) is not None
            }
            chosen = replace(chosen, **changed)
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


SECTIONS: dict[str, type[DataclassInstance]] = {
    "study": StudySettings,
    "screen": ScreenSettings,
    "editor": EditorSettings,
    "quiz": QuizSettings,
    "sandbox": SandboxSettings,
}
"""The tables whose keys are known, by name."""


def all_settings() -> tuple[SettingSpec, ...]:
    """Every setting, in the order of documentation and screens; those of ``decks`` hold for each deck."""
    tables: dict[str, type[DataclassInstance]] = {**SECTIONS, "decks": DeckSettings}
    return tuple(spec for section, declared in tables.items() for spec in specs_of(section, declared))
