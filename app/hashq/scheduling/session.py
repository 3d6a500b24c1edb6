"""A session of study as a frozen value: what is shown, what comes, what waits, what was done.

Owns which card comes next and that a rating counts for the card it names and no other. Stores nothing, reads no clock:
every step takes the moment and gives a new session. The card being shown stays until something is done to it, also
when a learning card falls due meanwhile.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from hashq.scheduling.model import Rating, State
from hashq.scheduling.queue import LEARNING_STATES, QueueCard, apart, spread

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hashq.scheduling.model import Memory
    from hashq.scheduling.queue import Queue

LEARN_AHEAD = timedelta(minutes=20)
"""How early a learning card may come when nothing else is left, unless the person set otherwise."""

_COMES_AGAIN_AFTER = 5
"""Cards between a forgotten one and its return where nothing is recorded."""


class Given(NamedTuple):
    """One rating of this session."""

    card: QueueCard
    """The card as it stood before."""
    rating: Rating
    """How well it was recalled."""
    predicted: float | None = None
    """The probability of recall the model gave it, 0 to 1; None for a new card."""
    duration_ms: int | None = None
    """From showing the question to the rating; None when not measured."""


class Counts(NamedTuple):
    """Cards by what they are now."""

    new: int
    """Never studied."""
    learning: int
    """In learning or relearning."""
    review: int
    """In state review."""

    @property
    def total(self) -> int:
        """All three together."""
        return self.new + self.learning + self.review


class Tally(NamedTuple):
    """What a session came to."""

    reviewed: int
    """Ratings given."""
    remembered: float | None
    """Share, 0 to 1, of known cards not rated again; None when no known card was shown."""
    predicted: float | None
    """What the model expected that share to be; None when no known card was shown."""
    by_rating: dict[Rating, int]
    """How often each of the four was given."""
    seconds: float
    """From question to rating, summed over what was measured."""


class Session(NamedTuple):
    """A session at one moment."""

    current: QueueCard | None
    """The card being shown; None when nothing is left to show now."""
    main: tuple[QueueCard, ...]
    """Reviews and new cards still to come."""
    waiting: tuple[QueueCard, ...]
    """Learning cards by due time."""
    given: tuple[Given, ...] = ()
    """What was done, oldest first; what was taken back is gone."""
    learn_ahead: timedelta = LEARN_AHEAD
    """How early a learning card may come when nothing else is left."""
    ends: datetime | None = None
    """From this moment on no further card is shown, UTC; None: until none is left."""
    recorded: bool = True
    """Whether ratings are stored and move due dates."""
    marked: tuple[int, ...] = ()
    """For each mark set on a card, after how many ratings that was, oldest first; asked where nothing is recorded."""

    @classmethod
    def begin(
        cls,
        queue: Queue,
        now: datetime,
        learn_ahead: timedelta = LEARN_AHEAD,
        *,
        ends: datetime | None = None,
        recorded: bool = True,
    ) -> Session:
        """A session over ``queue``, showing its first card."""
        waiting = _by_due(queue.learning)
        return cls(None, queue.main, waiting, learn_ahead=learn_ahead, ends=ends, recorded=recorded).at(now)

    def at(self, now: datetime) -> Session:
        """The session at ``now``: where nothing was shown, a learning card may have fallen due."""
        return self if self.current is not None else _show_next(self, now, just_rated=None)

    def after_rating(
        self,
        card: str,
        rating: Rating,
        memory: Memory,
        now: datetime,
        *,
        predicted: float | None = None,
        duration_ms: int | None = None,
    ) -> Session:
        """The session after ``card`` was rated and now has ``memory``.

        A card that is not the one being shown (a key held down, a click too late) leaves the session as it is.
        """
        rated = self.current
        if rated is None or rated.id != card:
            return self
        after = QueueCard.of(rated.id, rated.deck, memory, rated.sibling_group)
        waiting = _by_due((*self.waiting, after)) if after.state in LEARNING_STATES else self.waiting
        given = (*self.given, Given(rated, rating, predicted, duration_ms))
        rest = self._replace(current=None, waiting=waiting, given=given)
        return _show_next(rest, now, just_rated=card)

    def after_cramming(self, rating: Rating, now: datetime, duration_ms: int | None = None) -> Session:
        """The session after the card shown was rated with nothing recorded: forgotten, it comes again a little later."""
        rated = self.current
        if rated is None:
            return self
        main = self.main
        if rating is Rating.AGAIN:
            main = (*main[:_COMES_AGAIN_AFTER], rated, *main[_COMES_AGAIN_AFTER:])
        given = (*self.given, Given(rated, rating, None, duration_ms))
        return _show_next(self._replace(current=None, main=main, given=given), now, just_rated=rated.id)

    def after_undo(self, card: QueueCard) -> Session:
        """The session after the last rating of ``card`` was taken back: it is shown again, as it stood before.

        What was shown goes back to where it came from. A rating older than the session is taken back the same way.
        """
        last = self.given[-1] if self.given else None
        given = self.given[:-1] if last is not None and last.card.id == card.id else self.given
        return self.showing(card)._replace(given=given)

    def showing(self, card: QueueCard) -> Session:
        """The session with ``card`` shown now and nowhere else in it; what was shown goes back to its place."""
        return _drop(_put_back(self), frozenset({card.id}))._replace(current=card)

    def without(self, cards: Iterable[str], now: datetime) -> Session:
        """The session after ``cards`` were buried, suspended, or vanished from their notes."""
        return _drop(self, frozenset(cards)).at(now)

    def after_mark(self) -> Session:
        """The session after a card was marked: buried, suspended, flagged."""
        return self._replace(marked=(*self.marked, len(self.given)))

    @property
    def mark_is_last(self) -> bool:
        """Whether a mark, and no rating, is what was done last."""
        return bool(self.marked) and self.marked[-1] >= len(self.given)

    def joined_by(self, queue: Queue, now: datetime) -> Session:
        """The session with the cards of ``queue``, which it had not, at even distances among those still to come."""
        main = tuple(apart(spread(self.main, queue.main)))
        return self._replace(main=main, waiting=_by_due((*self.waiting, *queue.learning))).at(now)

    def counts(self) -> Counts:
        """What is left, the card being shown included."""
        states = [card.state for card in self.left()]
        new, review = states.count(State.NEW), states.count(State.REVIEW)
        return Counts(new, len(states) - new - review, review)

    def progress(self) -> tuple[int, int]:
        """How many cards are through, and how many the session has in all."""
        left = {card.id for card in self.left()}
        through = len({one.card.id for one in self.given} - left)
        return through, through + len(left)

    def next_due(self) -> datetime | None:
        """When the first waiting learning card is due, UTC; None when none waits."""
        return self.waiting[0].due if self.waiting else None

    def tally(self) -> Tally:
        """What the session came to so far."""
        known = [one for one in self.given if one.card.state is State.REVIEW]
        expected = [one.predicted for one in known if one.predicted is not None]
        ratings = [one.rating for one in self.given]
        return Tally(
            reviewed=len(ratings),
            remembered=_mean([float(one.rating is not Rating.AGAIN) for one in known]),
            predicted=_mean(expected),
            by_rating={rating: ratings.count(rating) for rating in Rating},
            seconds=sum(one.duration_ms or 0 for one in self.given) / 1000,
        )

    def left(self) -> tuple[QueueCard, ...]:
        """The card being shown, and all that are still to come."""
        shown = () if self.current is None else (self.current,)
        return (*shown, *self.main, *self.waiting)


def _show_next(session: Session, now: datetime, just_rated: str | None) -> Session:
    """Show what comes next: due learning cards, then the main queue, then learning cards ahead of their time."""
    waiting = session.waiting
    if session.ends is not None and now >= session.ends:
        return session._replace(current=None)
    if waiting and _due(waiting[0]) <= now:
        return session._replace(current=waiting[0], waiting=waiting[1:])
    if session.main:
        return session._replace(current=session.main[0], main=session.main[1:])
    ahead = [card for card in waiting if _due(card) <= now + session.learn_ahead]
    if not ahead:
        return session._replace(current=None)
    chosen = next((card for card in ahead if card.id != just_rated), ahead[0])
    return session._replace(current=chosen, waiting=tuple(card for card in waiting if card is not chosen))


def _put_back(session: Session) -> Session:
    """The session with the card being shown back where it came from."""
    shown = session.current
    if shown is None:
        return session
    if shown.state in LEARNING_STATES:
        return session._replace(current=None, waiting=_by_due((*session.waiting, shown)))
    return session._replace(current=None, main=(shown, *session.main))


def _drop(session: Session, cards: frozenset[str]) -> Session:
    return session._replace(
        current=None if session.current is None or session.current.id in cards else session.current,
        main=tuple(card for card in session.main if card.id not in cards),
        waiting=tuple(card for card in session.waiting if card.id not in cards),
    )


def _by_due(cards: Iterable[QueueCard]) -> tuple[QueueCard, ...]:
    return tuple(sorted(cards, key=lambda card: (_due(card), card.id)))


def _due(card: QueueCard) -> datetime:
    if card.due is None:
        raise ValueError(f"learning card {card.id} has no due time")
    return card.due


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
