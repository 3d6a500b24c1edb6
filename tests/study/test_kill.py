"""The process dies at any moment of rating: what was acknowledged is there, and the database is sound."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest

from hashq.scheduling.model import Rating
from hashq.store.database import Database
from hashq.store.doctor import examine
from hashq.study.services import open_services

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to die quickly")

KILLS = 30
CARDS = [f"card{number}" for number in range(40)]


def rate_until_killed(acknowledgements: int, seed: int) -> None:
    """Rate and take back without end; one byte for every change that was acknowledged."""
    draw = random.Random(seed)
    services = open_services()
    while True:
        if draw.random() < 0.15:
            services.study.set_flag(draw.choice(CARDS), draw.randrange(8))
        services.study.rate_card(draw.choice(CARDS), draw.choice(list(Rating)))
        os.write(acknowledgements, b"r")


def rate_and_die(seed: int, after: float) -> int:
    """Start rating in a process of its own, kill it some time after its first rating; ratings acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            rate_until_killed(writing, seed)
        finally:
            os._exit(1)
    os.close(writing)
    acknowledged = len(os.read(reading, 1))
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while chunk := os.read(reading, 4096):
        acknowledged += len(chunk)
    os.close(reading)
    assert os.WIFSIGNALED(status), "the process ended by itself"
    return acknowledged


def test_every_acknowledged_review_survives_being_killed(services, home):
    from_cards = services.database
    with from_cards.transaction():
        for position, card in enumerate(CARDS, start=10):
            number = from_cards.execute(
                "INSERT INTO cards (id, note_id, deck, position, line, end_line, has_answer, created_at)"
                " VALUES (?, 1, 'aws', ?, 1, 2, 1, '')",
                (card, position),
            )
            from_cards.execute("INSERT INTO texts (number, question, answer) VALUES (?, 'q', 'a')", (number,))
    services.close()
    draw = random.Random(2026)
    acknowledged = 0
    for seed in range(KILLS):
        acknowledged += rate_and_die(seed, draw.uniform(0, 0.03))
        database = Database(home / "hashq.db")
        stored = database.value("SELECT count(*) FROM reviews")
        assert database.value("PRAGMA integrity_check") == "ok"
        database.close()
        assert acknowledged <= stored <= acknowledged + seed + 1
    database = Database(home / "hashq.db")
    assert examine(database) == ()
    database.close()
    assert acknowledged >= KILLS
