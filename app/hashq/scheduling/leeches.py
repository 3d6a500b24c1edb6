"""Leeches: cards that are forgotten again and again, and cost more time than they give.

Owns when a card is one and when to say so. What is done about it is the person's choice.
"""

from __future__ import annotations


def is_leech(lapses: int, threshold: int) -> bool:
    """Whether a card forgotten ``lapses`` times is a leech; a ``threshold`` of 0 means that none ever is."""
    return 0 < threshold <= lapses


def is_leech_alarm(lapses: int, threshold: int) -> bool:
    """Whether the lapse just counted is one to tell: at the threshold, and at every half threshold after, as Anki does."""
    return is_leech(lapses, threshold) and (lapses - threshold) % ((threshold + 1) // 2) == 0
