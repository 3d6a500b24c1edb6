"""Rating and taking back: what is stored, what is undone, what survives a restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hashq.errors import UsageError
from hashq.scheduling.model import Memory, Rating, State
from hashq.store.doctor import differing_memories
from hashq.study.recording import Undone

TABLES = ("sources", "notes", "cards", "texts", "fingerprints")


def content(services) -> dict[str, list[tuple]]:
    """Everything but the logs, which only ever grow."""
    return {
        table: [tuple(row) for row in services.database.rows(f"SELECT * FROM {table} ORDER BY 1")]
        for table in TABLES
    }


def test_a_rated_card_stands_as_it_was_told(study, clock):
    rated = study.rate_card("a", Rating.GOOD)
    assert (rated.id, rated.rating, rated.state, rated.interval_days) == (
        "a",
        Rating.GOOD,
        State.LEARNING,
        0,
    )
    assert rated.due == clock.now() + timedelta(minutes=10)
    assert study.memory("a").due == rated.due


def test_what_was_announced_is_what_rating_does(study, clock):
    for step in range(4):
        announced = study.intervals("a")
        rated = study.rate_card("a", Rating.GOOD)
        given = timedelta(days=rated.interval_days) if rated.interval_days else rated.due - clock.now()
        assert announced[Rating.GOOD] == given
        clock.pass_by(days=rated.interval_days, minutes=11 + step)


def test_a_review_survives_a_restart(study, opened):
    rated = study.rate_card("a", Rating.EASY)
    assert opened().study.memory("a").due == rated.due


def test_the_study_day_ends_at_four_local_time(study, clock, services):
    clock.moment = datetime(2026, 3, 11, 2, 59, tzinfo=UTC)
    study.rate_card("a", Rating.GOOD)
    clock.pass_by(minutes=1)
    study.rate_card("b", Rating.GOOD)
    days = services.database.rows("SELECT study_day FROM reviews ORDER BY id")
    assert [row[0] for row in days] == ["2026-03-10", "2026-03-11"]


def test_a_review_can_be_told_later(study, services):
    study.rate_card("a", Rating.GOOD, datetime(2026, 3, 1, 2, tzinfo=UTC))
    row = services.database.row("SELECT reviewed_at, study_day FROM reviews")
    assert tuple(row) == ("2026-03-01T02:00:00.000Z", "2026-02-28")


def test_a_clock_set_back_breaks_nothing(study, clock, services):
    study.rate_card("a", Rating.EASY)
    clock.pass_by(days=-400)
    rated = study.rate_card("a", Rating.GOOD)
    assert rated.stability is not None
    assert differing_memories(services.database) == {}
    assert study.undo_last().state is State.REVIEW


def test_the_chance_of_recall_is_kept_with_the_review(study, clock):
    rated = study.rate_card("a", Rating.EASY)
    clock.pass_by(days=rated.interval_days)
    study.rate_card("a", Rating.GOOD)
    first, second = study.reviews_of("a")
    assert first.predicted is None
    assert second.predicted == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize("card", ["nowhere", "", "a'; DROP TABLE cards; --"])
def test_an_unknown_card_is_refused(study, services, card):
    with pytest.raises(UsageError, match="there is no card"):
        study.rate_card(card, Rating.GOOD)
    assert services.database.value("SELECT count(*) FROM reviews") == 0


def test_a_retired_card_and_one_without_answer_are_not_studied(study, services):
    with services.database.transaction():
        services.database.execute("UPDATE cards SET retired_at = '2026-01-01' WHERE id = 'a'")
        services.database.execute("UPDATE cards SET has_answer = 0 WHERE id = 'b'")
    with pytest.raises(UsageError, match="retired"):
        study.rate_card("a", Rating.GOOD)
    with pytest.raises(UsageError, match="no answer"):
        study.rate_card("b", Rating.GOOD)


def test_nothing_to_take_back_is_said(study):
    with pytest.raises(UsageError, match="no review to take back"):
        study.undo_last()
    with pytest.raises(UsageError, match="nothing to take back"):
        study.undo_any()


def test_taking_back_reaches_across_a_restart(study, opened, services):
    before = content(services)
    for card in "aba":
        study.rate_card(card, Rating.GOOD)
    again = opened().study
    assert [again.undo_last().id for _ in range(3)] == ["a", "b", "a"]
    assert content(services) == before


def test_a_mark_after_a_review_is_taken_back_first(study):
    study.deeds.set_flag(["a"], 1)
    study.rate_card("b", Rating.GOOD)
    study.deeds.bury(["c"])
    study.deeds.suspend(["a"])
    assert [study.undo_any().kind for _ in range(4)] == ["suspend", "bury", "review", "flag"]


def test_a_mark_made_after_an_undo_is_taken_back_first(study):
    study.rate_card("a", Rating.GOOD)
    study.rate_card("b", Rating.GOOD)
    study.undo_any()
    study.deeds.set_flag(["a"], 3)
    assert [study.undo_any().kind for _ in range(2)] == ["flag", "review"]


@pytest.mark.parametrize("flag", [-1, 8])
def test_there_are_seven_flags(study, flag):
    with pytest.raises(UsageError, match="no flag"):
        study.deeds.set_flag(["a"], flag)


def test_the_eighth_lapse_makes_a_leech(study, clock):
    told = []
    for _ in range(8):
        rated = study.rate_card("a", Rating.EASY)
        clock.pass_by(days=rated.interval_days + 1)
        told.append(study.rate_card("a", Rating.AGAIN).leech)
    assert told == [False] * 7 + [True]


def known(study, card: str) -> Memory:
    """Bring ``card`` to state review."""
    study.rate_card(card, Rating.EASY)
    return study.memory(card)


def test_reset_cards_start_again_and_are_taken_back_together(study):
    before = {card: known(study, card) for card in "ab"}
    assert study.deeds.reset("abc") == 2
    assert [study.memory(card) for card in "abc"] == [Memory()] * 3
    undone = study.undo_any()
    assert (undone.kind, sorted(undone.cards), undone.rated) == ("reset", ["a", "b"], None)
    assert {card: study.memory(card) for card in "ab"} == before


def test_cards_made_due_wait_today_and_are_taken_back_together(study, services):
    before = {card: known(study, card) for card in "ab"}
    assert study.deeds.make_due("abc") == 2
    assert study.due().review == 2
    assert differing_memories(services.database) == {}
    assert study.deeds.make_due("abc") == 0
    study.undo_any()
    assert {card: study.memory(card) for card in "ab"} == before


def test_a_deed_done_to_many_cards_is_taken_back_as_one(study):
    study.deeds.suspend("abc")
    study.deeds.tag("ab", "hard")
    assert study.undo_any() == Undone("tag", ("a", "b"), None)
    assert study.undo_any() == Undone("suspend", ("a", "b", "c"), None)


def test_a_tag_given_twice_is_there_once_and_goes_when_taken_away(study, services):
    study.deeds.tag("a", "hard")
    study.deeds.tag("a", "exam")
    assert study.deeds.tag("a", "exam") == 0
    study.deeds.tag("a", "hard", wanted=False)
    assert services.library.card("a").tags == ("exam",)


def test_a_deed_with_an_unknown_card_is_refused_whole(study, services):
    before = content(services)
    for deed in (study.deeds.suspend, study.deeds.bury, study.deeds.reset, study.deeds.make_due):
        with pytest.raises(UsageError, match="there is no card"):
            deed(["a", "nowhere"])
    assert content(services) == before


DEEDS = {
    "rate": lambda study, cards, rating: study.rate_card(cards[0], rating),
    "flag": lambda study, cards, rating: study.deeds.set_flag(cards, int(rating)),
    "suspend": lambda study, cards, rating: study.deeds.suspend(cards, suspended=rating < 3),
    "bury": lambda study, cards, _: study.deeds.bury(cards),
    "tag": lambda study, cards, rating: study.deeds.tag(cards, rating.name, wanted=cards[0] != "a"),
    "reset": lambda study, cards, _: study.deeds.reset(cards),
    "make due": lambda study, cards, _: study.deeds.make_due(cards),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(DEEDS)) | st.just("rate"),
        st.lists(st.sampled_from("abc"), min_size=1, unique=True),
        st.sampled_from(Rating),
        st.integers(-3, 40),
    ),
    max_size=8,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_steps_taken_back_one_by_one_give_the_same_content(services, clock, steps):
    states = [content(services)]
    for kind, cards, rating, days in steps:
        clock.pass_by(days=days)
        DEEDS[kind](services.study, cards, rating)
        assert differing_memories(services.database) == {}
        if content(services) != states[-1]:
            states.append(content(services))
    for state in reversed(states[:-1]):
        services.study.undo_any()
        assert content(services) == state
    with pytest.raises(UsageError):
        services.study.undo_any()


def test_changed_settings_do_not_change_what_earlier_reviews_gave(study, clock, opened, configure):
    study.rate_card("a", Rating.EASY)
    configure("[study]\ndesired_retention = 0.8\nfuzz = false\nlearning_steps = []\n")
    again = opened()
    assert differing_memories(again.database) == {}
    assert again.study.rate_card("b", Rating.GOOD).state is State.REVIEW
    assert differing_memories(again.database) == {}
    again.study.undo_last()
    assert again.study.memory("b") == Memory()
