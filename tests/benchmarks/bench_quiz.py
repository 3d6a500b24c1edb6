"""A quiz of 65 questions from 10,000 cards: under 0.5 s once the index exists, and memory that stays flat.

Run: python tests/benchmarks/bench_quiz.py
"""

from __future__ import annotations

import random
import time
import tracemalloc

from hashq.quiz.makers import make_quiz
from hashq.quiz.pool import Pool
from hashq.quiz.source import SourceCard

CARDS = 10_000
QUESTIONS = 65
GOAL = 0.5
THINGS = [
    "volume",
    "bucket",
    "queue",
    "topic",
    "stream",
    "table",
    "alias",
    "role",
    "policy",
    "subnet",
    "gateway",
    "cluster",
    "shard",
    "stage",
    "layer",
]
VERBS = ["keeps", "moves", "starts", "stops", "reads", "writes", "splits", "merges", "checks", "routes"]


def library(draw: random.Random) -> list[SourceCard]:
    """Cards of every kind that questions are made of, in decks of fifty."""
    return [
        SourceCard(f"c{n:05}", f"deck/{n // 50}", f"/n/{n // 50}.md", n % 50 + 1, *card(draw, n))
        for n in range(CARDS)
    ]


def card(draw: random.Random, n: int) -> tuple[str, str]:
    thing, verb = draw.choice(THINGS), draw.choice(VERBS)
    match n % 6:
        case 0:
            rows = "\n".join(
                f"| {name} | {draw.choice(VERBS)} the {draw.choice(THINGS)} {k} |"
                for k, name in enumerate(THINGS[:6])
            )
            return f"What does each part of {thing} {n} do?", f"| Part | Does |\n| --- | --- |\n{rows}"
        case 1:
            steps = "\n".join(
                f"{k}. It {one} the {draw.choice(THINGS)}" for k, one in enumerate(VERBS[:5], 1)
            )
            return f"Which steps does {thing} {n} take?", steps
        case 2:
            return (
                f"Which {thing} {verb} number {n}?",
                f"{draw.choice(THINGS).capitalize()}{draw.choice(THINGS).capitalize()}",
            )
        case 3:
            return f"Can {thing} {n} be shared?", "No. It belongs to one account."
        case 4:
            return f"How many minutes does {thing} {n} wait?", f"{draw.randint(2, 90)} minutes"
        case _:
            return f"Which {thing}s are there in {n}?", "\n".join(
                f"- {one}{n % 7}" for one in draw.sample(THINGS, 4)
            )


def main() -> None:
    cards = library(random.Random(1))
    began = time.perf_counter()
    pool = Pool(cards)
    make_quiz(cards, pool, count=1, seed=0)
    print(f"index of {CARDS:,} cards: {time.perf_counter() - began:.2f} s")
    slowest = 0.0
    for seed in range(1, 21):
        began = time.perf_counter()
        quiz = make_quiz(cards, pool, count=QUESTIONS, seed=seed)
        slowest = max(slowest, time.perf_counter() - began)
        assert len(quiz.questions) == QUESTIONS
    print(f"quiz of {QUESTIONS}: at most {slowest:.3f} s  {'ok' if slowest < GOAL else 'TOO SLOW'}")
    tracemalloc.start()
    held = []
    for seed in range(30):
        make_quiz(cards, pool, count=QUESTIONS, seed=seed)
        held.append(tracemalloc.get_traced_memory()[0])
    print(f"memory held after 30 more quizzes: {(held[-1] - held[9]) / 1e6:+.1f} MB since the tenth")


if __name__ == "__main__":
    main()
