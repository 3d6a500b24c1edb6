"""How many cards sessions would show, deck by deck, told from counts alone wherever siblings leave no doubt.

Owns the bounds within which siblings can move such a figure. Orders no cards: where the bounds differ, only the queue can
tell, and the answer is None.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from hashq.scheduling.limits import deck_and_above

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from hashq.scheduling.limits import DailyLimits, Done, Rules
    from hashq.settings import Settings


SITTING = timedelta(hours=1)
"""Learning cards that fall due within it belong to a session, since they come before it ends."""


def learning_until(now: datetime, settings: Settings) -> datetime:
    """Until when a learning card falls due that belongs to a session begun at ``now``."""
    return now + max(SITTING, timedelta(minutes=settings.study.learn_ahead_minutes))


class Waits(NamedTuple):
    """What waits in one deck, siblings or not."""

    new: int
    review: int
    """Due by today."""


class Kin(NamedTuple):
    """What waits of one group of siblings in one deck."""

    deck: str
    group: str
    """Its name; the same group may stand in other decks, too."""
    new: int
    review: int
    """Due by today."""
    learning: int
    """Those a session of now would show: while one does, its siblings stay away."""


class _Kind(NamedTuple):
    """New cards, or reviews, of one deck and those inside it."""

    alone: Mapping[str, int]
    """Limit → cards without siblings that count against it."""
    groups: Mapping[str, frozenset[str]]
    """Limit → groups that could give one of theirs to it."""

    @property
    def is_plain(self) -> bool:
        """Whether no group could give its one card to more than one limit."""
        return sum(map(len, self.groups.values())) == len(frozenset().union(*self.groups.values()))

    def most(self, limit: str) -> int:
        """As many as could come of those that count against ``limit`` if it were none."""
        return self.alone.get(limit, 0) + len(self.groups.get(limit, ()))

    def within(self, left: Mapping[str, int]) -> int:
        """As many as come of the cards alone and one of each group, when ``left`` is what the limits leave."""
        return sum(min(self.most(limit), left[limit]) for limit in {*self.alone, *self.groups})


def offered_by_counts(
    waiting: Mapping[str, Waits], kin: Iterable[Kin], rules: Rules, done: Done
) -> dict[str, Waits | None]:
    """What :func:`hashq.scheduling.queue.offered` would say; None of a deck where the order of its cards decides.

    ``waiting`` counts all cards of each deck, those of ``kin`` among them. Told of every deck, of every deck above one,
    and of all decks together.
    """
    related = _by_deck(kin) if rules.bury_siblings else {}
    alone = {**waiting, **{deck: _without(waiting[deck], its) for deck, its in related.items()}}
    new = {deck: its.new for deck, its in alone.items()}
    reviews = {deck: its.review for deck, its in alone.items()}
    new_within = rules.new.within(new, done.new)
    reviews_within = rules.reviews.within(reviews, done.reviews)
    found: dict[str, Waits | None] = {
        deck: Waits(count, reviews_within[deck]) for deck, count in new_within.items()
    }
    inside: defaultdict[str, list[Kin]] = defaultdict(list)
    for deck, its_kin in related.items():
        for studied in deck_and_above(deck):
            inside[studied] += its_kin
    new_alone, reviews_alone = rules.new.by_limit(new), rules.reviews.by_limit(reviews)
    left = (rules.new.left(done.new), rules.reviews.left(done.reviews))
    for deck, its_kin in inside.items():
        gone = done.sibling_groups.union(one.group for one in its_kin if one.learning)
        free = [one for one in its_kin if one.group not in gone]
        kinds = (
            _Kind(_of(deck, new_alone), _by_limit(rules.new, (one for one in free if one.new))),
            _Kind(_of(deck, reviews_alone), _by_limit(rules.reviews, (one for one in free if one.review))),
        )
        found[deck] = _told(*kinds, *left)
    return found


def _by_deck(kin: Iterable[Kin]) -> dict[str, list[Kin]]:
    found: defaultdict[str, list[Kin]] = defaultdict(list)
    for one in kin:
        found[one.deck].append(one)
    return found


def _without(waiting: Waits, kin: Sequence[Kin]) -> Waits:
    """What waits of a deck beside its ``kin``."""
    return Waits(waiting.new - sum(one.new for one in kin), waiting.review - sum(one.review for one in kin))


def _of(deck: str, counts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    return {limit: its[deck] for limit, its in counts.items() if deck in its}


def _by_limit(limits: DailyLimits, kin: Iterable[Kin]) -> dict[str, frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for one in kin:
        groups[limits.limit_of(one.deck)].add(one.group)
    return {limit: frozenset(its) for limit, its in groups.items()}


def _told(new: _Kind, reviews: _Kind, new_left: Mapping[str, int], left: Mapping[str, int]) -> Waits | None:
    """Reviews are chosen first. A group gives one card a day: what a review takes, no new card of it can have.

    Where a limit leaves room for all reviews, each of their groups is taken; else it is not known which, but no more
    than there is room for.
    """
    if not (new.is_plain and reviews.is_plain):
        return None
    taken: set[str] = set()
    doubtful: set[str] = set()
    room = 0
    for limit, groups in reviews.groups.items():
        if reviews.most(limit) <= left[limit]:
            taken |= groups
        else:
            doubtful |= groups
            room += left[limit]
    at_most = new._replace(groups={limit: its - taken for limit, its in new.groups.items()})
    for limit, groups in at_most.groups.items():
        most = at_most.most(limit)
        least = most - min(room, len(groups & doubtful))
        if least < min(most, new_left[limit]):
            return None
    return Waits(at_most.within(new_left), reviews.within(left))
