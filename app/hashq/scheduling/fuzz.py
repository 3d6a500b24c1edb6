"""Fuzz: intervals vary a little, so that cards learned together do not stay together for ever.

Owns how much, as a pure function of the card and the number of its review: the interval shown on a button is the one
it gives, and replaying the log gives it again. The bounds are those Anki and the FSRS library share.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

_SHORTEST_FUZZED_DAYS = 2.5
_LEAST_FUZZED_DAYS = 2
_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
"""From day, to day, share of that stretch of the interval that is added on either side."""


@lru_cache(maxsize=4096)
def fuzz_bounds(interval_days: int, maximum_days: int) -> tuple[int, int]:
    """The shortest and the longest interval, in days, that ``interval_days`` may become."""
    if interval_days < _SHORTEST_FUZZED_DAYS:
        capped = max(1, min(interval_days, maximum_days))
        return capped, capped
    delta = 1.0 + sum(share * max(0.0, min(interval_days, end) - start) for start, end, share in _RANGES)
    longest = min(round(interval_days + delta), maximum_days)
    shortest = min(max(_LEAST_FUZZED_DAYS, round(interval_days - delta)), longest)
    return shortest, longest


def fuzzed(interval_days: int, card: str, review_number: int, maximum_days: int) -> int:
    """``interval_days`` varied within :func:`fuzz_bounds`, the same way every time for this review of this card.

    All four ratings of one review share one draw, so that a better rating never gives a shorter interval.
    """
    shortest, longest = fuzz_bounds(interval_days, maximum_days)
    if shortest == longest:
        return shortest
    draw = int.from_bytes(blake2b(f"{card}/{review_number}".encode(), digest_size=6).digest())
    return shortest + draw * (longest - shortest + 1) // 2**48
