"""The review log: appended to, never changed. Taking back appends too.

Owns the tables ``reviews`` and ``parameters``, and says which reviews are in effect. What a review does to a card's
memory is told to it. Order is the order of recording, so that a clock set back changes nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from hashq.clock import from_iso_utc, iso_utc
from hashq.scheduling.model import Rating, Review, State
from hashq.scheduling.parameters import MODEL_VERSION, Parameters

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from hashq.store.database import Database

_IN_EFFECT = (
    "reviews.kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM reviews AS taker WHERE taker.undoes = reviews.id)"
)


class Occasion(NamedTuple):
    """A moment with the study day it counts to, decided once."""

    at: datetime
    """UTC."""
    study_day: date
    utc_offset_minutes: int
    """Local time minus UTC."""

    def as_columns(self) -> tuple[str, str, int]:
        """Its stored form."""
        return iso_utc(self.at), self.study_day.isoformat(), self.utc_offset_minutes


class LoggedReview(NamedTuple):
    """One entry of the log, as it was appended."""

    number: int
    """Its place in the log; later entries have higher ones."""
    kind: str
    """``review``, ``reset`` or ``reschedule``."""
    card: str
    rating: Rating | None
    """None unless the kind is ``review``."""
    at: datetime
    """UTC."""
    study_day: date
    utc_offset_minutes: int
    duration_ms: int | None
    """None when not measured."""
    parameters: Parameters
    """What the model was told when the review was given."""
    state_before: State
    predicted: float | None
    """The chance of recall the model gave, 0 to 1; None for a new card."""
    due_day: date | None = None
    """Of a reschedule: the study day the person chose; else None."""
    batch: int | None = None
    """Shared by the entries that were done together; None for one on its own."""

    def as_review(self) -> Review:
        """The rating as the model takes it. Raises :class:`ValueError` on an entry without one."""
        if self.rating is None:
            raise ValueError(f"entry {self.number} is a {self.kind}, it has no rating")
        return Review(
            self.card, self.rating, self.at, self.study_day, self.utc_offset_minutes, self.duration_ms
        )


class ReviewLog:
    """The log of one database. Writing needs an open transaction."""

    def __init__(self, database: Database) -> None:
        """Read and write the log of ``database``."""
        self._database = database
        self._parameters: dict[int, Parameters] = {}

    def append(
        self,
        review: Review,
        parameters: Parameters,
        state_before: State,
        predicted: float | None,
        *,
        origin: str = "study",
        batch: int | None = None,
    ) -> int:
        """Add ``review``, given under ``parameters`` to a card that stood in ``state_before``; its number.

        ``origin``: what it was given in, ``study`` or ``quiz``.
        """
        return self._database.execute(
            "INSERT INTO reviews (card_id, kind, rating, reviewed_at, study_day, utc_offset_minutes,"
            " duration_ms, parameters_id, state_before, predicted, origin, batch)"
            " VALUES (?, 'review', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                review.card,
                review.rating.value,
                iso_utc(review.at),
                review.study_day.isoformat(),
                review.utc_offset_minutes,
                review.duration_ms,
                self._number_of(parameters, review.at),
                state_before.value,
                predicted,
                origin,
                batch,
            ),
        )

    def append_reset(self, card: str, when: Occasion, state_before: State, batch: int | None = None) -> int:
        """Add that ``card`` starts again as a new one; the entry's number."""
        return self._database.execute(
            "INSERT INTO reviews (card_id, kind, reviewed_at, study_day, utc_offset_minutes, state_before, batch)"
            " VALUES (?, 'reset', ?, ?, ?, ?, ?)",
            (card, *when.as_columns(), state_before.value, batch),
        )

    def append_reschedule(
        self, card: str, when: Occasion, due_day: date, *, told: Parameters, batch: int | None = None
    ) -> int:
        """Add that the person made ``card``, which stands in state review, due on ``due_day``; the entry's number."""
        return self._database.execute(
            "INSERT INTO reviews (card_id, kind, reviewed_at, study_day, utc_offset_minutes, due_day,"
            " parameters_id, state_before, batch) VALUES (?, 'reschedule', ?, ?, ?, ?, ?, 'review', ?)",
            (card, *when.as_columns(), due_day.isoformat(), self._number_of(told, when.at), batch),
        )

    def append_undo(self, entry: LoggedReview, when: Occasion) -> None:
        """Add that ``entry`` is taken back."""
        self._database.execute(
            "INSERT INTO reviews (card_id, kind, undoes, reviewed_at, study_day, utc_offset_minutes)"
            " VALUES (?, 'undo', ?, ?, ?, ?)",
            (entry.card, entry.number, *when.as_columns()),
        )

    def last(self) -> LoggedReview | None:
        """The latest entry in effect; None when there is none."""
        row = self._database.row(f"SELECT * FROM reviews WHERE {_IN_EFFECT} ORDER BY id DESC LIMIT 1")
        return self._entry(row) if row is not None else None

    def together_with(self, entry: LoggedReview) -> tuple[LoggedReview, ...]:
        """The entries in effect that were done together with ``entry``, itself included, newest first."""
        if entry.batch is None:
            return (entry,)
        rows = self._database.rows(
            f"SELECT * FROM reviews WHERE batch = ? AND {_IN_EFFECT} ORDER BY id DESC", (entry.batch,)
        )
        return tuple(self._entry(row) for row in rows)

    def new_batch(self) -> int:
        """A number for entries that will be undone together; inside the transaction that appends them."""
        return self.highest_number() + 1

    def of_card(self, card: str) -> tuple[LoggedReview, ...]:
        """The entries of one card that are in effect, in the order of recording."""
        rows = self._database.rows(
            f"SELECT * FROM reviews WHERE card_id = ? AND {_IN_EFFECT} ORDER BY id", (card,)
        )
        return tuple(self._entry(row) for row in rows)

    def all(self) -> list[LoggedReview]:
        """Every entry in effect, in the order of recording."""
        return [
            self._entry(row)
            for row in self._database.rows(f"SELECT * FROM reviews WHERE {_IN_EFFECT} ORDER BY id")
        ]

    def highest_number(self) -> int:
        """The number of the last entry, undone ones and undoing ones included; 0 for an empty log."""
        return int(self._database.value("SELECT coalesce(max(id), 0) FROM reviews"))

    def _number_of(self, parameters: Parameters, at: datetime) -> int:
        known = [number for number, told in self._parameters.items() if told == parameters]
        if known:
            return known[0]
        body = parameters.as_text()
        number = self._database.value(
            "SELECT id FROM parameters WHERE model_version = ? AND body = ?", (MODEL_VERSION, body)
        )
        # Not remembered here: the transaction may still be rolled back, and the number with it.
        return number or self._database.execute(
            "INSERT INTO parameters (model_version, body, created_at) VALUES (?, ?, ?)",
            (MODEL_VERSION, body, iso_utc(at)),
        )

    def _told(self, number: int | None) -> Parameters:
        if number is None:
            return Parameters()
        if number not in self._parameters:
            body = self._database.value("SELECT body FROM parameters WHERE id = ?", (number,))
            self._parameters[number] = Parameters.from_text(body)
        return self._parameters[number]

    def _entry(self, row: sqlite3.Row) -> LoggedReview:
        return LoggedReview(
            number=row["id"],
            kind=row["kind"],
            card=row["card_id"],
            rating=Rating(row["rating"]) if row["rating"] else None,
            at=from_iso_utc(row["reviewed_at"]),
            study_day=date.fromisoformat(row["study_day"]),
            utc_offset_minutes=row["utc_offset_minutes"],
            duration_ms=row["duration_ms"],
            parameters=self._told(row["parameters_id"]),
            state_before=State(row["state_before"] or "new"),
            predicted=row["predicted"],
            due_day=date.fromisoformat(row["due_day"]) if row["due_day"] else None,
            batch=row["batch"],
        )
