"""Sessions over stored cards: what comes, what is recorded, what is taken back."""

from __future__ import annotations

from collections import deque
from datetime import timedelta

import pytest

from hashq.errors import DatabaseError, UsageError
from hashq.scheduling.model import Rating, State
from hashq.store.doctor import differing_memories


def shown(session) -> str | None:
    return session.current.id if session.current else None


def study_all(study, session, rating=Rating.EASY, most=1000) -> list[str]:
    seen = []
    while session.current is not None and len(seen) < most:
        seen.append(session.current.id)
        session, _ = study.rate(session, rating, 1000)
    return seen


def test_new_cards_come_in_the_order_of_the_notes(study):
    assert study_all(study, study.start()) == ["a", "b", "c"]


def test_a_session_over_a_deck_shows_that_deck_and_its_sub_decks(study, add):
    add(["n1"], deck="net")
    add(["n2"], deck="net/dns")
    assert study_all(study, study.start("NET")) == ["n1", "n2"]
    assert study_all(study, study.start("dns")) == []


def test_an_unknown_deck_is_refused(study):
    with pytest.raises(UsageError, match="deck"):
        study.start("nowhere")


def test_the_day_allows_twenty_new_cards_however_they_are_studied(study, add, clock):
    add([f"n{number:02}" for number in range(30)], deck="net")
    study.rate_card("n29", Rating.EASY)
    assert len(study_all(study, study.start())) == 19
    assert study.due().new == 0
    clock.pass_by(days=1)
    assert study.due().new == 13


def test_due_counts_are_what_the_session_shows(study, add, clock):
    add([f"n{number:02}" for number in range(30)], deck="net")
    study_all(study, study.start(), most=10)
    clock.pass_by(days=60)
    due = study.due()
    assert (due.new, due.review, due.total) == (20, 10, 30)
    assert study.start().counts().total == due.total
    assert sum(deck.new for deck in due.decks) == due.new


def test_a_deck_with_its_own_limit_keeps_it(opened, configure, add, services):
    add([f"n{number:02}" for number in range(30)], deck="net")
    configure("[study]\nnew_per_day = 2\n[decks.net]\nnew_per_day = 5\n")
    study = opened().study
    assert [(deck.deck, deck.new) for deck in study.due().decks] == [("aws", 2), ("net", 5)]
    assert study_all(study, study.start()) == ["a", "b", "n00", "n01", "n02", "n03", "n04"]


def test_a_deck_with_an_exam_begins_as_many_a_day_as_it_needs(opened, configure, add, services, clock):
    add([f"n{number:02}" for number in range(30)], deck="net")
    configure("[study]\nnew_per_day = 0\n[decks.net]\nexam_date = 2026-03-27\n")
    study = opened().study
    assert study.due().new == 3
    assert study_all(study, study.start()) == ["n00", "n01", "n02"]
    assert study.due().new == 0
    clock.pass_by(days=1)
    assert study_all(study, study.start()) == ["n03", "n04", "n05"]


def test_the_time_needed_counts_the_showings_of_new_cards_at_ones_own_pace(study):
    assert study.time_needed(study.due()) == timedelta(seconds=3 * 3 * 12)
    study.rate(study.start(), Rating.EASY, 4000)
    assert study.time_needed(study.due()) == timedelta(seconds=2 * 3 * 4)


def test_a_learning_card_comes_back_within_the_session(study):
    session = study.start()
    session, _ = study.rate(session, Rating.AGAIN)
    order = study_all(study, session)
    assert order == ["b", "c", "a"]


def test_rating_when_nothing_is_shown_is_refused(study):
    session = study.start()
    while session.current is not None:
        session, _ = study.rate(session, Rating.EASY)
    with pytest.raises(UsageError, match="nothing waits"):
        study.rate(session, Rating.GOOD)


def test_a_rating_taken_back_shows_its_card_as_it_was(study):
    first = study.start()
    after, _ = study.rate(first, Rating.GOOD, 700)
    back = study.undo(after)
    assert (shown(back), back.given, back.counts()) == ("a", (), first.counts())
    assert study.memory("a").state is State.NEW


def test_what_was_done_before_a_restart_is_taken_back_in_a_new_session(study, opened):
    study_all(study, study.start())
    again = opened().study
    session = again.undo(again.start())
    assert shown(session) == "c"


@pytest.mark.parametrize("leave_out", ["bury", "suspend"])
def test_a_card_left_out_is_gone_until_taken_back(study, leave_out):
    session = getattr(study, leave_out)(study.start())
    assert shown(session) == "b"
    assert study.due().new == 2
    back = study.undo(session)
    assert shown(back) == "a"
    assert [card.id for card in back.main] == ["b", "c"]
    assert study.due().new == 3


def test_a_buried_card_is_back_on_the_next_study_day(study, clock):
    study.bury(study.start())
    assert study.due().next == clock.now().replace(hour=3) + timedelta(days=1)
    clock.moment = study.due().next
    assert study.due().new == 3


def test_taking_a_flag_back_leaves_the_session_where_it_is(study):
    session, _ = study.rate(study.start(), Rating.GOOD)
    study.deeds.set_flag(["b"], 4)
    assert study.undo(session) == session


def test_cards_that_left_their_note_leave_the_session(study, services):
    session = study.start()
    with services.database.transaction():
        services.database.execute("UPDATE cards SET retired_at = '2026-01-01' WHERE id IN ('a', 'c')")
    refreshed = study.refresh(session)
    assert (shown(refreshed), refreshed.main) == ("b", ())


def test_the_summary_tells_what_was_remembered_and_what_was_expected(study, clock):
    study_all(study, study.start())
    clock.pass_by(days=30)
    session = study.start()
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY):
        session, _ = study.rate(session, rating, 2500)
    summary = study.summary(session)
    assert summary.reviewed == 3
    assert summary.remembered == pytest.approx(2 / 3)
    assert 0.5 < summary.predicted < 0.95
    assert summary.by_rating == {Rating.AGAIN: 1, Rating.HARD: 0, Rating.GOOD: 1, Rating.EASY: 1}
    assert summary.seconds == 7.5
    assert summary.next == clock.now() + timedelta(minutes=10)


def test_siblings_are_kept_apart_by_a_day(study, add, clock, services):
    add(["s1", "s2"], deck="cloze")
    with services.database.transaction():
        services.database.execute("UPDATE cards SET sibling_group = 'g' WHERE id IN ('s1', 's2')")
    assert study.due().decks[1] == ("cloze", 1, 0, 0)
    assert study_all(study, study.start("cloze")) == ["s1"]
    assert study.due().decks[1] == ("cloze", 0, 0, 0)
    assert study.start("cloze").current is None
    clock.pass_by(days=1)
    assert study_all(study, study.start("cloze")) == ["s2"]


def test_a_review_is_due_on_its_study_day_wherever_one_is_by_then(study, clock):
    clock.offset = timedelta(hours=9)
    rated = study.rate_card("a", Rating.EASY)
    clock.offset = timedelta(hours=-8)
    clock.moment = rated.due
    assert study.due().review == 0
    clock.pass_by(hours=17)
    assert study.due().review == 1


def test_a_full_disk_stores_no_half_of_a_rating(study, services):
    session = study.start()
    services.database.value(f"PRAGMA max_page_count = {services.database.value('PRAGMA page_count')}")
    with pytest.raises(DatabaseError, match="disk is full"):
        deque((study.rate(session, Rating.GOOD) for _ in range(5000)), maxlen=0)
    services.database.value("PRAGMA max_page_count = 1000000")
    assert differing_memories(services.database) == {}
    study.rate(session, Rating.GOOD)
    assert differing_memories(services.database) == {}


@pytest.mark.parametrize(
    ("days_ago", "streak"),
    [([], 0), ([0], 1), ([1], 1), ([2], 0), ([0, 1, 2], 3), ([1, 2, 4], 2), ([0, 2], 1)],
)
def test_a_streak_counts_study_days_in_a_row_and_waits_for_today(study, clock, days_ago, streak):
    for days in sorted(days_ago, reverse=True):
        study.rate_card("a", Rating.GOOD, clock.now() - timedelta(days=days))
    assert study.streak() == streak


def test_a_day_whose_reviews_were_taken_back_counts_for_nothing(study):
    study.rate_card("a", Rating.GOOD)
    study.undo_last()
    found = study.statistics()
    assert (study.streak(), found.reviews, found.heatmap) == (0, 0, ())


def test_the_forecast_puts_what_is_overdue_on_today(study, clock):
    for card, day in (("a", 0), ("b", 20)):
        study.rate_card(card, Rating.EASY, clock.now() - timedelta(days=30 - day))
    forecast = study.forecast(7)
    assert [day.due for day in forecast] == [2, 0, 0, 0, 0, 0, 0]
    assert forecast[0].day.isoformat() == "2026-03-10"


def test_the_usual_time_of_a_review_is_the_median(study):
    assert study.seconds_per_review() is None
    for duration in (2000, 90_000, 4000):
        study.rate_card("a", Rating.GOOD, duration_ms=duration)
    assert study.seconds_per_review() == 4.0
