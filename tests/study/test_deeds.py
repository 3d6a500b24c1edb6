"""Whatever is done to cards and then taken back leaves the library as it was."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hashq.scheduling.model import Rating

CARDS = ("a", "b", "c")
TABLES = {
    "cards": "number",
    "texts": "number",
    "notes": "id",
    "fingerprints": "card_id, part, hash",
    "sources": "id",
    "exams": "id",
    "exam_answers": "exam_id, question",
    "meta": "key",
}
"""Everything that is not a log, with an order to compare it in."""

CHOSEN = st.lists(st.sampled_from(CARDS), min_size=1, max_size=3, unique=True)
DEEDS = st.one_of(
    st.tuples(st.just("suspend"), CHOSEN, st.booleans()),
    st.tuples(st.just("bury"), CHOSEN, st.none()),
    st.tuples(st.just("flag"), CHOSEN, st.integers(0, 7)),
    st.tuples(st.just("tag"), CHOSEN, st.tuples(st.sampled_from(["x", "y"]), st.booleans())),
    st.tuples(st.just("reset"), CHOSEN, st.none()),
    st.tuples(st.just("make_due"), CHOSEN, st.none()),
    st.tuples(st.just("rate"), CHOSEN, st.sampled_from(Rating)),
    st.tuples(st.just("rate_all"), CHOSEN, st.sampled_from(Rating)),
    st.tuples(st.just("relink"), st.permutations(CARDS), st.none()),
    st.tuples(st.just("wait"), st.just(()), st.sampled_from([0.1, 9, 26, 24 * 40])),
    st.tuples(st.just("undo"), st.just(()), st.none()),
)


def content(database) -> dict[str, list[tuple]]:
    stored = {
        table: [tuple(row) for row in database.rows(f"SELECT * FROM {table} ORDER BY {order}")]
        for table, order in TABLES.items()
    }
    return stored | {f"found by {word}": found_by(database, word) for word in (*CARDS, "x")}


def found_by(database, word: str) -> list[tuple]:
    """What the full-text index finds: it stands beside the tables and could fall out of step with them."""
    return [
        tuple(row)
        for row in database.rows(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid", (f'"{word}"',)
        )
    ]


def logged(database) -> int:
    """Entries in effect in either log."""
    counted = "SELECT (SELECT count(*) FROM {0} WHERE kind <> 'undo') - (SELECT count(*) FROM {0} WHERE kind = 'undo')"
    return sum(database.value(counted.format(table)) for table in ("reviews", "actions"))


def do(services, clock, deed: str, cards: list[str], detail) -> None:
    deeds = services.study.deeds
    {
        "suspend": lambda: deeds.suspend(cards, suspended=detail),
        "bury": lambda: deeds.bury(cards),
        "flag": lambda: deeds.set_flag(cards, detail),
        "tag": lambda: deeds.tag(cards, detail[0], wanted=detail[1]),
        "reset": lambda: deeds.reset(cards),
        "make_due": lambda: deeds.make_due(cards),
        "rate": lambda: services.study.rate_card(cards[0], detail),
        "rate_all": lambda: deeds.rate_all(dict.fromkeys(cards, detail)),
        "relink": lambda: services.library.relink(cards[0], cards[1]),
        "wait": lambda: clock.pass_by(hours=detail),
    }[deed]()


@pytest.fixture
def known(services):
    """Three cards, one of them known, with prints of their texts."""
    database = services.database
    with database.transaction():
        for card in CARDS:
            database.execute(
                "INSERT INTO fingerprints (card_id, part, hash, first_seen) VALUES (?, 'question', ?, '')",
                (card, f"print of {card}"),
            )
    services.study.rate_card("a", Rating.EASY)
    return services


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEEDS, max_size=8))
def test_taking_every_deed_back_gives_the_same_content(known, clock, deeds):
    before, entries = content(known.database), logged(known.database)
    stood = [before]
    for deed, cards, detail in deeds:
        steps = logged(known.database)
        if deed == "undo":
            if len(stood) > 1:
                known.study.undo_any()
                stood.pop()
                assert content(known.database) == stood[-1]
            continue
        do(known, clock, deed, cards, detail)
        if logged(known.database) == steps:
            assert content(known.database) == stood[-1]
        else:
            stood.append(content(known.database))
    while len(stood) > 1:
        known.study.undo_any()
        stood.pop()
        assert content(known.database) == stood[-1]
    assert (content(known.database), logged(known.database)) == (before, entries)


def test_a_relink_is_taken_back_with_what_the_cards_learned_of_each_other(known):
    before = content(known.database)
    known.library.relink("a", "b")
    assert content(known.database) != before
    undone = known.study.undo_any()
    assert (undone.kind, set(undone.cards)) == ("relink", {"a", "b"})
    assert content(known.database) == before


def test_a_tag_is_the_same_in_either_case_as_it_is_for_a_query(known):
    deeds = known.study.deeds
    assert deeds.tag(["a"], "Exam/D\u00e1y") == 1
    assert deeds.tag(["a"], "exam/da\u0301y") == 0
    assert deeds.tag(["a"], "EXAM/DA\u0301Y", wanted=False) == 1
    assert known.library.card("a").tags == ()
