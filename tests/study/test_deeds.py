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
    st.tuples(st.just("relink"), st.permutations(CARDS), st.none()),
)


def content(database) -> dict[str, list[tuple]]:
    return {
        table: [tuple(row) for row in database.rows(f"SELECT * FROM {table} ORDER BY {order}")]
        for table, order in TABLES.items()
    }


def logged(database) -> int:
    """Entries in effect in either log."""
    counted = "SELECT (SELECT count(*) FROM {0} WHERE kind <> 'undo') - (SELECT count(*) FROM {0} WHERE kind = 'undo')"
    return sum(database.value(counted.format(table)) for table in ("reviews", "actions"))


def do(services, deed: str, cards: list[str], detail) -> None:
    deeds = services.study.deeds
    match deed:
        case "suspend":
            deeds.suspend(cards, suspended=detail)
        case "bury":
            deeds.bury(cards)
        case "flag":
            deeds.set_flag(cards, detail)
        case "tag":
            deeds.tag(cards, detail[0], wanted=detail[1])
        case "reset":
            deeds.reset(cards)
        case "make_due":
            deeds.make_due(cards)
        case "rate":
            services.study.rate_card(cards[0], detail)
        case "relink":
            services.library.relink(cards[0], cards[1])


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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEEDS, max_size=6))
def test_taking_every_deed_back_gives_the_same_content(known, deeds):
    before, entries = content(known.database), logged(known.database)
    for deed, cards, detail in deeds:
        steps = logged(known.database)
        stood = content(known.database)
        do(known, deed, cards, detail)
        if logged(known.database) == steps:
            assert content(known.database) == stood
    while logged(known.database) > entries:
        known.study.undo_any()
    assert content(known.database) == before


def test_a_relink_is_taken_back_with_what_the_cards_learned_of_each_other(known):
    before = content(known.database)
    known.library.relink("a", "b")
    assert content(known.database) != before
    undone = known.study.undo_any()
    assert (undone.kind, set(undone.cards)) == ("relink", {"a", "b"})
    assert content(known.database) == before
