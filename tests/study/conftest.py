"""A library whose clock and zone a test sets."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hashq.study.services import open_services


class SetClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 10, 12, tzinfo=UTC)
        self.offset = timedelta(hours=1)

    def now(self) -> datetime:
        return self.moment

    def utc_offset(self, moment: datetime) -> timedelta:  # noqa: ARG002 - a clock takes it
        return self.offset

    def pass_by(self, **spans: float) -> None:
        self.moment += timedelta(**spans)


def add_cards(database, ids, *, deck="aws") -> None:
    """Store cards as an import would: one note for the deck, one text each."""
    with database.transaction():
        database.execute(
            "INSERT OR IGNORE INTO sources (path, kind, added_at) VALUES ('/notes', 'folder', '')"
        )
        note = database.execute(
            "INSERT INTO notes (source_id, path, deck, size, mtime_ns, sha256, reader_version)"
            " VALUES (1, ?, ?, 0, 0, '', 1)",
            (f"/notes/{deck}.md", deck),
        )
        for position, card in enumerate(ids):
            number = database.execute(
                "INSERT INTO cards (id, note_id, deck, position, line, end_line, has_answer, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, 1, '2026-01-01T00:00:00.000Z')",
                (card, note, deck, position, position * 3 + 1, position * 3 + 2),
            )
            database.execute(
                "INSERT INTO texts (number, question, answer) VALUES (?, ?, ?)",
                (number, f"Question {card}?", f"Answer {card}"),
            )


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture(scope="session")
def throwaway_library():
    """Opens a library of given cards (deck → ids) and settings for one example of a law, with its clock."""

    @contextmanager
    def throwaway_library(decks, settings):
        with TemporaryDirectory() as folder:
            (Path(folder) / "config.toml").write_text(settings)
            clock = SetClock()
            services = open_services(Path(folder), clock)
            try:
                for deck, ids in decks.items():
                    add_cards(services.database, ids, deck=deck)
                yield services, clock
            finally:
                services.close()

    return throwaway_library


@pytest.fixture
def configure(home):
    """Writes the settings file."""

    def configure(text: str) -> None:
        home.mkdir(exist_ok=True)
        (home / "config.toml").write_text(text)

    return configure


@pytest.fixture
def opened(home, clock):
    """Opens the services anew, as a restart would."""
    services = []

    def opened():
        services.append(open_services(clock=clock))
        return services[-1]

    yield opened
    for one in services:
        one.close()


@pytest.fixture
def services(opened):
    services = opened()
    add_cards(services.database, ["a", "b", "c"])
    return services


@pytest.fixture
def add(services):
    """Adds more cards, in a deck of their own."""

    def add(ids, *, deck):
        add_cards(services.database, ids, deck=deck)

    return add


@pytest.fixture
def study(services):
    return services.study
