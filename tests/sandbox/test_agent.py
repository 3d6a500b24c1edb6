"""The agent's polling as arithmetic: when work is taken, how errors back off, what silence costs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashq.sandbox.agent import LONGEST_BACK_OFF, NOT_FINISHED, NOT_STARTED, Polling, answer
from hashq.sandbox.machine import DONE, EVENT_TIMEOUT, START_TIMEOUT
from hashq.sandbox.model import SECOND, Agent


def test_work_is_taken_at_the_next_poll():
    assert Polling(phase=300).next_poll(1_200) == 1_300
    assert Polling(phase=300).next_poll(1_300) == 1_300


def test_polls_of_a_day_are_counted_without_being_made():
    assert Polling().polls(24 * 3_600 * SECOND) == 24 * 3_600 + 1


def test_failing_polls_wait_twice_as_long_each_time():
    """Polls at 0, 2, 6, 14, 30 s fail or succeed: the first at or after 20 s is the one at 30 s."""
    assert Polling(errors_until=20 * SECOND).next_poll(0) == 30 * SECOND


@given(st.integers(0, 10**7), st.integers(0, 999))
def test_an_agent_recovers_within_its_longest_pause(errors_until, phase):
    first = Polling(phase, errors_until=errors_until).next_poll(0)
    assert max(errors_until, phase) <= first <= max(errors_until, phase) + LONGEST_BACK_OFF


@given(st.integers(0, 10**9), st.integers(0, 999))
def test_a_poll_comes_within_one_interval(at, phase):
    assert 0 <= Polling(phase).next_poll(max(at, phase)) - max(at, phase) < SECOND


def test_silence_before_an_event_is_noticed_after_five_minutes():
    told = answer(Agent(answers_until=10_000), Polling(), 10_000, 5_000, DONE)
    assert (told.started, told.ended, told.report) == (None, 10_000 + START_TIMEOUT, NOT_STARTED)


def test_silence_inside_an_event_is_noticed_after_an_hour():
    told = answer(Agent(answers_until=12_000), Polling(), 10_000, 5_000, DONE)
    assert (told.started, told.ended, told.report) == (10_000, 10_000 + EVENT_TIMEOUT, NOT_FINISHED)


def test_an_event_that_takes_over_an_hour_is_given_up():
    assert answer(Agent(), Polling(), 0, EVENT_TIMEOUT + 1, DONE).report is NOT_FINISHED
    assert answer(Agent(), Polling(), 0, EVENT_TIMEOUT, DONE).report is DONE
