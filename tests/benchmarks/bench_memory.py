"""Replaying a log through hashq's memory, against the library alone; and making a day's queue of 10,000 cards.

Run: python tests/benchmarks/bench_memory.py
"""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, date, datetime, timedelta

import fsrs
from measure import ROOT, in_turns, report

sys.path.insert(0, str(ROOT / "app"))

from hashq.scheduling.fsrs_memory import replay
from hashq.scheduling.limits import DailyLimits, Rules
from hashq.scheduling.model import Rating, Review, State
from hashq.scheduling.queue import QueueCard, build_queue

CARDS, REVIEWS_EACH, ROUNDS = 5_000, 10, 5
START, TODAY = datetime(2026, 1, 1, 12, tzinfo=UTC), date(2026, 11, 22)


def logs() -> list[list[Review]]:
    """Seeded logs: every card reviewed a few days apart, forgotten one time in ten."""
    chance, made = random.Random(1), []
    for card in range(CARDS):
        at, log = START, []
        for _ in range(REVIEWS_EACH):
            rating = Rating.AGAIN if chance.random() < 0.1 else Rating.GOOD
            log.append(Review(f"c{card}", rating, at, at.date(), 0))
            at += timedelta(days=chance.randint(1, 30))
        made.append(log)
    return made


def seconds(work) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def library_alone(made: list[list[Review]]) -> None:
    """The same reviews given to the library, with its own due times and without study days."""
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    for log in made:
        card = fsrs.Card(1)
        for given in log:
            card, _ = scheduler.review_card(card, fsrs.Rating(given.rating), given.at)


def main() -> None:
    made = logs()
    chance = random.Random(1)
    due = [
        QueueCard(
            f"c{n}",
            "A",
            State.REVIEW,
            START,
            TODAY - timedelta(days=chance.randint(0, 30)),
            chance.randint(1, 90),
        )
        for n in range(8_000)
    ]
    cards = [*due, *(QueueCard(f"n{n}", "A") for n in range(2_000))]
    rules = Rules(DailyLimits(9_999), DailyLimits(9_999))
    measured = in_turns(
        {
            "the library alone": lambda: seconds(lambda: library_alone(made)),
            "hashq replay": lambda: seconds(lambda: [replay(log) for log in made]),
            "queue of 10,000 cards": lambda: seconds(lambda: build_queue(cards, TODAY, rules)),
        },
        ROUNDS,
    )
    report(f"{CARDS * REVIEWS_EACH:,} reviews", measured, "the library alone", {})


if __name__ == "__main__":
    main()
