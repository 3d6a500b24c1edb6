"""A session: what is shown next, what waits, and what taking back restores."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hashq.scheduling.fsrs_memory import review
from hashq.scheduling.model import Memory, Rating, Review, State
from hashq.scheduling.queue import Queue, QueueCard, build_queue
from hashq.scheduling.session import Session

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
AGAIN, HARD, GOOD, EASY = Rating


def new(name: str) -> QueueCard:
    return QueueCard(name, "A")


def known(name: str) -> QueueCard:
    return QueueCard(name, "A", State.REVIEW, NOW, TODAY, 10)


def learning(name: str, minutes: float) -> QueueCard:
    return QueueCard(name, "A", State.LEARNING, NOW + minutes * MINUTE)


def waits(minutes: float, now: datetime = NOW) -> Memory:
    return Memory(State.LEARNING, 0, 1.0, 5.0, now + minutes * MINUTE, None, now, TODAY, 1)


LEARNED = Memory(State.REVIEW, None, 9.0, 5.0, NOW + 9 * DAY, TODAY + 9 * DAY, NOW, TODAY, 1)


def session(*main: QueueCard, waiting: tuple[QueueCard, ...] = ()) -> Session:
    return Session.begin(Queue(waiting, main), NOW)


def shown(value: Session) -> str | None:
    return value.current.id if value.current else None


def test_the_first_card_is_shown_at_once() -> None:
    assert shown(session(new("a"), new("b"))) == "a"


def test_a_due_learning_card_comes_before_everything() -> None:
    assert shown(session(new("a"), waiting=(learning("l", -1),))) == "l"


def test_a_learning_card_that_is_not_due_waits_behind_the_others() -> None:
    assert shown(session(new("a"), waiting=(learning("l", 5),))) == "a"


def test_a_learning_card_falling_due_comes_next_and_not_in_between() -> None:
    begun = session(new("a"), new("b"), waiting=(learning("l", 5),))
    assert shown(begun.at(NOW + 6 * MINUTE)) == "a"
    assert shown(begun.after_rating("a", EASY, LEARNED, NOW + 6 * MINUTE)) == "l"


def test_a_card_rated_again_comes_back_when_its_minute_is_over() -> None:
    rated = session(new("a"), new("b"), new("c")).after_rating("a", AGAIN, waits(1), NOW)
    assert shown(rated) == "b"
    assert shown(rated.after_rating("b", EASY, LEARNED, NOW + 2 * MINUTE)) == "a"


def test_learning_cards_come_ahead_of_time_when_nothing_else_is_left() -> None:
    assert shown(session(waiting=(learning("l", 19),))) == "l"


def test_beyond_the_learn_ahead_time_the_session_ends_and_says_when_to_come_back() -> None:
    ended = session(waiting=(learning("l", 21),))
    assert shown(ended) is None
    assert ended.next_due() == NOW + 21 * MINUTE


def test_an_ended_session_goes_on_when_the_learning_card_is_near() -> None:
    assert shown(session(waiting=(learning("l", 60),)).at(NOW + 45 * MINUTE)) == "l"


def test_ahead_of_time_a_card_does_not_follow_itself_while_another_waits() -> None:
    begun = session(new("a"), waiting=(learning("l", 10),))
    assert shown(begun.after_rating("a", AGAIN, waits(1), NOW)) == "l"


def test_ahead_of_time_the_only_card_left_follows_itself() -> None:
    assert shown(session(new("a")).after_rating("a", AGAIN, waits(1), NOW)) == "a"


@pytest.mark.parametrize("card", ["b", "gone", ""])
def test_a_rating_for_a_card_not_shown_changes_nothing(card: str) -> None:
    begun = session(new("a"), new("b"))
    assert begun.after_rating(card, GOOD, LEARNED, NOW) is begun


def test_a_held_key_rates_one_card() -> None:
    """Every repeat of the key still names the card it was pressed for."""
    held = session(new("a"), new("b"), new("c"))
    for _ in range(60):
        held = held.after_rating("a", EASY, LEARNED, NOW)
    assert (len(held.given), shown(held)) == (1, "b")


def test_taking_back_shows_the_card_as_it_stood() -> None:
    begun = session(new("a"), known("b"))
    back = begun.after_rating("a", AGAIN, waits(1), NOW).after_undo(new("a"))
    assert back == begun


def test_taking_back_a_review_from_before_the_session_shows_it_too() -> None:
    back = session(new("a")).after_undo(known("old"))
    assert (shown(back), [card.id for card in back.main], back.given) == ("old", ["a"], ())


def test_taking_back_after_the_end_goes_on() -> None:
    ended = session(new("a")).after_rating("a", EASY, LEARNED, NOW)
    assert shown(ended) is None
    assert shown(ended.after_undo(new("a"))) == "a"


def test_a_buried_card_is_gone_and_the_next_one_shown() -> None:
    assert shown(session(new("a"), new("b")).without(["a"], NOW)) == "b"


def test_a_card_that_vanished_from_its_note_is_gone_wherever_it_was() -> None:
    left = session(new("a"), new("b"), waiting=(learning("l", 5),)).without(["b", "l"], NOW)
    assert (shown(left), left.main, left.waiting) == ("a", (), ())


def test_counts_tell_what_is_left_with_the_card_shown() -> None:
    counts = session(new("a"), known("b"), known("c"), waiting=(learning("l", 5),)).counts()
    assert (counts.new, counts.learning, counts.review, counts.total) == (1, 1, 2, 4)


def test_a_card_is_through_once_it_does_not_come_back() -> None:
    begun = session(new("a"), known("b"))
    assert begun.progress() == (0, 2)
    again = begun.after_rating("a", AGAIN, waits(1), NOW)
    assert again.progress() == (0, 2)
    assert again.after_rating("b", GOOD, LEARNED, NOW).progress() == (1, 2)


def test_the_tally_sets_what_was_remembered_beside_what_was_predicted() -> None:
    ended = (
        session(known("a"), known("b"), new("c"))
        .after_rating("a", GOOD, LEARNED, NOW, predicted=0.9, duration_ms=1500)
        .after_rating("b", AGAIN, waits(10), NOW, predicted=0.7, duration_ms=500)
        .after_rating("c", GOOD, waits(10), NOW)
    )
    tally = ended.tally()
    assert (tally.reviewed, tally.remembered, tally.predicted) == (3, 0.5, pytest.approx(0.8))
    assert tally.by_rating == {AGAIN: 1, HARD: 0, GOOD: 2, EASY: 0}
    assert tally.seconds == 2.0


def test_a_session_without_known_cards_claims_no_share() -> None:
    tally = session(new("a")).after_rating("a", GOOD, LEARNED, NOW).tally()
    assert (tally.remembered, tally.predicted) == (None, None)


cards = st.one_of(
    st.just(("new", 0)), st.just(("known", 0)), st.tuples(st.just("learning"), st.integers(-30, 60))
)
queues = st.lists(cards, max_size=8).map(
    lambda kinds: build_queue(
        [
            {"new": new, "known": known}[kind](f"c{n}") if kind != "learning" else learning(f"c{n}", minutes)
            for n, (kind, minutes) in enumerate(kinds)
        ],
        TODAY,
    )
)
steps = st.lists(st.tuples(st.sampled_from(list(Rating)), st.integers(0, 15)), max_size=15)


def played(begun: Session, moves: list[tuple[Rating, int]]) -> list[tuple[Session, datetime]]:
    """The session after each move, rated by the real model; ends when nothing is left to show."""
    now, value, memories = NOW, begun, {}
    course = [(value, now)]
    for rating, minutes in moves:
        now += minutes * MINUTE
        value = value.at(now)
        if value.current is None:
            break
        card = value.current.id
        start = {State.NEW: Memory(), State.REVIEW: LEARNED}.get(value.current.state, waits(0))
        after = review(memories.get(card, start), Review(card, rating, now, TODAY, 0))
        memories[card] = after
        value = value.after_rating(card, rating, after, now)
        course.append((value, now))
    return course


@given(queues, steps)
def test_no_card_is_in_two_places_nor_lost(queue: Queue, moves: list[tuple[Rating, int]]) -> None:
    everything = {card.id for card in (*queue.learning, *queue.main)}
    for value, _ in played(Session.begin(queue, NOW), moves):
        places = [card.id for card in (*value.main, *value.waiting)] + (
            [shown(value)] if value.current else []
        )
        assert len(places) == len(set(places))
        assert set(places) | {one.card.id for one in value.given} == everything
        assert value.progress()[1] == len(everything)


@given(queues, steps)
def test_a_session_without_a_card_to_show_has_nothing_within_the_learn_ahead_time(
    queue: Queue, moves: list[tuple[Rating, int]]
) -> None:
    for value, now in played(Session.begin(queue, NOW), moves):
        if value.current is None:
            assert value.main == ()
            assert value.next_due() is None or value.next_due() > now + value.learn_ahead


@given(queues, steps)
def test_taking_back_is_the_inverse_of_rating(queue: Queue, moves: list[tuple[Rating, int]]) -> None:
    course = played(Session.begin(queue, NOW), moves)
    for (before, _), (after, now) in itertools.pairwise(course):
        assert after.after_undo(after.given[-1].card) == before.at(now)


@given(queues, steps)
def test_taking_everything_back_leads_to_the_beginning(queue: Queue, moves: list[tuple[Rating, int]]) -> None:
    begun = Session.begin(queue, NOW)
    assume(begun.current is not None)
    value = played(begun, moves)[-1][0]
    while value.given:
        value = value.after_undo(value.given[-1].card)
    assert value == begun
