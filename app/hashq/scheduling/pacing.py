"""How many new cards to begin a day so that an exam finds all of them learned.

Owns the pace and how it takes the place of a deck's daily limit. Loads no memory model: counting what is due needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.settings.model import deck_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hashq.scheduling.limits import DailyLimits
    from hashq.settings import Settings

SETTLING_DAYS = 7
"""New cards are begun at least so many days before the exam, where there is time, so that each is reviewed again."""


def new_cards_a_day(unseen: int, today: date, exam_day: date) -> int:
    """How many of ``unseen`` cards to begin a day so that all are begun in time; 0 when the exam is over."""
    days = (exam_day - today).days
    if unseen <= 0 or days < 0:
        return 0
    return -(-unseen // _days_to_begin(days))


def _days_to_begin(days: int) -> int:
    """On how many of the days before an exam in ``days`` new cards are begun; at least on one."""
    return max(1, days - min(SETTLING_DAYS, days // 2))


def paced(limits: DailyLimits, settings: Settings, unseen: Mapping[str, int], today: date) -> DailyLimits:
    """``limits`` on new cards, where a deck with an exam to come begins as many a day as it needs.

    ``unseen``: deck → cards that were new when the day began. A limit that the person set for the very deck stays; an
    exam that is over paces nothing.
    """
    exams = {
        deck_key(name): own.exam_date
        for name, own in settings.decks.items()
        if own.exam_date is not None and own.exam_date >= today and own.new_per_day is None
    }
    if not exams:
        return limits
    pacing = limits._replace(decks={**limits.decks, **dict.fromkeys(exams, 0)})
    counted = dict.fromkeys(exams, 0)
    for deck, count in unseen.items():
        limit = pacing.limit_of(deck)
        if limit in counted:
            counted[limit] += count
    paces = {name: new_cards_a_day(counted[name], today, day) for name, day in exams.items()}
    return limits._replace(decks={**limits.decks, **paces})
