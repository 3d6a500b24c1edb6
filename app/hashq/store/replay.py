"""Builds a card's memory again from its entries in the review log.

Owns what each kind of entry means for the memory. Loads the memory model, so that only what replays pays for it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hashq.scheduling.fsrs_memory import review
from hashq.scheduling.model import Memory, State
from hashq.scheduling.study_day import day_start

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hashq.scheduling.parameters import Parameters
    from hashq.store.reviews import LoggedReview


def replayed(entries: Iterable[LoggedReview]) -> Memory:
    """The memory that one card's ``entries`` in effect, in the order of recording, lead to."""
    memory = Memory()
    for entry in entries:
        memory = after(memory, entry)
    return memory


def after(memory: Memory, entry: LoggedReview) -> Memory:
    """The memory after one more entry: rated by the model, begun anew, or due on another day."""
    if entry.kind == "reset":
        return Memory()
    if entry.kind == "review":
        return review(memory, entry.as_review(), entry.parameters)
    if entry.due_day is None:
        return memory
    return rescheduled(memory, entry.due_day, entry.utc_offset_minutes, entry.parameters)


def rescheduled(memory: Memory, due_day: date, utc_offset_minutes: int, told: Parameters) -> Memory:
    """``memory`` due on another study day; only what is in state review has one."""
    if memory.state is not State.REVIEW:
        return memory
    due = day_start(due_day, timedelta(minutes=utc_offset_minutes), told.day_starts_at)
    return memory._replace(due_day=due_day, due=due)
