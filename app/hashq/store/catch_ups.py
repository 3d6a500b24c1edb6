"""How far the backlogs that are being spread over days have come, by the name of what is studied.

Owns their row in ``meta``. What the figures mean is scheduling's.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from hashq.scheduling.catching_up import CatchUp
from hashq.store.sources import meta, set_meta

if TYPE_CHECKING:
    from hashq.store.database import Database

_KEY = "catch_ups"


def kept_catch_up(database: Database, name: str) -> CatchUp | None:
    """How far the backlog of ``name`` (a deck, a query, or empty for all) has come; None when it is not being spread."""
    return _all(database).get(name)


def keep_catch_up(database: Database, name: str, found: CatchUp) -> None:
    """Remember how far the backlog of ``name`` has come, and forget those whose days are over. Inside a transaction."""
    going_on = {other: kept for other, kept in _all(database).items() if kept.last >= found.day}
    told = {
        other: [kept.days, kept.last.isoformat(), kept.day.isoformat(), kept.leave]
        for other, kept in (going_on | {name: found}).items()
    }
    set_meta(database, _KEY, json.dumps(told, ensure_ascii=False))


def _all(database: Database) -> dict[str, CatchUp]:
    stored = json.loads(meta(database, _KEY) or "{}")
    return {
        name: CatchUp(days, date.fromisoformat(last), date.fromisoformat(day), leave)
        for name, (days, last, day, leave) in stored.items()
    }
