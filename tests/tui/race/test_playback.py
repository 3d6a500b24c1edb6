"""One clock over several runs: positions, steps and jumps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.sandbox.events import DeploymentEnded, RolloutHalted, TargetEnded
from hashq.study.lab import compare, read_scenario
from hashq.tui.race.playback import Race, notable, told


def race(text: str) -> Race:
    return Race(compare(read_scenario(text)))


THREE = "compare: [OneAtATime, HalfAtATime, AllAtOnce]\nfail: ['#3']\n"


@pytest.fixture(scope="module")
def three() -> Race:
    return race(THREE)


def test_the_race_lasts_as_long_as_its_longest_run(three):
    assert three.duration == max(timeline.duration for timeline in three.timelines)


def test_before_everything_nothing_has_happened(three):
    assert three.start.counts == (0, 0, 0)


def test_after_everything_every_event_has_happened(three):
    assert three.end.counts == tuple(len(timeline) for timeline in three.timelines)
    assert three.ended(three.end)


def test_each_step_is_exactly_one_event(three):
    playhead, seen = three.start, 0
    while not three.ended(playhead):
        following = three.step(playhead, 1)
        assert sum(following.counts) == seen + 1
        assert three.step(following, -1).counts == playhead.counts
        playhead, seen = following, seen + 1


def test_events_come_in_the_order_of_their_times(three):
    times = [three.at_position(position).time for position in range(sum(three.end.counts) + 1)]
    assert times == sorted(times)


@given(st.integers(-10_000, 400_000))
@settings(max_examples=50)
def test_at_a_time_everything_up_to_it_has_happened(time):
    this = race(THREE)
    playhead = this.at_time(time)
    for timeline, count in zip(this.timelines, playhead.counts, strict=True):
        assert all(event.at <= playhead.time for event in timeline.events[:count])
        assert all(event.at > playhead.time for event in timeline.events[count:])


def test_a_chosen_event_is_the_last_that_has_happened(three):
    for run, timeline in enumerate(three.timelines):
        for index in range(len(timeline)):
            assert three.after_event(run, index).counts[run] == index + 1


def test_jumping_meets_failure_halt_and_end(three):
    met, playhead = set(), three.start
    while (following := three.next_notable(playhead)) is not None:
        for timeline, before, after in zip(three.timelines, playhead.counts, following.counts, strict=True):
            if after > before:
                met.add(type(timeline.events[after - 1]))
        playhead = following
    assert {TargetEnded, RolloutHalted, DeploymentEnded} <= met


def test_jumping_back_undoes_jumping_on(three):
    first = three.next_notable(three.start)
    second = three.next_notable(first)
    assert three.previous_notable(second) == first
    assert three.previous_notable(first) is None


def test_what_is_worth_jumping_to_is_told():
    timeline = race(THREE).timelines[0]
    worth = {index for index, event in enumerate(timeline.events) if notable(event)}
    assert worth <= set(told(timeline))
