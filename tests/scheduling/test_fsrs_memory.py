"""What ratings do to a card's memory, beside what the library does when it is called directly."""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.fsrs_memory import intervals, replay, replay_as_given, review
from hashq.scheduling.fuzz import fuzz_bounds
from hashq.scheduling.model import Memory, Rating, Review, State
from hashq.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from hashq.scheduling.study_day import study_day

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EXACT = DEFAULT_PARAMETERS._replace(fuzz=False)
AGAIN, HARD, GOOD, EASY = Rating

ratings = st.sampled_from(list(Rating))
gaps = st.one_of(
    st.integers(0, 3600).map(lambda s: timedelta(seconds=s)),
    st.integers(0, 400).map(lambda d: timedelta(days=d)),
    st.integers(-400, 0).map(lambda h: timedelta(hours=h)),
)
zone_offsets = st.sampled_from([-720, -480, -60, 0, 60, 330, 840])
parameter_values = st.builds(
    DEFAULT_PARAMETERS._replace,
    desired_retention=st.floats(0.7, 0.98),
    maximum_interval_days=st.sampled_from([1, 30, 365, 36500]),
    learning_steps=st.sampled_from([(), (MINUTE,), (MINUTE, 10 * MINUTE), (MINUTE, HOUR, 2 * DAY)]),
    relearning_steps=st.sampled_from([(), (10 * MINUTE,), (MINUTE, 5 * MINUTE)]),
    fuzz=st.booleans(),
)


def given_at(at: datetime, rating: Rating, offset: int = 0, card: str = "c1") -> Review:
    return Review(card, rating, at, study_day(at, timedelta(minutes=offset)), offset)


@st.composite
def histories(draw) -> list[Review]:
    """Reviews of one card as they were recorded: also at once, years apart, on the move, with the clock set back."""
    at, log = START, []
    for gap, rating, offset in draw(st.lists(st.tuples(gaps, ratings, zone_offsets), max_size=12)):
        at += gap
        log.append(given_at(at, rating, offset))
    return log


@given(st.lists(st.tuples(st.integers(1, 300), ratings), min_size=1, max_size=12))
def test_reviews_a_day_or_more_apart_are_the_librarys(steps: list[tuple[int, Rating]]) -> None:
    scheduler, theirs, ours, at = fsrs.Scheduler(enable_fuzzing=False), fsrs.Card(1), Memory(), START
    for days, rating in steps:
        at += days * DAY
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(rating), at)
        ours = review(ours, given_at(at, rating), EXACT)
        assert (ours.stability, ours.difficulty, ours.step) == (
            theirs.stability,
            theirs.difficulty,
            theirs.step,
        )
        assert ours.interval == theirs.due - at


def test_a_new_card_rated_good_takes_the_second_step() -> None:
    memory = review(Memory(), given_at(START, GOOD))
    assert (memory.state, memory.step, memory.due) == (State.LEARNING, 1, START + 10 * MINUTE)


def test_a_new_card_rated_good_twice_becomes_a_review_two_days_later() -> None:
    memory = replay([given_at(START, GOOD), given_at(START + 10 * MINUTE, GOOD)])
    assert (memory.state, memory.step, memory.due_day) == (State.REVIEW, None, date(2026, 11, 24))


def test_an_easy_new_card_is_a_review_at_once() -> None:
    memory = review(Memory(), given_at(START, EASY), EXACT)
    assert (memory.state, memory.interval) == (State.REVIEW, 8 * DAY)


def test_a_review_is_due_at_four_in_the_morning_local_time() -> None:
    memory = review(Memory(), given_at(START, EASY, offset=60), EXACT)
    assert memory.due == datetime(2026, 11, 30, 3, 0, tzinfo=UTC)


def test_a_forgotten_card_is_relearned_in_ten_minutes_and_has_lapsed() -> None:
    memory = replay([given_at(START, EASY), given_at(START + 9 * DAY, AGAIN)])
    assert (memory.state, memory.lapses, memory.due) == (State.RELEARNING, 1, START + 9 * DAY + 10 * MINUTE)
    assert memory.due_day is None


def test_failing_a_learning_card_is_no_lapse() -> None:
    assert replay([given_at(START, GOOD), given_at(START + 10 * MINUTE, AGAIN)]).lapses == 0


def test_evening_and_next_morning_are_a_day_apart() -> None:
    evening, morning = START.replace(hour=20), START.replace(hour=9) + DAY
    after = replay([given_at(evening, EASY), given_at(morning, GOOD)], EXACT)
    noon = replay([given_at(START, EASY), given_at(START + DAY, GOOD)], EXACT)
    assert (after.stability, after.difficulty) == (noon.stability, noon.difficulty)


def test_either_side_of_midnight_is_the_same_study_day() -> None:
    late, early = START.replace(hour=23), START.replace(hour=3, minute=59) + DAY
    apart = replay([given_at(late, EASY), given_at(early, GOOD)], EXACT)
    at_once = replay([given_at(late, EASY), given_at(late, GOOD)], EXACT)
    assert apart.stability == at_once.stability


def test_a_clock_set_back_elapses_nothing() -> None:
    back = replay([given_at(START, EASY), given_at(START - 90 * DAY, GOOD)], EXACT)
    at_once = replay([given_at(START, EASY), given_at(START, GOOD)], EXACT)
    assert back.stability == at_once.stability
    assert back.due_day == date(2026, 8, 24) + (back.interval or DAY)


def test_travel_does_not_change_what_was_decided() -> None:
    """Tokyo evening, then a Honolulu morning of the same calendar day: no day has passed."""
    tokyo = given_at(datetime(2026, 11, 22, 11, tzinfo=UTC), EASY, offset=540)
    honolulu = given_at(datetime(2026, 11, 22, 19, tzinfo=UTC), GOOD, offset=-600)
    at_once = replay([given_at(START, EASY), given_at(START, GOOD)], EXACT)
    moved = replay([tokyo, honolulu], EXACT)
    assert moved.stability == at_once.stability
    assert moved.due == datetime(2026, 11, 22, 14, tzinfo=UTC) + moved.interval


@given(histories(), parameter_values)
def test_replaying_the_log_gives_the_memory_kept_step_by_step(
    log: list[Review], parameters: Parameters
) -> None:
    memory = Memory()
    for entry in log:
        memory = review(memory, entry, parameters)
    assert replay(log, parameters) == memory == replay_as_given((entry, parameters) for entry in log)


@given(histories(), parameter_values)
def test_a_log_can_be_replayed_from_any_point(log: list[Review], parameters: Parameters) -> None:
    middle = len(log) // 2
    start = replay(log[:middle], parameters)
    assert replay(log[middle:], parameters, start) == replay(log, parameters)


@given(histories(), ratings, parameter_values)
def test_a_button_shows_what_it_gives(log: list[Review], rating: Rating, parameters: Parameters) -> None:
    memory = replay(log, parameters)
    last = log[-1].at if log else START
    entry = given_at(last + HOUR, rating)
    shown = intervals(memory, entry.card, entry.study_day, parameters)[rating]
    assert review(memory, entry, parameters).interval == shown


@given(histories(), parameter_values)
def test_a_memory_keeps_to_the_models_ranges(log: list[Review], parameters: Parameters) -> None:
    memory = replay(log, parameters)
    assert memory.reviews == len(log)
    if log:
        assert 1.0 <= memory.difficulty <= 10.0
        assert memory.stability >= 0.001
        assert (memory.due_day is None) == (memory.state is not State.REVIEW)
        assert memory.due >= log[-1].at - DAY


@given(histories())
def test_a_review_waits_at_least_a_day_and_keeps_to_its_fuzz(log: list[Review]) -> None:
    plain, fuzzy = replay(log, EXACT), replay(log)
    if plain.state is State.REVIEW:
        shortest, longest = fuzz_bounds(plain.interval.days, 36500)
        assert 1 <= shortest <= fuzzy.interval.days <= longest


@given(histories(), parameter_values)
def test_a_better_rating_never_waits_less_on_a_review(log: list[Review], parameters: Parameters) -> None:
    memory = replay([*log, given_at(START, EASY)], parameters)
    waits = intervals(memory, "c1", START.date() + 10 * DAY, parameters)
    assert waits[HARD] <= waits[GOOD] <= waits[EASY]


def test_steps_shortened_in_the_settings_do_not_strand_a_card() -> None:
    long = EXACT._replace(learning_steps=(MINUTE, HOUR, 2 * HOUR, 3 * HOUR))
    memory = replay([given_at(START, GOOD), given_at(START, GOOD), given_at(START, GOOD)], long)
    assert memory.step == 3
    assert review(memory, given_at(START, GOOD), EXACT).state is State.REVIEW


def test_a_thousand_easy_ratings_overflow_nothing() -> None:
    log = [given_at(START + number * 30 * DAY, EASY) for number in range(1000)]
    assert replay(log).interval.days == pytest.approx(36500, rel=0.06)


@pytest.mark.parametrize("rating", list(Rating))
def test_the_ends_of_the_calendar_raise_nothing(rating: Rating) -> None:
    for at in (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        for offset in (-720, 840):
            after = review(Memory(), given_at(at, rating, offset))
            assert after.due.year == at.year


def test_rating_neither_sleeps_nor_draws_from_the_global_random_state(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("slept"))
    state = random.getstate()
    replay([given_at(START + days * DAY, GOOD) for days in range(20)])
    assert random.getstate() == state
