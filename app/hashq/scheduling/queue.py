"""The order of a day: which cards come, and in what order.

Owns limits, siblings and the order of showing. Takes cards as light values and the day as arguments; stores nothing.

Learning cards come by their due times. Reviews follow, most overdue relative to their interval first; those equally
late are shuffled, the same way all day, so that a card's neighbours in its note do not give it away. New cards are
spread evenly between the reviews, in the order of the notes.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from hashq.scheduling.limits import DailyLimits, Done, Rules, deck_and_above
from hashq.scheduling.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from hashq.scheduling.model import Memory

LEARNING_STATES = frozenset({State.LEARNING, State.RELEARNING})
"""States in which a card comes back within the session."""


class QueueCard(NamedTuple):
    """As much of a card as its place in the queue depends on."""

    id: str
    """The card's id."""
    deck: str
    """Its deck, for the limits."""
    state: State = State.NEW
    """Where it stands."""
    due: datetime | None = None
    """When it is due, UTC; None for a new card."""
    due_day: date | None = None
    """The study day a review is due on; None in other states."""
    interval_days: int = 0
    """Study days between a review's last showing and its due day; 0 in other states."""
    sibling_group: str | None = None
    """Cards of one group are kept apart; None: it has no siblings."""
    suspended: bool = False
    """Left out until the person takes it in again."""
    buried_until: date | None = None
    """The first study day it may come again; None: not buried."""

    @classmethod
    def of(cls, card: str, deck: str, memory: Memory, sibling_group: str | None = None) -> QueueCard:
        """The card with id ``card`` as its ``memory`` stands."""
        interval = memory.interval if memory.state is State.REVIEW else None
        return cls(
            card,
            deck,
            memory.state,
            memory.due,
            memory.due_day,
            interval.days if interval else 0,
            sibling_group,
        )


def and_taken(done: Done, cards: Iterable[QueueCard]) -> Done:
    """What is ``done`` once ``cards`` are, too: what a queue beside them may not take again."""
    new, reviews, groups = Counter(done.new), Counter(done.reviews), set(done.sibling_groups)
    for card in cards:
        new[card.deck] += card.state is State.NEW
        reviews[card.deck] += card.state is State.REVIEW
        if card.sibling_group is not None:
            groups.add(card.sibling_group)
    return Done(new, reviews, frozenset(groups))


_USUAL_RULES = Rules()
_NOTHING_DONE = Done()


class Queue(NamedTuple):
    """The cards of a day, in order."""

    learning: tuple[QueueCard, ...]
    """Learning and relearning cards by due time, due or not."""
    main: tuple[QueueCard, ...]
    """Reviews, with the new cards between them."""


def build_queue(
    cards: Iterable[QueueCard],
    today: date,
    rules: Rules = _USUAL_RULES,
    done: Done = _NOTHING_DONE,
) -> Queue:
    """The queue of study day ``today`` from ``cards``, which are given in the order of the notes."""
    waiting = _in_order(cards, today)
    reviews, new = _within_limits(waiting, rules, done)
    main = spread(reviews, new)
    return Queue(tuple(waiting.learning), tuple(main if rules.bury_siblings else apart(main)))


def offered(
    cards: Iterable[QueueCard], today: date, rules: Rules = _USUAL_RULES, done: Done = _NOTHING_DONE
) -> dict[str, tuple[int, int]]:
    """How many new cards and how many reviews the queue of each deck would hold, the decks inside it included.

    Told of every deck of a card, of every deck above one, and of all decks together (the empty name).
    """
    learning, reviews, new = (_by_deck(its) for its in _in_order(cards, today))
    found = {}
    for deck in {*learning, *reviews, *new}:
        waiting = _Waiting(learning.get(deck, []), reviews.get(deck, []), new.get(deck, []))
        its_reviews, its_new = _within_limits(waiting, rules, done)
        found[deck] = (len(its_new), len(its_reviews))
    return found


def _by_deck(cards: Iterable[QueueCard]) -> dict[str, list[QueueCard]]:
    """``cards``, in order, by each deck that is studied to see them."""
    studied: dict[str, tuple[str, ...]] = {}
    found: defaultdict[str, list[QueueCard]] = defaultdict(list)
    for card in cards:
        if card.deck not in studied:
            studied[card.deck] = tuple(deck_and_above(card.deck))
        for deck in studied[card.deck]:
            found[deck].append(card)
    return found


class _Waiting(NamedTuple):
    """The cards of a day, each kind in the order of showing."""

    learning: list[QueueCard]
    reviews: list[QueueCard]
    new: list[QueueCard]


def _in_order(cards: Iterable[QueueCard], today: date) -> _Waiting:
    playing = [card for card in cards if _plays(card, today)]
    learning = [card for card in playing if card.state in LEARNING_STATES]
    reviews = [card for card in playing if card.state is State.REVIEW and _is_due(card, today)]
    return _Waiting(
        sorted(learning, key=lambda card: (card.due, card.id)),
        sorted(reviews, key=lambda card: (-relative_lateness(card, today), _shuffled(card, today))),
        [card for card in playing if card.state is State.NEW],
    )


def _within_limits(waiting: _Waiting, rules: Rules, done: Done) -> tuple[list[QueueCard], list[QueueCard]]:
    """The reviews and the new cards of ``waiting`` that limits and siblings leave."""
    taken = set(done.sibling_groups) if rules.bury_siblings else set()
    if rules.bury_siblings:
        taken.update(card.sibling_group for card in waiting.learning if card.sibling_group is not None)
    reviews = _choose(waiting.reviews, rules.reviews, done.reviews, rules, taken)
    return reviews, _choose(waiting.new, rules.new, done.new, rules, taken)


def relative_lateness(card: QueueCard, today: date) -> float:
    """How late a review is, in intervals: 1.0 when it was due one whole interval ago."""
    if card.due_day is None:
        return 0.0
    return (today - card.due_day).days / max(1, card.interval_days)


def _plays(card: QueueCard, today: date) -> bool:
    return not card.suspended and (card.buried_until is None or card.buried_until <= today)


def _is_due(card: QueueCard, today: date) -> bool:
    return card.due_day is not None and card.due_day <= today


def _shuffled(card: QueueCard, today: date) -> bytes:
    return blake2b(f"{today.isoformat()}/{card.id}".encode(), digest_size=8).digest()


def _choose(
    cards: Sequence[QueueCard], limits: DailyLimits, done: Mapping[str, int], rules: Rules, taken: set[str]
) -> list[QueueCard]:
    """Those of ``cards``, in order, that the limits leave room for; groups chosen from are added to ``taken``."""
    left = limits.left(done)
    room = sum(left.values())
    chosen: list[QueueCard] = []
    for card in cards:
        if len(chosen) == room:
            break
        limit = limits.limit_of(card.deck)
        if left[limit] == 0 or (card.sibling_group is not None and card.sibling_group in taken):
            continue
        left[limit] -= 1
        chosen.append(card)
        if rules.bury_siblings and card.sibling_group is not None:
            taken.add(card.sibling_group)
    return chosen


def spread(reviews: Sequence[QueueCard], new: Sequence[QueueCard]) -> list[QueueCard]:
    """``new`` at even distances between ``reviews``; where both meet, the review comes first."""
    places = [((2 * index + 1) * len(new), 0, card) for index, card in enumerate(reviews)]
    places += [((2 * index + 1) * len(reviews), 1, card) for index, card in enumerate(new)]
    places.sort(key=lambda place: place[:2])
    return [card for *_, card in places]


def apart(cards: Iterable[QueueCard]) -> list[QueueCard]:
    """``cards`` with a sibling that would follow its own sibling put one or more places later, where others remain."""
    kept: list[QueueCard] = []
    held: deque[QueueCard] = deque()
    for card in cards:
        if kept and card.sibling_group is not None and card.sibling_group == kept[-1].sibling_group:
            held.append(card)
            continue
        kept.append(card)
        if held and held[0].sibling_group != card.sibling_group:
            kept.append(held.popleft())
    return [*kept, *held]
