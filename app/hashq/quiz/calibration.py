"""How well confidence matches what turned out right. Pure arithmetic on what was said and how it was judged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Calibration:
    """Answers given with the same confidence, and how many of them were right."""

    confidence: int
    """As said, in percent."""
    right: int
    total: int

    @property
    def share(self) -> int:
        """Right answers in percent, rounded."""
        return round(100 * self.right / self.total)


def calibration(answers: Iterable[tuple[int | None, bool]]) -> tuple[Calibration, ...]:
    """One entry for each confidence that was said, the surest first; answers without one do not count."""
    groups: defaultdict[int, list[bool]] = defaultdict(list)
    for confidence, right in answers:
        if confidence is not None:
            groups[confidence].append(right)
    return tuple(
        Calibration(said, sum(rights), len(rights)) for said, rights in sorted(groups.items(), reverse=True)
    )


def brier(answers: Iterable[tuple[int | None, bool]]) -> float | None:
    """Mean squared distance of confidence from the truth, 0 best and 1 worst; None when none was said."""
    squares = [(said / 100 - right) ** 2 for said, right in answers if said is not None]
    return sum(squares) / len(squares) if squares else None
