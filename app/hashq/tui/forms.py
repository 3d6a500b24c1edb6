"""What a form of rows is made of: a value that keys change, and what each of its rows shows. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

T = TypeVar("T")


class Sheet(Protocol):
    """Everything that is set on a form, with a cursor on one of its rows; every key gives another sheet."""

    @property
    def rows(self) -> Sequence[object]:
        """The rows there are now."""

    @property
    def row(self) -> object:
        """The row under the cursor."""

    def moved(self, step: int) -> Self:
        """The cursor ``step`` rows further."""

    def changed(self, step: int) -> Self:
        """The value under the cursor ``step`` further."""

    def toggled(self) -> Self:
        """The chip under the cursor wanted or not; where there is none, what space does to the row."""

    def on_chip(self, number: int) -> Self:
        """The cursor on that chip of its row, from 0."""

    def typed(self, digit: str) -> Self:
        """A digit written into the number under the cursor."""

    @property
    def takes_digits(self) -> bool:
        """Whether a number stands under the cursor."""

    def erased(self) -> Self:
        """The last digit under the cursor taken away."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One of several things of which any may be wanted."""

    name: str
    wanted: bool
    here: bool = False
    """Whether the cursor is on it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row shows."""

    label: str
    value: str = ""
    """Any text; it is made safe where it is drawn."""
    note: str = ""
    """What the value means, beside it."""
    chips: tuple[Chip, ...] = ()
    """Instead of a value; empty where there is one."""
    complaint: str = ""
    """Why the value is refused; empty when it is not."""
    arrows: bool = True
    """Whether the value is one of several or a number, which arrow keys change."""
    deep: bool = False
    """Whether the row belongs to the one above it."""


def following(values: Sequence[T], value: T, step: int) -> T:
    """The value ``step`` further, round in a circle; the first for one that is not among them, itself among none."""
    if not values:
        return value
    at = values.index(value) if value in values else -1
    return values[(at + step) % len(values)]


def stepped(values: Sequence[int], value: int, step: int) -> int:
    """The next larger or smaller of ``values``; the last stays."""
    beyond = [one for one in values if (one > value if step > 0 else one < value)]
    if not beyond:
        return value
    return min(beyond) if step > 0 else max(beyond)
