"""Rating and taking back: what is stored, what is undone, what survives a restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hashq.errors import UsageError
from hashq.scheduling.model import Memory, Rating, State
from hashq.store.doctor import differing_memories

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
    study.set_flag("a", 1)
    study.rate_card("b", Rating.GOOD)
    study.bury_card("c")
    study.suspend_card("a")
    assert [study.undo_any().kind for _ in range(4)] == ["suspend", "bury", "review", "flag"]


def test_a_mark_made_after_an_undo_is_taken_back_first(study):
    study.rate_card("a", Rating.GOOD)
    study.rate_card("b", Rating.GOOD)
    study.undo_any()
    study.set_flag("a", 3)
    assert [study.undo_any().kind for _ in range(2)] == ["flag", "review"]


@pytest.mark.parametrize("flag", [-1, 8])
def test_there_are_seven_flags(study, flag):
    with pytest.raises(UsageError, match="no flag"):
        study.set_flag("a", flag)


def test_the_eighth_lapse_makes_a_leech(study, clock):
    told = []
    for _ in range(8):
        rated = study.rate_card("a", Rating.EASY)
        clock.pass_by(days=rated.interval_days + 1)
        told.append(study.rate_card("a", Rating.AGAIN).leech)
    assert told == [False] * 7 + [True]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["rate", "flag", "suspend", "bury"]),
        st.sampled_from("abc"),
        st.sampled_from(Rating),
        st.integers(-3, 40),
    ),
    max_size=8,
)


def do(study, kind, card, rating) -> None:
    if kind == "rate":
        study.rate_card(card, rating)
    elif kind == "flag":
        study.set_flag(card, int(rating))
    elif kind == "suspend":
        study.suspend_card(card)
    else:
        study.bury_card(card)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_steps_taken_back_one_by_one_give_the_same_content(services, clock, steps):
    states = [content(services)]
    for kind, card, rating, days in steps:
        clock.pass_by(days=days)
        do(services.study, kind, card, rating)
        if content(services) != states[-1]:
            states.append(content(services))
    assert differing_memories(services.database) == {}
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
