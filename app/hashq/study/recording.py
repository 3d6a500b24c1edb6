"""Stores what a person does to cards: rate, take back, suspend, bury, flag.

Owns the transactions: the entry in the log and the memory it leads to are durable together before anything is
acknowledged. Keeps no session and shows nothing. The memory model is loaded at the first rating only.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from hashq.errors import UsageError
from hashq.scheduling.forgetting import retrievability
from hashq.scheduling.leeches import is_leech_alarm
from hashq.scheduling.model import Memory, Rating, Review, State
from hashq.scheduling.study_day import study_day
from hashq.store.marks import LoggedAction, change_marks, last_action, undo_action
from hashq.store.memory import COLUMNS, memory_of, write_memory
from hashq.store.relinking import KIND as RELINK
from hashq.store.relinking import undo_relink
from hashq.store.reviews import Occasion, ReviewLog
from hashq.store.weights import weights_in_use
from hashq.study.parameters import parameters_for
from hashq.study.views import Rated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from hashq.clock import Clock
    from hashq.scheduling.parameters import Parameters
    from hashq.settings import Settings
    from hashq.store.database import Database
    from hashq.store.marks import Field
    from hashq.store.reviews import LoggedReview

_MINUTE = timedelta(minutes=1)


class Undone(NamedTuple):
    """What was taken back."""

    kind: str
    """``review``, ``suspend``, ``bury``, ``flag`` and so on."""
    cards: tuple[str, ...]
    """Ids of the cards that stand again as before."""
    rated: Rated | None
    """The card's standing after a review was taken back; None for anything else."""


class Recorded(NamedTuple):
    """A review that was stored, and what it did."""

    rated: Rated
    """As front ends show it."""
    memory: Memory
    """The card's memory now."""
    predicted: float | None
    """The chance of recall the model gave before, 0 to 1; None for a new card."""


class Standing(NamedTuple):
    """What deciding about a card needs to know of it."""

    deck: str
    memory: Memory
    has_answer: bool
    retired: bool


class Recorder:
    """The one way by which reviews and marks reach the database."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        """Write to ``database``, by the person's ``settings`` and ``clock``."""
        self._database = database
        self._settings = settings
        self._clock = clock
        self.log = ReviewLog(database)
        """The review log that is written to."""

    def occasion(self, at: datetime | None = None) -> Occasion:
        """The moment ``at`` (else the present one) with its study day, as decided now."""
        moment = at or self._clock.now()
        moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)  # as precise as it is stored
        offset = self._clock.utc_offset(moment)
        day = study_day(moment, offset, self._settings.study.day_starts_at)
        return Occasion(moment, day, offset // _MINUTE)

    def told(self, deck: str) -> Parameters:
        """What the memory model is told for a card of ``deck`` rated now."""
        return parameters_for(self._settings, deck, weights_in_use(self._database))

    def standing(self, card: str) -> Standing:
        """How the card stands. Raises :class:`UsageError` when there is no such card."""
        row = self._database.row(
            f"SELECT deck, has_answer, retired_at, {COLUMNS} FROM cards WHERE id = ?", (card,)
        )
        if row is None:
            raise UsageError(
                f"there is no card “{card}”", place="CARD", remedy="`hashq cards` lists the cards' ids."
            )
        return Standing(row["deck"], memory_of(row), bool(row["has_answer"]), row["retired_at"] is not None)

    def rate(
        self, card: str, rating: Rating, at: datetime | None = None, duration_ms: int | None = None
    ) -> Recorded:
        """Record that ``card`` was recalled as ``rating`` says; it is durable when this returns.

        Raises :class:`UsageError` when there is no such card, or it cannot be studied.
        """
        when = self.occasion(at)
        given = Review(card, rating, when.at, when.study_day, when.utc_offset_minutes, duration_ms)
        with self._database.transaction():
            return self._record(given)

    def rate_all(self, ratings: Mapping[str, Rating]) -> tuple[Rated, ...]:
        """Record the ratings a quiz came to, by card: all of them or none, and undone together."""
        when = self.occasion()
        with self._database.transaction():
            batch = self.log.new_batch()
            given = [
                Review(card, rating, when.at, when.study_day, when.utc_offset_minutes)
                for card, rating in ratings.items()
            ]
            return tuple(self._record(one, origin="quiz", batch=batch).rated for one in given)

    def _record(self, given: Review, *, origin: str = "study", batch: int | None = None) -> Recorded:
        from hashq.scheduling.fsrs_memory import review  # noqa: PLC0415 - loads the memory model

        card, rating = given.card, given.rating
        before = self.standing(card)
        _require_studied(card, before)
        told = self.told(before.deck)
        known = before.memory.state is not State.NEW
        predicted = retrievability(before.memory, given.study_day, told) if known else None
        after = review(before.memory, given, told)
        self.log.append(given, told, before.memory.state, predicted, origin=origin, batch=batch)
        write_memory(self._database, card, after)
        lapsed = after.lapses > before.memory.lapses
        leech = lapsed and is_leech_alarm(after.lapses, self._settings.study.leech_lapses)
        return Recorded(rated(card, rating, after, leech=leech), after, predicted)

    def undo_review(self) -> Rated:
        """Take the latest review in effect back. Raises :class:`UsageError` when there is none."""
        with self._database.transaction():
            entry = self.log.last()
            if entry is None:
                raise UsageError("there is no review to take back")
            return self._take_back(entry)[0]

    def undo(self) -> Undone:
        """Take back what was done last, a review or a mark. Raises :class:`UsageError` when nothing is left."""
        with self._database.transaction():
            last = self._last()
            if isinstance(last, LoggedAction):
                return self._unmark(last)
            if last is None:
                raise UsageError("there is nothing to take back")
            standings = self._take_back(last)
        cards = tuple(standing.id for standing in standings)
        return Undone(last.kind, cards, standings[0] if last.kind == "review" else None)

    def latest(self) -> tuple[str, int] | None:
        """What :meth:`undo` would take back now, as a sign to know it by again; None when nothing is left."""
        last = self._last()
        return None if last is None else (type(last).__name__, last.number)

    def _last(self) -> LoggedReview | LoggedAction | None:
        """What was done last and is in effect, by whichever program."""
        entry, action = self.log.last(), last_action(self._database)
        if action is not None and (entry is None or action.after_review >= entry.number):
            return action
        return entry

    def undo_mark(self) -> Undone:
        """Take back the mark set last, whatever was rated since. Raises :class:`UsageError` when none is left."""
        with self._database.transaction():
            action = last_action(self._database)
            if action is None:
                raise UsageError("there is no mark to take back")
            return self._unmark(action)

    def reset(self, cards: Iterable[str]) -> int:
        """Let ``cards`` start again as new ones, their history kept in the log; how many were not new."""
        when = self.occasion()
        with self._database.transaction():
            begun = {card: its for card in cards if (its := self.standing(card)).memory != Memory()}
            batch = self.log.new_batch()
            for card, standing in begun.items():
                self.log.append_reset(card, when, standing.memory.state, batch)
                write_memory(self._database, card, Memory())
        return len(begun)

    def make_due(self, cards: Iterable[str]) -> int:
        """Make those of ``cards`` due today that are known and would come later; how many there were."""
        from hashq.store.replay import rescheduled  # noqa: PLC0415 - loads the memory model

        when = self.occasion()
        with self._database.transaction():
            later = {card: its for card in cards if _comes_after(its := self.standing(card), when.study_day)}
            batch = self.log.new_batch()
            for card, its in later.items():
                told = self.told(its.deck)
                self.log.append_reschedule(card, when, when.study_day, told=told, batch=batch)
                memory = rescheduled(its.memory, when.study_day, when.utc_offset_minutes, told)
                write_memory(self._database, card, memory)
        return len(later)

    def comes_later(self, card: str) -> bool:
        """Whether :meth:`make_due` would change ``card``."""
        return _comes_after(self.standing(card), self.occasion().study_day)

    def suspend(self, cards: Iterable[str], *, suspended: bool = True) -> int:
        """Leave ``cards`` out of study until taken back, or take them in again; how many changed."""
        kind = "suspend" if suspended else "unsuspend"
        return self._mark(kind, dict.fromkeys(cards, int(suspended)), "suspended")

    def bury(self, cards: Iterable[str]) -> int:
        """Leave ``cards`` out of study until the next study day; how many changed."""
        tomorrow = self.occasion().study_day + timedelta(days=1)
        return self._mark("bury", dict.fromkeys(cards, tomorrow.isoformat()), "buried_until")

    def set_flag(self, cards: Iterable[str], flag: int) -> int:
        """Give ``cards`` the flag 1 to 7; 0 takes it away; how many changed. ``UsageError`` on another number."""
        if not 0 <= flag <= 7:
            raise UsageError(f"there is no flag {flag}", remedy="Flags go from 1 to 7; 0 takes it away.")
        return self._mark("flag", dict.fromkeys(cards, flag), "flag")

    def tag(self, cards: Iterable[str], tag: str, *, wanted: bool = True) -> int:
        """Give ``cards`` a tag of the person's own, or take it away; how many changed. The notes keep theirs.

        A tag is the same in upper and lower case; one that a card has already stays as it was written.
        """
        from hashq.store.search import folded  # noqa: PLC0415 - rating never needs it

        changed = {}
        for card in cards:
            stored = json.loads(
                self._database.value("SELECT own_tags FROM cards WHERE id = ?", (card,)) or "[]"
            )
            others = [own for own in stored if folded(own) != folded(tag)]
            if wanted:
                others = stored if len(others) < len(stored) else [*stored, tag]
            changed[card] = json.dumps(others, ensure_ascii=False)
        return self._mark("tag" if wanted else "untag", changed, "own_tags")

    def _mark(self, kind: str, wanted: Mapping[str, int | str], field: Field) -> int:
        values: dict[str, Mapping[Field, int | str | None]] = {
            card: {field: value} for card, value in wanted.items()
        }
        with self._database.transaction():
            for card in wanted:
                self.standing(card)
            return len(change_marks(self._database, kind, values, self._clock.now()))

    def _take_back(self, entry: LoggedReview) -> tuple[Rated, ...]:
        """Take ``entry`` back with all that was done together with it; how the cards stand, its own first."""
        from hashq.store.replay import replayed  # noqa: PLC0415 - loads the memory model

        when = self.occasion()
        standings = []
        for one in self.log.together_with(entry):
            self.log.append_undo(one, when)
            memory = replayed(self.log.of_card(one.card))
            write_memory(self._database, one.card, memory)
            standings.append(rated(one.card, one.rating, memory))
        return tuple(standings)

    def _unmark(self, action: LoggedAction) -> Undone:
        take_back = undo_relink if action.kind == RELINK else undo_action
        take_back(self._database, action, self._clock.now())
        return Undone(action.kind, tuple(dict.fromkeys(change.card for change in action.changes)), None)


def rated(card: str, rating: Rating | None, memory: Memory, *, leech: bool = False) -> Rated:
    """The card's standing with ``memory``, as front ends show it."""
    interval = memory.interval if memory.state is State.REVIEW else None
    return Rated(
        id=card,
        rating=rating,
        state=memory.state,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        interval_days=interval.days if interval else 0,
        leech=leech,
    )


def _comes_after(standing: Standing, today: date) -> bool:
    due_day = standing.memory.due_day
    return due_day is not None and due_day > today


def _require_studied(card: str, standing: Standing) -> None:
    if standing.retired:
        raise UsageError(
            f"card “{card}” is retired: its text is gone from its note",
            place="CARD",
            remedy="It comes back with its history when the text does; then import the note again.",
        )
    if not standing.has_answer:
        raise UsageError(
            f"card “{card}” has no answer, so it is not studied",
            place="CARD",
            remedy="Write an answer in its note and import the note again.",
        )
