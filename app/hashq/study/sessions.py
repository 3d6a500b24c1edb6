"""Sessions over what is stored: beginning one, and keeping it true to what was recorded.

Owns the reading of a day's cards for the queue. Order, limits and siblings are scheduling's; a session is its frozen
value, held by the caller.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from hashq.errors import UsageError
from hashq.scheduling.catching_up import caught_up
from hashq.scheduling.limits import DailyLimits, Done, Rules, new_limits, review_limits
from hashq.scheduling.model import State
from hashq.scheduling.offering import SITTING, learning_until
from hashq.scheduling.pacing import paced
from hashq.scheduling.plans import (
    USUAL,
    Order,
    Plan,
    Shape,
    arranged,
    backlog,
    crammed,
    waiting_for_nothing,
    without_backlog,
)
from hashq.scheduling.queue import QueueCard, and_taken, build_queue, offered
from hashq.scheduling.session import Session
from hashq.store.catch_ups import keep_catch_up, kept_catch_up
from hashq.store.counts import count_waiting, done_on, has_siblings, sibling_groups_seen
from hashq.store.waiting import (
    forgotten_on,
    in_play,
    new_cards,
    started_cards,
)
from hashq.study.choice import Choice, choose
from hashq.study.views import SessionSummary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.scheduling.queue import Queue
    from hashq.settings import Settings
    from hashq.store.database import Database
    from hashq.store.reviews import Occasion
    from hashq.store.waiting import WaitingCard
    from hashq.study.recording import Undone

_ALL = -1
"""SQLite's way to say that a LIMIT is none."""

_NOT_OF_STUDY = frozenset({"flag", "tag", "untag", "relink"})
"""Deeds that leave open which cards are studied: taking one back leads to no card."""


class Sessions:
    """Sessions over one database."""

    def __init__(self, database: Database, settings: Settings) -> None:
        """Read what ``database`` holds, within the limits of ``settings``."""
        self._database = database
        self._settings = settings

    def start(
        self, deck: str | None, when: Occasion, plan: Plan = USUAL, *, studied: bool = False
    ) -> Session:
        """A session as ``plan`` asks, at ``when``, over ``deck``, a deck's name or a query; None: over all.

        ``studied``: it is, and not only counted; then today's share of a backlog that is spread stays decided.
        """
        chosen = choose(self._database, self._settings, deck, when.at, when.study_day)
        learn_ahead = timedelta(minutes=self._settings.study.learn_ahead_minutes)
        ends = when.at + timedelta(minutes=plan.minutes) if plan.minutes is not None else None
        queue = self._planned(chosen, when, plan, studied=studied)
        return Session.begin(queue, when.at, learn_ahead, ends=ends, recorded=plan.recorded)

    def _planned(self, chosen: Choice, when: Occasion, plan: Plan, *, studied: bool) -> Queue:
        """The cards of ``plan``, in its order."""
        today = when.study_day
        if plan.shape is Shape.DUE and plan.spread_days == 1:
            queue = self._queue(chosen, when.at, today)
            return arranged(queue, plan.order, self._difficulty(queue.main, plan, today))
        cards = [card for card in self._asked_for(chosen, when, plan) if chosen.takes(card.id, card.deck)]
        difficulty = {card.id: card.memory.difficulty or 5.0 for card in cards}
        queued = [_queued(card) for card in cards]
        if not plan.recorded:
            return crammed(queued, plan, difficulty, today)
        queue = self._beyond(queued, when, plan)
        if plan.spread_days > 1:
            queue = without_backlog(queue, self._left(chosen, queue, plan, today, keep=studied), today)
        return arranged(queue, plan.order, difficulty)

    def _left(self, chosen: Choice, queue: Queue, plan: Plan, today: date, *, keep: bool) -> int:
        """Overdue reviews that today leaves for the days after it."""
        kept = kept_catch_up(self._database, chosen.name)
        found = caught_up(kept, len(backlog(queue, today)), plan.spread_days, today)
        if keep and found != kept:
            with self._database.transaction():
                keep_catch_up(self._database, chosen.name, found)
        return found.leave

    def _beyond(self, cards: list[QueueCard], when: Occasion, plan: Plan) -> Queue:
        """The queue of ``cards``, as if the last day looked ahead to were today; new ones within the limit."""
        done = self._done(when.study_day)
        new = self._new_limits(done, when.at, when.study_day)
        rules = Rules(new, DailyLimits(len(cards)), self._settings.study.bury_siblings)
        unlimited = done._replace(
            reviews={}
        )  # what was reviewed today takes nothing from what comes beyond it
        return build_queue(cards, _last_day(when.study_day, plan), rules, unlimited)

    def _asked_for(self, chosen: Choice, when: Occasion, plan: Plan) -> list[WaitingCard]:
        """The cards that ``plan`` may show, in the order of the notes."""
        today = when.study_day
        new = new_cards(self._database, today, _ALL, chosen.decks, chosen.ids)
        if plan.shape is Shape.NEW:
            return new
        if plan.shape is Shape.FORGOTTEN:
            return in_play(self._database, forgotten_on(self._database, today), today)
        last = date.max if plan.shape is Shape.CRAM else _last_day(today, plan)
        until = datetime.max.replace(tzinfo=UTC) if plan.shape is Shape.CRAM else when.at + SITTING
        started = started_cards(self._database, today, until, chosen.decks, chosen.ids, due_by=last)
        return started if plan.shape is Shape.AHEAD else [*started, *new]

    def _difficulty(self, cards: Iterable[QueueCard], plan: Plan, today: date) -> dict[str, float]:
        if plan.order is Order.USUAL:
            return {}
        known = in_play(self._database, [card.id for card in cards], today)
        return {card.id: card.memory.difficulty or 5.0 for card in known}

    def offered(self, decks: tuple[str, ...], now: datetime, today: date) -> dict[str, tuple[int, int]]:
        """How many new cards and reviews a session over each of these ``decks``, all there are inside of it, would show."""
        rules, done = self._rules(now, today)
        cards = self._waiting(Choice(decks=decks), rules, done, (now, today))
        return offered([_queued(card) for card in cards], today, rules, done)

    def _queue(self, chosen: Choice, now: datetime, today: date) -> Queue:
        rules, done = self._rules(now, today)
        cards = [_queued(card) for card in self._waiting(chosen, rules, done, (now, today))]
        return build_queue(cards, today, rules, done)

    def _rules(self, now: datetime, today: date) -> tuple[Rules, Done]:
        """What holds for sessions begun now, and what was done of the day."""
        done = self._done(today)
        siblings = self._settings.study.bury_siblings
        return Rules(self._new_limits(done, now, today), review_limits(self._settings), siblings), done

    def after_undo(self, session: Session, undone: Undone, when: Occasion) -> Session:
        """``session`` after something was taken back: its card is shown, if it can be studied."""
        if undone.kind in _NOT_OF_STUDY:
            return session
        back = [_queued(card) for card in in_play(self._database, undone.cards, when.study_day)]
        if not session.recorded:
            back = [waiting_for_nothing(card) for card in back]
        if undone.rated is not None:
            return session.after_undo(back[0]) if back else session
        for card in reversed(back):
            session = session.showing(card)
        gone = set(undone.cards) - {card.id for card in back}
        return session.without(gone, when.at)

    def refreshed(self, session: Session, when: Occasion) -> Session:
        """``session`` without the cards that cannot be studied any more."""
        ids = [card.id for card in session.left()]
        playing = {card.id for card in in_play(self._database, ids, when.study_day)}
        return session.without(set(ids) - playing, when.at)

    def joined(
        self, session: Session, came: Iterable[str], deck: str | None, when: Occasion, plan: Plan = USUAL
    ) -> Session:
        """``session``, begun over ``deck`` by ``plan``, with those of the cards that ``came`` which it may still show."""
        try:
            chosen = choose(self._database, self._settings, deck, when.at, when.study_day)
        except UsageError:
            return session  # no card is left in the deck, or none came to it
        had = {card.id for card in session.left()}
        if not plan.recorded:
            had.update(one.card.id for one in session.given)
        playing = in_play(self._database, came, when.study_day)
        cards = [card for card in playing if card.id not in had and chosen.takes(card.id, card.deck)]
        return session.joined_by(self._joining(cards, session, when, plan), when.at)

    def _joining(self, cards: list[WaitingCard], session: Session, when: Occasion, plan: Plan) -> Queue:
        """Those of ``cards`` that ``plan`` shows, within what ``session`` leaves of the day's limits."""
        today = when.study_day
        if plan.shape is Shape.NEW:
            cards = [card for card in cards if card.memory.state is State.NEW]
        elif plan.shape is Shape.FORGOTTEN:
            forgotten = frozenset(forgotten_on(self._database, today))
            cards = [card for card in cards if card.id in forgotten]
        queued = [_queued(card) for card in cards]
        difficulty = {card.id: card.memory.difficulty or 5.0 for card in cards}
        if not plan.recorded:
            return crammed(queued, plan, difficulty, today)
        rules, done = self._rules(when.at, today)
        taken = and_taken(done, session.left())
        if plan.shape is not Shape.DUE:
            rules, taken = rules._replace(reviews=DailyLimits(len(queued))), taken._replace(reviews={})
        queue = build_queue(queued, _last_day(today, plan), rules, taken)
        return arranged(queue, plan.order, difficulty)

    def _new_limits(self, done: Done, now: datetime, today: date) -> DailyLimits:
        """The limits on new cards, paced where a deck has an exam to come."""
        limits = new_limits(self._settings)
        if not self._settings.decks:
            return limits
        waiting = count_waiting(self._database, now, today)
        unseen = {deck.deck: deck.new + done.new.get(deck.deck, 0) for deck in waiting}
        return paced(limits, self._settings, unseen, today)

    def _done(self, today: date) -> Done:
        done = done_on(self._database, today)
        return Done(
            {deck: its.begun for deck, its in done.items()},
            {deck: its.reviewed for deck, its in done.items()},
            sibling_groups_seen(self._database, today),
        )

    def _waiting(
        self, chosen: Choice, rules: Rules, done: Done, when: tuple[datetime, date]
    ) -> list[WaitingCard]:
        """What may be shown, in the order of the notes; of new cards no more than the limits can use."""
        now, today = when
        one_limit = not self._settings.decks and not has_siblings(self._database) and chosen.ids is None
        most = sum(rules.new.left(done.new).values()) if one_limit else _ALL
        started = started_cards(
            self._database, today, learning_until(now, self._settings), chosen.decks, chosen.ids
        )
        waiting = [*started, *new_cards(self._database, today, most, chosen.decks, chosen.ids)]
        return [card for card in waiting if chosen.takes(card.id, card.deck)]


def _last_day(today: date, plan: Plan) -> date:
    return today + timedelta(days=plan.ahead_days if plan.shape is Shape.AHEAD else 0)


def shown(session: Session) -> str:
    """The id of the card that ``session`` shows. Raises ``UsageError`` when it shows none."""
    if session.current is None:
        raise UsageError("no card is shown: nothing waits now")
    return session.current.id


def summary_of(session: Session, following: datetime | None) -> SessionSummary:
    """How ``session`` went; ``following``: when the next card will wait."""
    tally = session.tally()
    moments = [moment for moment in (session.next_due(), following) if moment is not None]
    return SessionSummary(
        reviewed=tally.reviewed,
        remembered=tally.remembered,
        predicted=tally.predicted,
        by_rating=tally.by_rating,
        seconds=tally.seconds,
        next=min(moments, default=None),
    )


def _queued(card: WaitingCard) -> QueueCard:
    return QueueCard.of(card.id, card.deck, card.memory, card.sibling_group)
