"""A database with cards in it, for tests of what is stored."""

from __future__ import annotations

import pytest

from hashq.store.database import Database


def fill(database: Database, cards: int, *, decks: tuple[str, ...] = ("aws",)) -> list[str]:
    """Add one source, a note for each deck and ``cards`` cards in turn among them; their ids."""
    ids = [f"card{number}" for number in range(cards)]
    with database.transaction():
        database.execute("INSERT INTO sources (path, kind, added_at) VALUES ('/notes', 'folder', '')")
        for deck in decks:
            database.execute(
                "INSERT INTO notes (source_id, path, deck, size, mtime_ns, sha256, reader_version)"
                " VALUES (1, ?, ?, 0, 0, '', 1)",
                (f"/notes/{deck}.md", deck),
            )
        for number, card in enumerate(ids):
            note = number % len(decks)
            database.execute(
                "INSERT INTO cards (id, note_id, deck, position, line, end_line, has_answer, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, 1, '2026-01-01T00:00:00.000Z')",
                (card, note + 1, decks[note], number, number * 3 + 1, number * 3 + 2),
            )
        database.execute(
            "INSERT INTO texts (number, question, answer)"
            " SELECT number, 'Question ' || id || '?', 'Answer ' || id FROM cards"
        )
    return ids


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "hashq.db")
    fill(opened, 6, decks=("aws", "net"))
    yield opened
    opened.close()
