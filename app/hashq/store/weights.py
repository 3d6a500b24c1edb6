"""The weights that were fitted to the person, and those that held before them.

Owns their row in ``meta``. Knows nothing of fitting; what each review was given under stands with the review.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hashq.scheduling.parameters import DEFAULT_WEIGHTS
from hashq.store.sources import meta, set_meta

if TYPE_CHECKING:
    from hashq.store.database import Database

Weights = tuple[float, ...]
_KEY = "fitted_weights"


def weights_in_use(database: Database) -> Weights:
    """The weights that hold now: the last ones taken up, else those FSRS starts everyone with."""
    return _taken_up(database)[-1]


def take_up(database: Database, weights: Weights) -> None:
    """Let ``weights`` hold from now on; inside a transaction."""
    _keep(database, (*_taken_up(database), weights))


def go_back(database: Database) -> bool:
    """Let the weights before the last ones hold again; whether there were any. Inside a transaction."""
    *before, _ = _taken_up(database)
    if not before:
        return False
    _keep(database, tuple(before))
    return True


def _taken_up(database: Database) -> tuple[Weights, ...]:
    """All that ever held and was not gone back from, FSRS's own first."""
    stored = meta(database, _KEY)
    fitted = [tuple(weights) for weights in json.loads(stored)] if stored else []
    return (DEFAULT_WEIGHTS, *fitted)


def _keep(database: Database, taken_up: tuple[Weights, ...]) -> None:
    set_meta(database, _KEY, json.dumps([list(weights) for weights in taken_up[1:]]))
