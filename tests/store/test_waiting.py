"""Which cards wait: counted, listed, and when the next one will."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hashq.scheduling.model import Memory, State
from hashq.store.counts import Next, WaitingCounts, count_waiting, next_waiting
from hashq.store.memory import write_memory
from hashq.store.waiting import deck_names, new_cards, started_cards

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def learning(due: datetime) -> Memory:
    return Memory(State.LEARNING, 0, 1.0, 5.0, due=due, last_reviewed=NOW, last_study_day=TODAY, reviews=1)


def known(due_day: date) -> Memory:
    moment = datetime(due_day.year, due_day.month, due_day.day, 4, tzinfo=UTC)
    return Memory(State.REVIEW, None, 9.0, 5.0, moment, due_day, NOW - 9 * DAY, TODAY - 9 * DAY, reviews=3)


@pytest.fixture
def put(database):
    def put(card: str, memory: Memory) -> None:
        with database.transaction():
            write_memory(database, card, memory)

    return put


@pytest.fixture
def mark(database):
    def mark(card: str, **columns) -> None:
        with database.transaction():
            for column, value in columns.items():
                database.execute(f"UPDATE cards SET {column} = ? WHERE id = ?", (value, card))

    return mark


def ids(cards) -> list[str]:
    return [card.id for card in cards]


def test_cards_wait_by_state_in_their_deck(database, put):
    put("card0", learning(NOW))
    put("card2", known(TODAY))
    put("card1", known(TODAY + DAY))
    assert count_waiting(database, NOW, TODAY) == [
        WaitingCounts("aws", new=1, learning=1, review=1),
        WaitingCounts("net", new=2, learning=0, review=0),
    ]


def test_a_learning_card_waits_from_its_moment_on(database, put):
    put("card0", learning(NOW + MINUTE))
    assert count_waiting(database, NOW, TODAY)[0].learning == 0
    assert count_waiting(database, NOW + MINUTE, TODAY)[0].learning == 1


@pytest.mark.parametrize(
    "columns",
    [
        {"suspended": 1},
        {"buried_until": "2026-03-11"},
        {"retired_at": "2026-03-01T00:00:00.000Z"},
        {"has_answer": 0},
    ],
)
def test_a_card_out_of_play_does_not_wait(database, put, mark, columns):
    put("card0", known(TODAY))
    for card in ("card0", "card2"):
        mark(card, **columns)
    assert count_waiting(database, NOW, TODAY)[0] == WaitingCounts("aws", 1, 0, 0)
    assert started_cards(database, TODAY, NOW) == []
    assert "card2" not in ids(new_cards(database, TODAY, 99))


def test_a_buried_card_is_back_on_its_day(database, mark):
    mark("card0", buried_until="2026-03-10")
    assert "card0" in ids(new_cards(database, TODAY, 99))


def test_new_cards_come_in_the_order_of_the_notes(database):
    assert ids(new_cards(database, TODAY, 4)) == ["card0", "card2", "card4", "card1"]
    assert ids(new_cards(database, TODAY, 9, ("net",))) == ["card1", "card3", "card5"]


def test_started_cards_carry_their_memory(database, put):
    put("card1", known(TODAY - DAY))
    put("card0", learning(NOW + 20 * MINUTE))
    found = started_cards(database, TODAY, NOW + 20 * MINUTE)
    assert [(card.id, card.deck, card.memory) for card in found] == [
        ("card0", "aws", learning(NOW + 20 * MINUTE)),
        ("card1", "net", known(TODAY - DAY)),
    ]
    assert ids(started_cards(database, TODAY, NOW, ("net",))) == ["card1"]


def test_the_next_card_is_told_once_it_does_not_wait_yet(database, put, mark):
    assert next_waiting(database, NOW, TODAY) == Next(None, None)
    put("card0", learning(NOW + MINUTE))
    put("card1", known(TODAY + 5 * DAY))
    put("card2", known(TODAY))
    assert next_waiting(database, NOW, TODAY) == Next(NOW + MINUTE, TODAY + 5 * DAY)
    mark("card3", buried_until="2026-03-11")
    assert next_waiting(database, NOW, TODAY).review_day == TODAY + DAY


def test_decks_are_those_with_cards_in_their_notes(database, mark):
    assert deck_names(database) == ("aws", "net")
    for card in ("card1", "card3", "card5"):
        mark(card, retired_at="2026-03-01T00:00:00.000Z")
    assert deck_names(database) == ("aws",)


def test_counting_reads_indexes_only(database):
    statements: list[str] = []
    database.raw.set_trace_callback(statements.append)
    count_waiting(database, NOW, TODAY)
    next_waiting(database, NOW, TODAY)
    database.raw.set_trace_callback(None)
    plans = [
        " ".join(row["detail"] for row in database.rows(f"EXPLAIN QUERY PLAN {statement}"))
        for statement in statements
    ]
    (whole,) = [plan for plan in plans if "decks" in plan]
    assert "USING COVERING INDEX cards_waiting" in whole
    assert all("SEARCH cards USING" in plan and "INDEX cards_b" in plan for plan in plans if plan != whole)
