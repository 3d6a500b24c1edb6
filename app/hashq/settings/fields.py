"""How one setting is declared: its kind of value, range, default and help.

The declaration is the single source: reading checks by it, a settings screen lists from it, documentation is tested
against it. Knows no particular setting.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_METADATA = "hashq"


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


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One setting, described for people and checked by programs."""

    section: str
    """The table it stands in: ``study``; ``decks`` for what is set per deck."""
    name: str
    """Its key within the table."""
    kind: Kind
    """What its value looks like."""
    default: Any
    """The value without a file; None where leaving it out means something of its own."""
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


def setting(
    kind: Kind,
    default: Any,
    help_text: str,
    *,
    low: float | None = None,
    high: float | None = None,
    choices: tuple[str, ...] = (),
) -> Any:
    """A dataclass field that carries its description; ``help_text`` takes the place of a docstring under the field."""
    described = {"kind": kind, "default": default, "help": help_text, "low": low, "high": high}
    return field(default=default, metadata={_METADATA: {**described, "choices": choices}})


def specs_of(section: str, declared: type[DataclassInstance]) -> tuple[SettingSpec, ...]:
    """The settings that the dataclass ``declared`` holds, in the order of its fields."""
    return tuple(
        SettingSpec(section, one.name, **one.metadata[_METADATA])
        for one in fields(declared)
        if _METADATA in one.metadata
    )
