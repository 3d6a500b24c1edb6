"""Sessions of other shapes: which cards, in what order, for how long.

Owns what each shape means. Takes cards as light values; reads and stores nothing. The usual session is the plan that
asks for nothing.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from hashq.scheduling.model import State
from hashq.scheduling.queue import LEARNING_STATES, Queue, apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from hashq.scheduling.queue import QueueCard


class Shape(StrEnum):
    """Which cards a session shows."""

    DUE = "due"
    """What waits, within the day's limits."""
    AHEAD = "ahead"
    """What falls due in the coming days, too, without a limit."""
    CRAM = "cram"
    """Every card, due or not; nothing is recorded and no due date moves."""
    FORGOTTEN = "forgotten"
    """What was rated again today, once more; nothing is recorded and no due date moves."""
    NEW = "new"
    """Cards never studied only, within the day's limit."""


class Order(StrEnum):
    """In what order known cards come."""

    USUAL = "usual"
    """Most overdue relative to their interval first."""
    EASIEST = "easiest"
    HARDEST = "hardest"


class Plan(NamedTuple):
    """What is asked of a session."""

    shape: Shape = Shape.DUE
    order: Order = Order.USUAL
    ahead_days: int = 1
    """Study days to look ahead, for :attr:`Shape.AHEAD`; at least 1."""
    minutes: int | None = None
    """The session ends after the card that is shown when so many minutes are over; None: with its last card."""
    spread_days: int = 1
    """A backlog of reviews is spread over so many days: today's share of it comes now, whatever the day's limit. At least 1."""

    @property
    def recorded(self) -> bool:
        """Whether ratings are stored and move due dates."""
        return self.shape not in {Shape.CRAM, Shape.FORGOTTEN}


USUAL = Plan()


def arranged(queue: Queue, order: Order, difficulty: Mapping[str, float]) -> Queue:
    """``queue`` with its reviews in ``order``. ``difficulty``: 1 to 10 by card id; new cards keep the places they have."""
    if order is Order.USUAL:
        return queue
    turn = 1 if order is Order.EASIEST else -1
    reviews = [card for card in queue.main if card.state is State.REVIEW]
    following = iter(sorted(reviews, key=lambda card: (turn * difficulty.get(card.id, 5.0), card.id)))
    main = (next(following) if card.state is State.REVIEW else card for card in queue.main)
    return queue._replace(main=tuple(apart(main)))


def backlog(queue: Queue, today: date) -> list[QueueCard]:
    """The reviews of ``queue`` that were due before ``today``, in its order."""
    return [card for card in queue.main if card.due_day is not None and card.due_day < today]


def without_backlog(queue: Queue, leave: int, today: date) -> Queue:
    """``queue`` without the last ``leave`` reviews of its backlog."""
    late = backlog(queue, today)
    left = {card.id for card in late[max(0, len(late) - leave) :]}
    return queue._replace(main=tuple(card for card in queue.main if card.id not in left))


def crammed(cards: Iterable[QueueCard], plan: Plan, difficulty: Mapping[str, float], today: date) -> Queue:
    """All of ``cards``, shuffled the same way all day or ordered by ``difficulty``; none of them waits for a moment.

    Siblings do not follow each other where other cards remain.
    """
    turn = {Order.USUAL: 0, Order.EASIEST: 1, Order.HARDEST: -1}[plan.order]
    at_once = [waiting_for_nothing(card) for card in cards]
    at_once.sort(key=lambda card: (turn * difficulty.get(card.id, 5.0), _shuffled(card.id, today)))
    return Queue((), tuple(apart(at_once)))


def waiting_for_nothing(card: QueueCard) -> QueueCard:
    """``card`` as it is crammed: a learning card comes like a known one, without its waiting time."""
    return card._replace(state=State.REVIEW) if card.state in LEARNING_STATES else card


def _shuffled(card: str, today: date) -> bytes:
    return blake2b(f"cram/{today.isoformat()}/{card}".encode(), digest_size=8).digest()
