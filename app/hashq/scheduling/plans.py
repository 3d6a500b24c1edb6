"""Sessions of other shapes: which cards, in what order, for how long.

Owns what each shape means. Takes cards as light values; reads and stores nothing. The usual session is the plan that
asks for nothing.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from hashq.scheduling.model import State
from hashq.scheduling.queue import LEARNING_STATES, Queue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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
    """A backlog of reviews is spread over so many days: today's share of it comes now. At least 1."""

    @property
    def recorded(self) -> bool:
        """Whether ratings are stored and move due dates."""
        return self.shape not in {Shape.CRAM, Shape.FORGOTTEN}


USUAL = Plan()


def arranged(queue: Queue, plan: Plan, difficulty: Mapping[str, float], today: date) -> Queue:
    """``queue`` as ``plan`` wants its reviews: ordered, and only today's share of a backlog.

    ``difficulty``: 1 to 10 by card id; new cards keep the places they have.
    """
    reviews = [card for card in queue.main if card.state is State.REVIEW]
    kept = share_of_backlog(reviews, plan.spread_days, today)
    if plan.order is not Order.USUAL:
        turn = 1 if plan.order is Order.EASIEST else -1
        kept = sorted(kept, key=lambda card: (turn * difficulty.get(card.id, 5.0), card.id))
    following = iter(kept)
    main = []
    for card in queue.main:
        if card.state is not State.REVIEW:
            main.append(card)
        elif (nearest := next(following, None)) is not None:
            main.append(nearest)
    return queue._replace(main=tuple(main))


def share_of_backlog(reviews: Sequence[QueueCard], days: int, today: date) -> list[QueueCard]:
    """What is due today, and of what was due before a share of one in ``days``, rounded up; in the order given."""
    overdue = [card for card in reviews if card.due_day is not None and card.due_day < today]
    share = {card.id for card in overdue[: -(-len(overdue) // max(1, days))]}
    late = {card.id for card in overdue}
    return [card for card in reviews if card.id not in late or card.id in share]


def crammed(cards: Iterable[QueueCard], plan: Plan, difficulty: Mapping[str, float], today: date) -> Queue:
    """All of ``cards``, shuffled the same way all day or ordered by ``difficulty``; none of them waits for a moment."""
    turn = {Order.USUAL: 0, Order.EASIEST: 1, Order.HARDEST: -1}[plan.order]
    at_once = [waiting_for_nothing(card) for card in cards]
    at_once.sort(key=lambda card: (turn * difficulty.get(card.id, 5.0), _shuffled(card.id, today)))
    return Queue((), tuple(at_once))


def waiting_for_nothing(card: QueueCard) -> QueueCard:
    """``card`` as it is crammed: a learning card comes like a known one, without its waiting time."""
    return card._replace(state=State.REVIEW) if card.state in LEARNING_STATES else card


def _shuffled(card: str, today: date) -> bytes:
    return blake2b(f"cram/{today.isoformat()}/{card}".encode(), digest_size=8).digest()
