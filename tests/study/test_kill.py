"""The process dies at any moment of rating or importing: what was acknowledged is there, the database is sound."""

from __future__ import annotations

import os
import random
import signal
import time
from functools import partial

import pytest

from hashq.scheduling.model import Rating
from hashq.store.database import Database
from hashq.store.doctor import examine
from hashq.study.services import open_services

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to die quickly")

KILLS = 30
IMPORT_KILLS = 20
CARDS = [f"card{number}" for number in range(40)]


def rate_until_killed(acknowledgements: int, seed: int) -> None:
    """Rate and take back without end; one byte for every change that was acknowledged."""
    draw = random.Random(seed)
    services = open_services()
    while True:
        if draw.random() < 0.15:
            services.study.deeds.set_flag([draw.choice(CARDS)], draw.randrange(8))
        services.study.rate_card(draw.choice(CARDS), draw.choice(list(Rating)))
        os.write(acknowledgements, b"r")


def die(work, after: float, *, begun: bool) -> int:
    """Do ``work`` in a process of its own and kill it; how often it acknowledged.

    It dies ``after`` seconds, counted from its first acknowledgement where it must have ``begun``.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(writing)
            signal.pause()
        finally:
            os._exit(1)
    os.close(writing)
    acknowledged = len(os.read(reading, 1)) if begun else 0
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
        acknowledged += die(partial(rate_until_killed, seed=seed), draw.uniform(0, 0.03), begun=True)
        database = Database(home / "hashq.db")
        stored = database.value("SELECT count(*) FROM reviews")
        assert database.value("PRAGMA integrity_check") == "ok"
        database.close()
        assert acknowledged <= stored <= acknowledged + seed + 1
    database = Database(home / "hashq.db")
    assert examine(database) == ()
    database.close()
    assert acknowledged >= KILLS


def write_vault(folder, turn: int) -> None:
    """Twelve notes of ten cards, whose answers differ from turn to turn."""
    folder.mkdir(exist_ok=True)
    for note in range(12):
        cards = [
            f"#Q Question {note}-{card}?\nAnswer: in turn {turn}, {note}-{card}\n---\n" for card in range(10)
        ]
        (folder / f"note{note}.md").write_text("".join(cards))


def import_once(acknowledgements: int, vault) -> None:
    services = open_services()
    services.library.import_paths([vault])
    os.write(acknowledgements, b"i")


def test_an_import_that_is_killed_is_stored_whole_or_not_at_all(home, tmp_path):
    vault = tmp_path / "vault"
    write_vault(vault, 0)
    services = open_services()
    began = time.monotonic()
    services.library.import_paths([vault])
    usual = time.monotonic() - began
    services.close()
    draw = random.Random(7)
    stored = "0"
    for turn in range(1, IMPORT_KILLS + 1):
        write_vault(vault, turn)
        acknowledged = die(partial(import_once, vault=vault), draw.uniform(0, 2 * usual), begun=False)
        database = Database(home / "hashq.db")
        turns = {row[0].split()[2].rstrip(",") for row in database.rows("SELECT answer FROM texts")}
        assert database.value("SELECT count(*) FROM cards WHERE retired_at IS NULL") == 120
        assert database.value("PRAGMA integrity_check") == "ok"
        database.close()
        assert turns == {str(turn)} if acknowledged else turns in ({stored}, {str(turn)})
        (stored,) = turns
