"""The review log: what is in effect, what is counted, and what its entries lead to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hashq.scheduling.model import Rating, Review, State
from hashq.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from hashq.store.counts import done_on
from hashq.store.replay import replayed
from hashq.store.reviews import Occasion, ReviewLog

DAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WHEN = Occasion(NOON, DAY, 60)


def review(card: str = "card0", rating: Rating = Rating.GOOD, *, days: int = 0) -> Review:
    return Review(card, rating, NOON + timedelta(days=days), DAY + timedelta(days=days), 60, 1500)


@pytest.fixture
def log(database):
    return ReviewLog(database)


def append(log, database, given, *, parameters=DEFAULT_PARAMETERS, state=State.NEW, predicted=None):
    with database.transaction():
        return log.append(given, parameters, state, predicted)


def test_an_entry_is_read_as_it_was_given(log, database):
    told = Parameters(desired_retention=0.85)
    append(log, database, review(rating=Rating.HARD), parameters=told, state=State.REVIEW, predicted=0.8)
    entry = log.last()
    assert entry.as_review() == review(rating=Rating.HARD)
    assert (entry.parameters, entry.state_before, entry.predicted) == (told, State.REVIEW, 0.8)


def test_equal_parameters_are_stored_once(log, database):
    for _ in range(3):
        append(log, database, review())
    append(log, database, review(), parameters=Parameters(fuzz=False))
    assert database.value("SELECT count(*) FROM parameters") == 2


def test_an_undone_review_is_out_of_effect_but_stays_in_the_log(log, database):
    append(log, database, review(), state=State.NEW)
    append(log, database, review(rating=Rating.AGAIN), state=State.LEARNING)
    with database.transaction():
        log.append_undo(log.last(), WHEN)
    assert [entry.rating for entry in log.of_card("card0")] == [Rating.GOOD]
    assert database.value("SELECT count(*) FROM reviews") == log.highest_number() == 3


def test_undoing_again_and_again_walks_back_to_the_beginning(log, database):
    given = [review("card0"), review("card1"), review("card0", Rating.EASY)]
    for one in given:
        append(log, database, one)
    taken = []
    while (entry := log.last()) is not None:
        taken.append(entry.as_review())
        with database.transaction():
            log.append_undo(entry, WHEN)
    assert taken == given[::-1]


def test_new_cards_begun_and_known_cards_reviewed_are_counted_by_study_day(log, database):
    append(log, database, review("card0"), state=State.NEW)
    append(log, database, review("card0"), state=State.LEARNING)
    append(log, database, review("card1"), state=State.REVIEW)
    append(log, database, review("card2", days=1), state=State.NEW)
    assert done_on(database, DAY) == {"aws": (1, 0), "net": (0, 1)}
    with database.transaction():
        log.append_undo(log.of_card("card1")[-1], WHEN)
    assert done_on(database, DAY) == {"aws": (1, 0)}


def test_a_reset_card_begins_anew(log, database):
    append(log, database, review())
    with database.transaction():
        log.append_reset("card0", WHEN, State.LEARNING)
    assert replayed(log.of_card("card0")) == replayed(())


def test_a_card_made_due_keeps_what_is_known_of_it(log, database):
    append(log, database, review(rating=Rating.EASY))
    before = replayed(log.of_card("card0"))
    with database.transaction():
        log.append_reschedule("card0", WHEN, DAY + timedelta(days=1), told=Parameters())
    after = replayed(log.of_card("card0"))
    assert after.due_day == DAY + timedelta(days=1)
    assert after.due == datetime(2026, 3, 2, 3, tzinfo=UTC)
    assert (after.stability, after.reviews) == (before.stability, before.reviews)


def test_an_entry_without_a_rating_is_not_a_review(log, database):
    with database.transaction():
        log.append_reset("card0", WHEN, State.NEW)
    with pytest.raises(ValueError, match="no rating"):
        log.last().as_review()
