"""Fitting the memory model to the person's own log: proposed, taken up on consent, taken back.

Owns which entries of the log are learned from and when to suggest it. Who fits is an argument; due dates stay as they
are, and the next rating of each card uses the new weights.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.scheduling.model import Rating
from hashq.scheduling.optimize import ENOUGH_REVIEWS, course, fit, predictable
from hashq.scheduling.parameters import DEFAULT_WEIGHTS
from hashq.store.reviews import ReviewLog
from hashq.store.tallies import count_known_asked
from hashq.store.weights import go_back, take_up, weights_in_use
from hashq.study.parameters import parameters_for

if TYPE_CHECKING:
    from hashq.scheduling.model import Review
    from hashq.scheduling.optimize import Fit, Trainer
    from hashq.settings import Settings
    from hashq.store.database import Database

COURSE = (*[Rating.GOOD] * 4, Rating.AGAIN)
"""Remembered four times and then forgotten: the life by which weights are compared."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What fitting would change."""

    before: tuple[float, ...]
    """The weights in use."""
    fit: Fit
    """The fitted ones, and how both predict reviews they were not fitted to."""
    course_before: tuple[int, ...]
    """Days that a new card waits by the weights in use after each rating of :data:`COURSE`, given when it is due."""
    course_after: tuple[int, ...]
    """The same by the fitted ones."""


class Optimizer:
    """Fits, takes up and takes back."""

    def __init__(self, database: Database, settings: Settings) -> None:
        """Learn from the log of ``database``."""
        self._database = database
        self._settings = settings

    def learnable(self) -> int:
        """Reviews to learn from: those a study day or more after the card's one before."""
        return sum(predictable(log) for log in self._logs())

    def suggested(self) -> bool:
        """Whether to suggest fitting: nothing was fitted yet, and about enough known cards were asked. Quick."""
        if weights_in_use(self._database) != DEFAULT_WEIGHTS:
            return False
        return count_known_asked(self._database) >= ENOUGH_REVIEWS

    def propose(self, train: Trainer) -> Proposal:
        """Fit with ``train`` and say what it would change; nothing is stored.

        Raises :class:`hashq.errors.UsageError` when there are too few reviews, or the optimiser is not installed.
        """
        before = weights_in_use(self._database)
        told = parameters_for(self._settings, "", before)
        found = fit(self._logs(), train, told)
        fitted = told._replace(weights=found.weights)
        return Proposal(before, found, course(COURSE, told), course(COURSE, fitted))

    def take_up(self, proposal: Proposal) -> None:
        """Let the fitted weights hold from the next rating on."""
        with self._database.transaction():
            take_up(self._database, proposal.fit.weights)

    def take_back(self) -> bool:
        """Let the weights before hold again; False when none were ever taken up."""
        with self._database.transaction():
            return go_back(self._database)

    def _logs(self) -> list[list[Review]]:
        """One log a card, from its last beginning anew."""
        logs: defaultdict[str, list[Review]] = defaultdict(list)
        for entry in ReviewLog(self._database).all():
            if entry.kind == "reset":
                logs[entry.card].clear()
            elif entry.kind == "review":
                logs[entry.card].append(entry.as_review())
        return [log for log in logs.values() if log]
