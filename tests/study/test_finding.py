"""Searching: which cards a query finds."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hashq.scheduling.forgetting import DECAY_WEIGHT, recall_probability
from hashq.scheduling.model import Rating
from hashq.scheduling.parameters import DEFAULT_PARAMETERS
from hashq.store.weights import take_up
from hashq.study.query_errors import QueryError

TEXTS = {
    "a": ("How does a rollback work?", "By a *new* deployment; see [x](y).", ["aws", "exam/hard"]),
    "b": ("What is HalfAtATime?", "A configuration: half of the fleet, 50% at once.", ["aws"]),
    "c": ("Was ist eine Rückabwicklung?", "Ein neues Deployment", []),
}


@pytest.fixture
def cards(services):
    """Three cards with texts and tags."""
    database = services.database
    with database.transaction():
        for card, (question, answer, tags) in TEXTS.items():
            number = database.value("SELECT number FROM cards WHERE id = ?", (card,))
            database.execute(
                "UPDATE texts SET question = ?, answer = ?, tags = ? WHERE number = ?",
                (question, answer, json.dumps(tags), number),
            )
    return services


def found(services, query: str) -> str:
    return "".join(card.id for card in services.library.cards(query))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", "abc"),
        ("deploy", "ac"),
        ("ruckab", "c"),
        ("new", "a"),
        ('"new deployment"', "a"),
        ('"deployment new"', ""),
        ("half -fleet", ""),
        ("rollback or half", "ab"),
        ("-rollback", "bc"),
        ("-(rollback or half)", "c"),
        ("half rollback or rückabwicklung", "c"),
        ("%", "b"),
        ("tag:aws", "ab"),
        ("tag:exam", "a"),
        ("tag:exa", ""),
        ("-tag:aws", "c"),
        ("path:/NOTES/aws", "abc"),
        ("id:b", "b"),
        ("deck:aws -id:a", "bc"),
        ("is:new", "abc"),
        ("is:flagged", ""),
        ("'; DROP TABLE cards; --", ""),
        ("NEAR AND NOT", ""),
        ("hal*", "b"),
        ('ques"tion', ""),
    ],
)
def test_a_query_finds(cards, query, ids):
    assert found(cards, query) == ids


def test_standings_marks_and_figures_are_found(cards, clock):
    study = cards.study
    study.rate_card("a", Rating.EASY)
    study.rate_card("b", Rating.AGAIN)
    study.deeds.suspend(["c"])
    study.deeds.set_flag(["a"], 1)
    study.deeds.bury(["b"])
    assert found(cards, "is:review") == "a"
    assert found(cards, "is:learning") == "b"
    assert found(cards, "is:suspended") == "c"
    assert found(cards, "is:buried") == "b"
    assert found(cards, "-is:buried") == "ac"
    assert found(cards, "flag:red") == found(cards, "is:flagged") == "a"
    assert found(cards, "rated:1") == "ab"
    assert found(cards, "rated:1:again") == "b"
    assert found(cards, "prop:reviews>=1") == "ab"
    assert found(cards, "prop:stability>0") == "ab"
    assert found(cards, "-prop:stability>0") == "c"
    clock.pass_by(days=2)
    assert found(cards, "rated:2") == ""
    assert found(cards, "rated:3") == "ab"


def test_what_is_due_is_counted_in_study_days(cards, clock):
    due = cards.study.rate_card("a", Rating.EASY)
    days = due.interval_days
    assert found(cards, f"prop:due={days}") == found(cards, f"prop:interval={days}") == "a"
    clock.pass_by(days=days - 1)
    assert found(cards, "is:due") == ""
    clock.pass_by(days=2)
    assert found(cards, "is:due") == found(cards, "prop:due<0") == "a"


def test_recall_falls_to_nine_in_ten_after_as_many_days_as_the_stability(cards, clock):
    stability = cards.study.rate_card("a", Rating.EASY).stability
    clock.pass_by(days=int(stability))
    assert found(cards, "prop:retrievability>=90%") == "a"
    clock.pass_by(days=2)
    assert found(cards, "prop:retrievability<0.9") == "a"


def test_recall_follows_the_weights_in_use(cards, clock):
    stability = cards.study.rate_card("a", Rating.EASY).stability
    clock.pass_by(days=int(stability * 3))
    before = DEFAULT_PARAMETERS.weights
    slowly = (*before[:DECAY_WEIGHT], 0.1)
    expected = [
        recall_probability(int(stability * 3), stability, each[DECAY_WEIGHT]) for each in (before, slowly)
    ]
    between = sum(expected) / 2
    assert found(cards, f"prop:retrievability<{between:.6f}") == ("a" if expected[0] < between else "")
    with cards.database.transaction():
        take_up(cards.database, slowly)
    assert found(cards, f"prop:retrievability<{between:.6f}") == ("a" if expected[1] < between else "")


@pytest.mark.parametrize(
    "query", ["tag:übung", "tag:ÜBUNG", "tag:u\u0308bung", "path:größe", "path:GRÖSSE", "path:gro\u0308ße"]
)
def test_neither_case_nor_composition_of_a_letter_counts_in_tags_and_paths(cards, query):
    with cards.database.transaction():
        cards.database.execute("UPDATE texts SET tags = ?", (json.dumps(["Übung/Teil"], ensure_ascii=False),))
        cards.database.execute("UPDATE notes SET path = '/notes/Gr\u00f6\u00dfe.md'")
    assert found(cards, query) == "abc"


def test_a_tag_of_ones_own_is_found_in_either_case(cards):
    cards.study.deeds.tag(["b"], "Ärgernis", wanted=True)
    assert found(cards, "tag:ärgernis") == "b"


def test_a_rating_taken_back_was_never_given(cards):
    cards.study.rate_card("a", Rating.AGAIN)
    cards.study.undo_last()
    assert found(cards, "rated:1") == ""


def test_retired_cards_are_found_only_by_what_asks_for_them(cards, clock):
    with cards.database.transaction():
        cards.database.execute("UPDATE cards SET retired_at = '2026-01-01T00:00:00.000Z' WHERE id = 'b'")
    assert found(cards, "") == "ac"
    assert found(cards, "-is:retired") == "ac"
    assert found(cards, "is:retired") == "b"
    assert found(cards, "rollback or is:retired") == "ab"
    assert found(cards, "half or rollback") == "a"


@settings(
    max_examples=60,
    deadline=timedelta(seconds=2),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(['"', "*", "^", "a", "{", "}", "\x00", "\ud800", "٣", " "]), max_size=9).map(
        "".join
    )
)
def test_any_query_that_can_be_read_can_be_searched_for(cards, text):
    with suppress(QueryError):
        cards.library.cards(text)


def test_a_card_without_an_answer_is_found_as_such_and_never_due(opened, tmp_path, clock):
    (tmp_path / "n.md").write_text("#Q Answered?\nAnswer: Yes.\n---\n#Q Unanswered?\nAnswer:\n")
    services = opened()
    services.library.import_paths([tmp_path / "n.md"])
    (answered,) = services.library.cards("yes")
    services.study.rate_card(answered.id, Rating.AGAIN)
    assert [card.question for card in services.library.cards("is:unanswered")] == ["Unanswered?"]
    assert services.library.cards("is:due") == []
    clock.pass_by(minutes=2)
    assert [card.id for card in services.library.cards("is:due")] == [answered.id]
    assert services.library.cards("-is:due is:learning") == []
