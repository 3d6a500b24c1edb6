"""A library of any size made from a seed, written straight to the store: cards, their reviews, and what they lead to."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from hashq.clock import iso_utc
from hashq.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTE_CARDS = 50
"""Cards a note."""
WORDS = 12_000
"""Words the texts are made of; some are far more frequent than others, as in any language."""


def vocabulary(chance: random.Random) -> tuple[str, ...]:
    """Words of two to four syllables, all different."""
    consonants, vowels = "bcdfghklmnprstvw", "aeiou"
    words: dict[str, None] = {}
    while len(words) < WORDS:
        syllables = range(chance.randint(2, 4))
        words["".join(chance.choice(consonants) + chance.choice(vowels) for _ in syllables)] = None
    return tuple(words)


def sentence(chance: random.Random, words: tuple[str, ...], length: int) -> str:
    return " ".join(words[int(len(words) * chance.random() ** 3)] for _ in range(length))


def write_library(path: Path, cards: int, reviews_each: int, today: date, seed: int = 1) -> None:
    """Fill a new database at ``path``: one card in ten is new, the others were reviewed up to ``today``."""
    chance = random.Random(seed)
    words = vocabulary(chance)
    database = Database(path)
    with database.transaction():
        database.execute("INSERT INTO sources (path, kind, added_at) VALUES ('/vault', 'folder', '')")
        database.execute_many(
            "INSERT INTO notes (source_id, path, deck, size, mtime_ns, sha256, reader_version)"
            " VALUES (1, ?, ?, 0, 0, '', 1)",
            [(f"/vault/area{n % 20}/note{n:05}.md", deck(n)) for n in range(-(-cards // NOTE_CARDS))],
        )
        database.execute_many(
            "INSERT INTO cards (number, id, note_id, deck, position, line, end_line, has_answer, created_at,"
            " state, stability, difficulty, due_at, due_day, last_reviewed_at, last_study_day, reviews, lapses)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 1, '2026-01-01T00:00:00.000Z', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows(chance, cards, reviews_each, today),
        )
        database.execute_many(
            "INSERT INTO texts (number, question, answer) VALUES (?, ?, ?)",
            (
                (n, f"What is {sentence(chance, words, 7)}?", f"{sentence(chance, words, 40).capitalize()}.")
                for n in range(1, cards + 1)
            ),
        )
        database.execute_many(
            "INSERT INTO reviews (card_id, kind, rating, reviewed_at, study_day, utc_offset_minutes, duration_ms,"
            " state_before, predicted) VALUES (?, 'review', ?, ?, ?, 0, ?, ?, ?)",
            reviews(chance, cards, reviews_each, today),
        )
    database.close()


def deck(note: int) -> str:
    return f"vault/area{note % 20}/note{note:05}"


def moment(day: date) -> str:
    return iso_utc(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def rows(chance: random.Random, cards: int, reviews_each: int, today: date) -> Iterator[tuple[object, ...]]:
    for n in range(1, cards + 1):
        note, position = divmod(n - 1, NOTE_CARDS)
        place = (n, f"c{n:06}", note + 1, deck(note), position, position * 4 + 1, position * 4 + 3)
        if n % 10 == 0:
            yield (*place, "new", None, None, None, None, None, None, 0, 0)
            continue
        last = today - timedelta(days=chance.randint(0, 60))
        due = last + timedelta(days=chance.randint(1, 120))
        memory = (chance.uniform(1, 100), chance.uniform(1, 10), moment(due), due.isoformat())
        yield (*place, "review", *memory, moment(last), last.isoformat(), reviews_each, chance.randint(0, 9))


def reviews(chance: random.Random, cards: int, each: int, today: date) -> Iterator[tuple[object, ...]]:
    days = [today - timedelta(days=730 * (each - turn) // each) for turn in range(each)]
    for turn, day in enumerate(days):
        for n in range(1, cards + 1):
            if n % 10 == 0:
                continue
            on = day + timedelta(days=n % max(1, 730 // each))
            state, predicted = ("review", chance.uniform(0.7, 0.99)) if turn else ("new", None)
            rating = 1 if chance.random() < 0.1 else 3
            took = chance.randint(2_000, 20_000)
            yield (f"c{n:06}", rating, moment(on), on.isoformat(), took, state, predicted)
