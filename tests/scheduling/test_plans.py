"""Sessions of other shapes: orders, shares of a backlog, and what cramming shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.model import Rating, State
from hashq.scheduling.plans import Order, Plan, arranged, backlog, crammed, without_backlog
from hashq.scheduling.queue import Queue, QueueCard
from hashq.scheduling.session import Session

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def review(name, *, late=0):
    return QueueCard(name, "d", State.REVIEW, NOW, TODAY - timedelta(days=late), 10)


def names(queue):
    return [card.id for card in queue.main]


def test_reviews_are_ordered_and_new_cards_keep_their_places():
    queue = Queue((), (review("a"), QueueCard("n", "d"), review("b"), review("c")))
    difficulty = {"a": 2.0, "b": 9.0, "c": 5.0}
    assert names(arranged(queue, Order.HARDEST, difficulty)) == ["b", "n", "c", "a"]
    assert names(arranged(queue, Order.EASIEST, difficulty)) == ["a", "n", "c", "b"]


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(0, 40))
def test_what_is_left_for_other_days_is_of_the_backlog_and_its_end(lateness, leave):
    queue = Queue((), tuple(review(f"c{at}", late=late) for at, late in enumerate(lateness)))
    kept = without_backlog(queue, leave, TODAY)
    late = backlog(queue, TODAY)
    assert backlog(kept, TODAY) == late[: max(0, len(late) - leave)]
    assert {card.id for card in queue.main if card.due_day == TODAY} <= {card.id for card in kept.main}


def test_cramming_shows_learning_cards_at_once():
    waiting = QueueCard("l", "d", State.LEARNING, NOW + timedelta(hours=3))
    queue = crammed([waiting, review("a")], Plan(), {}, TODAY)
    assert sorted(names(queue)) == ["a", "l"]
    assert queue.learning == ()


@pytest.mark.parametrize("order", [Order.EASIEST, Order.HARDEST])
def test_siblings_that_are_crammed_or_ordered_stay_apart(order):
    cards = [review(f"{group}{at}")._replace(sibling_group=group) for group in "ab" for at in range(4)]
    difficulty = {card.id: 1.0 if card.sibling_group == "a" else 9.0 for card in cards}
    for queue in (
        crammed(cards, Plan(order=order), difficulty, TODAY),
        arranged(Queue((), tuple(cards)), order, difficulty),
    ):
        assert all(one.sibling_group != other.sibling_group for one, other in pairwise(queue.main))


def test_the_shuffle_is_the_same_all_day_and_another_tomorrow():
    cards = [review(f"c{number}") for number in range(30)]
    today = names(crammed(cards, Plan(), {}, TODAY))
    assert names(crammed(reversed(cards), Plan(), {}, TODAY)) == today
    assert names(crammed(cards, Plan(), {}, TODAY + timedelta(days=1))) != today


def test_a_forgotten_card_comes_again_a_little_later_where_nothing_is_recorded():
    session = Session.begin(Queue((), tuple(review(f"c{at}") for at in range(8))), NOW, recorded=False)
    session = session.after_cramming(Rating.AGAIN, NOW)
    shown = []
    while session.current is not None:
        shown.append(session.current.id)
        session = session.after_cramming(Rating.GOOD, NOW)
    assert shown == ["c1", "c2", "c3", "c4", "c5", "c0", "c6", "c7"]


def test_a_time_box_ends_after_the_card_being_shown():
    ends = NOW + timedelta(minutes=15)
    session = Session.begin(Queue((), (review("a"), review("b"))), NOW, ends=ends, recorded=False)
    assert session.current is not None
    assert session.after_cramming(Rating.GOOD, ends - timedelta(seconds=1)).current is not None
    assert session.after_cramming(Rating.GOOD, ends).current is None
