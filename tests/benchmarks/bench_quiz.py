"""A quiz of 65 questions from 10,000 cards that were read: under 0.5 s, and memory that stays flat; and what a quiz waits for in
a library of 100,000 cards: less than 0.3 s more than in one of 1,000.

Run: python tests/benchmarks/bench_quiz.py
"""

from __future__ import annotations

import random
import time
import tracemalloc
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from hashq.quiz.makers import make_quiz
from hashq.quiz.pool import Pool
from hashq.quiz.source import SourceCard
from hashq.store.database import Database
from hashq.study.services import open_services

CARDS = 10_000
QUESTIONS = 65
GOAL = 0.5
SMALL, LARGE = 1_000, 100_000
MORE = 0.3
"""Seconds a quiz of 20 may take above what it takes in the small library."""
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
        SourceCard(f"c{n:05}", f"deck/{n // 50:03}", f"/n/{n // 50:03}.md", n % 50 + 1, *card(draw, n))
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


def stored(home: Path, draw: random.Random, cards: int) -> None:
    """The same cards in a database, fifty a note and deck."""
    database = Database(home / "hashq.db")
    rows = [(n, *card(draw, n)) for n in range(cards)]
    with database.transaction():
        database.execute("INSERT INTO sources (path, kind, added_at) VALUES ('/n', 'folder', '')")
        database.execute_many(
            "INSERT INTO notes (id, source_id, path, deck, size, mtime_ns, sha256, reader_version)"
            " VALUES (?, 1, ?, ?, 0, 0, '', 1)",
            [(n + 1, f"/n/{n:04}.md", f"deck/{n:04}") for n in range(cards // 50)],
        )
        database.execute_many(
            "INSERT INTO cards (number, id, note_id, deck, position, line, end_line, has_answer, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 1, '')",
            [
                (n + 1, f"c{n:06}", n // 50 + 1, f"deck/{n // 50:04}", n % 50, n % 50 * 4 + 1, n % 50 * 4 + 3)
                for n in range(cards)
            ],
        )
        database.execute_many(
            "INSERT INTO texts (number, question, answer) VALUES (?, ?, ?)",
            [(n + 1, q, a) for n, q, a in rows],
        )
    database.close()


def started(home: Path, deck: str | None, count: int, seed: int) -> float:
    """Seconds from an opened library to a quiz, nothing of it read before."""
    services = open_services(home)
    began = time.perf_counter()
    quiz = services.quizzes.make(deck, count=count, seed=seed)
    took = time.perf_counter() - began
    assert len(quiz.questions) == count
    services.close()
    return took


def from_a_library() -> None:
    """What a quiz waits for in a large library above a small one, taking turns."""
    with TemporaryDirectory() as folder:
        homes = {}
        for cards in (SMALL, LARGE):
            homes[cards] = Path(folder) / str(cards)
            stored(homes[cards], random.Random(1), cards)
        for name, deck, count in (
            ("a deck", "deck/0007", 20),
            ("everything", None, 20),
            ("everything", None, 65),
        ):
            took: dict[int, list[float]] = {SMALL: [], LARGE: []}
            for seed in range(9):
                for cards, home in homes.items():
                    took[cards].append(started(home, deck, count, seed))
            small, large = median(took[SMALL]), median(took[LARGE])
            more = large - small
            goal = "" if count > 20 else "  ok" if more < MORE else "  TOO SLOW"
            print(
                f"{count} questions on {name}: {small * 1000:.0f} ms with {SMALL:,} cards,"
                f" {large * 1000:.0f} ms with {LARGE:,}{goal}"
            )


def main() -> None:
    from_a_library()
    cards = library(random.Random(1))
    began = time.perf_counter()
    pool = Pool(cards)
    assert all(card.groups is not None and card.asked_words is not None for card in cards)
    make_quiz(cards, pool, count=1, seed=0)
    print(f"reading {CARDS:,} cards: {time.perf_counter() - began:.2f} s")
    slowest = 0.0
    for seed in range(1, 21):
        began = time.process_time()
        quiz = make_quiz(cards, pool, count=QUESTIONS, seed=seed)
        slowest = max(slowest, time.process_time() - began)
        assert len(quiz.questions) == QUESTIONS
    print(
        f"quiz of {QUESTIONS}: at most {slowest:.3f} s of processor time  {'ok' if slowest < GOAL else 'TOO SLOW'}"
    )
    tracemalloc.start()
    held = []
    for seed in range(30):
        make_quiz(cards, pool, count=QUESTIONS, seed=seed)
        held.append(tracemalloc.get_traced_memory()[0])
    print(f"memory held after 30 more quizzes: {(held[-1] - held[9]) / 1e6:+.1f} MB since the tenth")


if __name__ == "__main__":
    main()
