"""What each setting means, its kind of value, unit and range: one table, told once.

Reading checks by it, a settings screen lists from it, and documentation is tested against it. Loaded only when there is
something to check or to show.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from hashq.settings.model import (
    DeckSettings,
    EditorSettings,
    QuizSettings,
    SandboxSettings,
    ScreenSettings,
    StudySettings,
)

SECTIONS: dict[str, Any] = {
    "study": StudySettings,
    "screen": ScreenSettings,
    "editor": EditorSettings,
    "quiz": QuizSettings,
    "sandbox": SandboxSettings,
    "decks": DeckSettings,
}
"""The tables of the file whose keys are known; those of ``decks`` hold within the table of each deck."""


class Kind(StrEnum):
    """What a setting's value looks like in the file."""

    SWITCH = "true or false"
    WHOLE = "a whole number"
    NUMBER = "a number"
    CHOICE = "one of a few words"
    TEXT = "text in quotes"
    TIME = 'a time of day such as "04:00"'
    STEPS = 'a list of waiting times such as ["1m", "10m"]'
    DAY = "a date such as 2027-01-15"


class SettingSpec(NamedTuple):
    """One setting, described for people and checked by programs."""

    section: str
    """The table it stands in: ``study``; ``decks`` for what is set per deck."""
    name: str
    """Its key within the table."""
    kind: Kind
    """What its value looks like."""
    help: str
    """One sentence: meaning, unit, and what the special values do."""
    low: float | None = None
    """Smallest allowed value of a number; None: no bound."""
    high: float | None = None
    """Largest allowed value of a number; None: no bound."""
    choices: tuple[str, ...] = ()
    """The allowed words of a choice."""

    @property
    def key(self) -> str:
        """Section and name joined by a dot."""
        return f"{self.section}.{self.name}"

    @property
    def default(self) -> Any:
        """The value without a file; None where leaving it out means something of its own."""
        return SECTIONS[self.section]._field_defaults[self.name]


_SPECS = (
    SettingSpec("study", "new_per_day", Kind.WHOLE, "New cards a day.", 0, 9999),
    SettingSpec("study", "reviews_per_day", Kind.WHOLE, "Reviews a day, new cards not counted.", 0, 9999),
    SettingSpec(
        "study",
        "desired_retention",
        Kind.NUMBER,
        "The share of reviews you want to remember; more means more reviews.",
        0.70,
        0.99,
    ),
    SettingSpec(
        "study",
        "learning_steps",
        Kind.STEPS,
        "Waiting times of a new card before its first interval in days; an empty list skips them.",
    ),
    SettingSpec(
        "study",
        "relearning_steps",
        Kind.STEPS,
        "Waiting times of a forgotten card; an empty list skips them.",
    ),
    SettingSpec("study", "day_starts_at", Kind.TIME, "Local time at which a new day of study begins."),
    SettingSpec(
        "study",
        "learn_ahead_minutes",
        Kind.WHOLE,
        "How many minutes early a learning card may come when nothing else is left.",
        0,
        1440,
    ),
    SettingSpec(
        "study",
        "leech_lapses",
        Kind.WHOLE,
        "A card forgotten this many times is marked as a leech; 0 marks none.",
        0,
        99,
    ),
    SettingSpec(
        "study", "maximum_interval_days", Kind.WHOLE, "No card waits longer than this many days.", 1, 36500
    ),
    SettingSpec("study", "fuzz", Kind.SWITCH, "Vary intervals a little, so that cards drift apart."),
    SettingSpec(
        "study",
        "bury_siblings",
        Kind.SWITCH,
        "Show only one card a day of those made from the same question.",
    ),
    SettingSpec(
        "screen",
        "theme",
        Kind.CHOICE,
        "Colours of the screens; terminal keeps those of your terminal.",
        choices=("dark", "light", "high-contrast", "terminal"),
    ),
    SettingSpec("screen", "reduced_motion", Kind.SWITCH, "Show changes at once instead of moving there."),
    SettingSpec("screen", "ascii", Kind.SWITCH, "Draw with plain ASCII characters only."),
    SettingSpec(
        "screen",
        "images",
        Kind.CHOICE,
        "How images are drawn; blocks work in every terminal, off shows their captions.",
        choices=("auto", "blocks", "off"),
    ),
    SettingSpec(
        "editor",
        "command",
        Kind.TEXT,
        'The editor\'s command, such as "code --wait"; empty means $VISUAL, then $EDITOR.',
    ),
    SettingSpec("quiz", "questions", Kind.WHOLE, "Questions in a practice quiz.", 1, 500),
    SettingSpec(
        "quiz",
        "feed_schedule",
        Kind.CHOICE,
        "Whether a finished quiz changes when cards are due.",
        choices=("ask", "always", "never"),
    ),
    SettingSpec("sandbox", "speed", Kind.NUMBER, "Simulated seconds in one second of watching.", 0.1, 1000),
    SettingSpec("decks", "new_per_day", Kind.WHOLE, "New cards a day from this deck.", 0, 9999),
    SettingSpec("decks", "reviews_per_day", Kind.WHOLE, "Reviews a day from this deck.", 0, 9999),
    SettingSpec(
        "decks",
        "desired_retention",
        Kind.NUMBER,
        "The share of this deck you want to remember.",
        0.70,
        0.99,
    ),
    SettingSpec(
        "decks",
        "exam_date",
        Kind.DAY,
        "The day of the exam; new cards are paced to be learned before it.",
    ),
)


def all_settings() -> tuple[SettingSpec, ...]:
    """Every setting, in the order of documentation and screens; those of ``decks`` hold for each deck."""
    return _SPECS


def specs_of(section: str) -> tuple[SettingSpec, ...]:
    """The settings of one section."""
    return tuple(spec for spec in _SPECS if spec.section == section)
