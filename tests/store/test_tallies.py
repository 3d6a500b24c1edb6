"""What was studied, summed as it is recorded: always exactly what the log gives when it is counted one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.store.database import Database
from hashq.store.doctor import examine
from hashq.store.tallies import (
    are_true,
    count_known_asked,
    count_reviews,
    recall_by_deck,
    recall_since,
    studied_by_day,
    studied_by_hour,
    study_days,
)

from .conftest import fill

DECKS = ("aws", "net")
FIRST, LAST = date(2026, 3, 27), date(2026, 4, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(6)]

cards = st.integers(0, 3).map("card{}".format)
given_reviews = st.tuples(
    st.just("review"),
    cards,
    st.sampled_from(DAYS),
    st.integers(0, 23),
    st.sampled_from((-660, -8 * 60, 0, 60, 120, 5 * 60 + 45, 14 * 60)),
    st.integers(1, 4),
    st.sampled_from(("new", "learning", "review", "relearning")),
    st.none() | st.integers(0, 90_000),
    st.none() | st.floats(0, 1),
)
taken_back = st.tuples(st.just("undo"), st.integers(0, 50))
begun_anew = st.tuples(st.just("reset"), cards, st.sampled_from(DAYS))
moved = st.tuples(st.just("move"), cards, st.sampled_from((*DECKS, "aws/ecs")))
retired = st.tuples(st.just("retire"), cards)
deeds = st.lists(given_reviews | given_reviews | taken_back | begun_anew | moved | retired, max_size=30)


def review(database, card, day, hour, *told) -> None:
    """``told``: offset in minutes, rating, state before, milliseconds, chance predicted."""
    offset, rating, state, duration, predicted = told
    database.execute(
        "INSERT INTO reviews (card_id, kind, rating, reviewed_at, study_day, utc_offset_minutes, duration_ms,"
        " state_before, predicted) VALUES (?, 'review', ?, ?, ?, ?, ?, ?, ?)",
        (card, rating, f"{day}T{hour:02}:40:00.000Z", day.isoformat(), offset, duration, state, predicted),
    )


def undo(database, at) -> None:
    entries = database.rows(
        "SELECT id, card_id FROM reviews AS given WHERE kind <> 'undo'"
        " AND NOT EXISTS (SELECT 1 FROM reviews AS taker WHERE taker.undoes = given.id) ORDER BY id"
    )
    if entries:
        number, card = entries[at % len(entries)]
        database.execute(
            "INSERT INTO reviews (card_id, kind, undoes, reviewed_at, study_day, utc_offset_minutes)"
            " VALUES (?, 'undo', ?, '2026-04-02T12:00:00.000Z', '2026-04-02', 0)",
            (card, number),
        )


def reset(database, card, day) -> None:
    database.execute(
        "INSERT INTO reviews (card_id, kind, reviewed_at, study_day, utc_offset_minutes)"
        " VALUES (?, 'reset', ?, ?, 0)",
        (card, f"{day}T12:00:00.000Z", day.isoformat()),
    )


def move(database, card, deck) -> None:
    database.execute("UPDATE cards SET deck = ? WHERE id = ?", (deck, card))


def retire(database, card) -> None:
    database.execute("UPDATE cards SET retired_at = '2026-04-01T00:00:00.000Z' WHERE id = ?", (card,))


DONE = {"review": review, "undo": undo, "reset": reset, "move": move, "retire": retire}


def studied(database, story) -> None:
    for kind, *told in story:
        with database.transaction():
            DONE[kind](database, *told)


def in_effect(database) -> list[dict]:
    """The reviews that count, oldest first, each with its hour, its deck, and whether it was its card's first that day."""
    rows = [dict(row) for row in database.rows("SELECT * FROM reviews ORDER BY id")]
    undone = {row["undoes"] for row in rows}
    decks = {row["id"]: row["deck"] for row in database.rows("SELECT id, deck FROM cards")}
    seen: set[tuple[str, str]] = set()
    counted = []
    for row in rows:
        if row["kind"] != "review" or row["id"] in undone:
            continue
        local = datetime.fromisoformat(row["reviewed_at"]) + timedelta(minutes=row["utc_offset_minutes"])
        first = (row["card_id"], row["study_day"]) not in seen
        seen.add((row["card_id"], row["study_day"]))
        known = first and row["state_before"] == "review"
        counted.append({**row, "hour": local.hour, "deck": decks[row["card_id"]], "known": known})
    return counted


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("tallies") / "hashq.db"
    database = Database(path)
    fill(database, 4, decks=DECKS)
    database.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = path.read_bytes()
    database.close()
    return content


@pytest.fixture(scope="module")
def begin_story(empty, tmp_path_factory):
    """A new small library each time it is called."""
    folder = tmp_path_factory.mktemp("stories")
    opened: list[Database] = []

    def begin() -> Database:
        if opened:
            opened.pop().close()
        path = folder / "hashq.db"
        for file in folder.iterdir():
            file.unlink()
        path.write_bytes(empty)
        opened.append(Database(path))
        return opened[0]

    yield begin
    for database in opened:
        database.close()


@settings(max_examples=60, deadline=None)
@given(story=deeds, since=st.none() | st.sampled_from(DAYS), decks=st.none() | st.just(("aws", "aws/ecs")))
def test_every_sum_is_what_counting_the_log_gives(begin_story, story, since, decks):
    database = begin_story()
    studied(database, story)
    log = in_effect(database)
    here = [entry for entry in log if decks is None or entry["deck"] in decks]
    within = [entry for entry in here if since is None or entry["study_day"] >= since.isoformat()]

    assert {part.hour: part[1:] for part in studied_by_hour(database, since, LAST, decks)} == by_hour(within)
    assert {str(part.day): part[1:] for part in studied_by_day(database, since, LAST, decks)} == by_day(
        within
    )
    assert {part.deck: part[1:3] for part in recall_by_deck(database, since, decks)} == by_deck(within)
    predicted = sum(entry["predicted"] or 0 for entry in within if entry["known"])
    assert sum(part.predicted for part in recall_by_deck(database, since, decks)) == pytest.approx(
        predicted, abs=1e-7
    )


@settings(max_examples=60, deadline=None)
@given(story=deeds)
def test_the_sums_of_everything_agree_with_the_log_and_the_doctor(begin_story, story):
    database = begin_story()
    studied(database, story)
    log = in_effect(database)
    assert count_reviews(database) == len(log)
    assert count_known_asked(database) == sum(entry["known"] for entry in log)
    assert study_days(database) == sorted(
        {date.fromisoformat(entry["study_day"]) for entry in log}, reverse=True
    )
    since = DAYS[2]
    known = [entry for entry in log if entry["known"] and entry["study_day"] >= since.isoformat()]
    recall = recall_since(database, since)
    assert (recall.asked, recall.remembered) == (len(known), sum(entry["rating"] > 1 for entry in known))
    assert are_true(database)


def by_hour(entries) -> dict[int, tuple[int, int]]:
    given_then = Counter(entry["hour"] for entry in entries)
    again = Counter(entry["hour"] for entry in entries if entry["rating"] == 1)
    return {hour: (number, again[hour]) for hour, number in given_then.items()}


def by_day(entries) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for entry in entries:
        sums = found.setdefault(entry["study_day"], [0] * 6)
        sums[entry["rating"] - 1] += 1
        sums[4] += entry["duration_ms"] is not None
        sums[5] += entry["duration_ms"] or 0
    return {day: tuple(sums) for day, sums in found.items()}


def by_deck(entries) -> dict[str, tuple[int, int]]:
    asked = Counter(entry["deck"] for entry in entries if entry["known"])
    remembered = Counter(entry["deck"] for entry in entries if entry["known"] and entry["rating"] > 1)
    return {deck: (number, remembered[deck]) for deck, number in asked.items()}


def test_taking_the_first_review_of_a_day_back_lets_the_second_count(database):
    day = FIRST
    with database.transaction():
        review(database, "card0", day, 9, 0, 1, "review", 1000, 0.8)
        review(database, "card0", day, 10, 0, 3, "review", 1000, 0.9)
    assert recall_since(database, day)[1:] == (1, 0, 0.8)
    with database.transaction():
        undo(database, 0)
    assert recall_since(database, day)[1:] == (1, 1, 0.9)


def test_a_card_takes_its_past_along_to_another_deck(database):
    with database.transaction():
        review(database, "card0", FIRST, 9, 0, 3, "review", 1000, 0.8)
        move(database, "card0", "cloud/aws")
    assert studied_by_day(database, None, LAST, ("aws",)) == []
    assert [part.deck for part in recall_by_deck(database, None)] == ["cloud/aws"]


def test_sums_that_are_not_what_the_log_gives_are_built_again(database):
    with database.transaction():
        review(database, "card0", FIRST, 9, 0, 3, "new", 1000, None)
        database.execute("UPDATE cards SET state = 'new' WHERE id = 'card0'")
    database.raw.execute("UPDATE day_tallies SET good = 7 WHERE deck = ''")
    assert ("tallies-differ", True) in [(finding.code, finding.repaired) for finding in examine(database)]
    assert count_reviews(database) == 1
    assert examine(database) == ()


@pytest.mark.parametrize("lost", ["TABLE day_tallies", "TABLE hour_tallies", "VIEW counted"])
def test_lost_sums_are_made_and_built_again(database, lost):
    with database.transaction():
        review(database, "card0", FIRST, 9, 0, 3, "new", 1000, None)
    database.raw.execute(f"DROP {lost}")
    assert all(finding.repaired for finding in examine(database))
    assert count_reviews(database) == 1
    assert examine(database) == ()
