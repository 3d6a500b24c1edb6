"""What a person decided about cards: suspend, bury, flag, own tags. Each decision is logged and can be taken back.

Owns the mark columns of ``cards`` and the table ``actions``. Knows nothing of reviews but the number of the last one,
which tells what came after what.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple

from hashq.clock import iso_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from hashq.store.database import Database

Field = Literal["suspended", "flag", "buried_until", "own_tags"]
"""A column that only the person's decisions change."""

FIELDS: tuple[Field, ...] = ("suspended", "flag", "buried_until", "own_tags")
"""Every such column."""


class MarkChange(NamedTuple):
    """One mark of one card, before and after."""

    card: str
    field: Field | Literal["place", "fingerprint"]
    """A mark's column; of a relinking, what else it changes."""
    before: int | str | None
    after: int | str | None


class LoggedAction(NamedTuple):
    """One decision as it was logged."""

    number: int
    """Its place among the actions."""
    kind: str
    """``suspend``, ``bury`` and so on, as the caller named it."""
    after_review: int
    """The number of the last review entry before it; 0 for none."""
    changes: tuple[MarkChange, ...]


def change_marks(
    database: Database,
    kind: str,
    wanted: Mapping[str, Mapping[Field, int | str | None]],
    at: datetime,
) -> tuple[MarkChange, ...]:
    """Set marks of cards and log it as one action; what really changed. Inside a transaction.

    ``wanted`` maps card ids to the new values. Cards that do not exist are passed over; nothing is logged when
    nothing changes.
    """
    changes: list[MarkChange] = []
    for card, values in wanted.items():
        row = database.row(f"SELECT {', '.join(FIELDS)} FROM cards WHERE id = ?", (card,))
        if row is None:
            continue
        changes += [
            MarkChange(card, field, row[field], after)
            for field, after in values.items()
            if row[field] != after
        ]
    if changes:
        _apply(database, changes)
        log_action(database, kind, changes, at)
    return tuple(changes)


def last_action(database: Database) -> LoggedAction | None:
    """The latest action in effect; None when there is none."""
    row = database.row(
        "SELECT * FROM actions WHERE kind <> 'undo'"
        " AND NOT EXISTS (SELECT 1 FROM actions AS taker WHERE taker.undoes = actions.id) ORDER BY id DESC LIMIT 1"
    )
    if row is None:
        return None
    changes = tuple(MarkChange(**change) for change in json.loads(row["changes"]))
    return LoggedAction(row["id"], row["kind"], row["after_review"], changes)


def undo_action(database: Database, action: LoggedAction, at: datetime) -> None:
    """Set the marks back to what they were before ``action``, and log that. Inside a transaction."""
    backwards = [MarkChange(c.card, c.field, c.after, c.before) for c in reversed(action.changes)]
    _apply(database, backwards)
    log_action(database, "undo", backwards, at, undoes=action.number)


def _apply(database: Database, changes: Iterable[MarkChange]) -> None:
    for change in changes:
        database.execute(f"UPDATE cards SET {change.field} = ? WHERE id = ?", (change.after, change.card))


def log_action(
    database: Database, kind: str, changes: Iterable[MarkChange], at: datetime, undoes: int | None = None
) -> None:
    """Add one decision to the log; ``undoes``: the number of the one it takes back. Inside a transaction."""
    body = [
        {"card": change.card, "field": change.field, "before": change.before, "after": change.after}
        for change in changes
    ]
    database.execute(
        "INSERT INTO actions (kind, at, after_review, undoes, changes)"
        " VALUES (?, ?, (SELECT coalesce(max(id), 0) FROM reviews), ?, ?)",
        (kind, iso_utc(at), undoes, json.dumps(body)),
    )
