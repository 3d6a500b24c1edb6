"""A held key is told from a pressed one by its rhythm."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key

from hashq.tui.key_pace import RELEASE, REPEAT, KeyPace


def decided(presses: list[tuple[str, float]]) -> list[bool]:
    """Which of the key events count as pressed by a person."""
    pace, counted = KeyPace(), []
    for key, at in presses:
        pace = pace.after(key, at)
        counted.append(not pace.held)
    return counted


def test_the_first_press_counts():
    assert decided([("space", 5.0)]) == [True]


def test_the_keyboards_repeat_does_not_count():
    assert decided([("space", 0.0), ("space", 0.033), ("space", 0.066)]) == [True, False, False]


def test_another_key_counts_at_once():
    assert decided([("space", 0.0), ("3", 0.01)]) == [True, True]


def test_a_person_pressing_the_same_key_again_counts():
    assert decided([("space", 0.0), ("space", 0.25)]) == [True, True]


def test_a_short_stutter_does_not_end_a_hold():
    assert decided([("3", 0.0), ("3", 0.05), ("3", 0.05 + RELEASE - 0.1)]) == [True, False, False]


def test_after_a_silence_the_key_counts_again():
    assert decided([("3", 0.0), ("3", 0.05), ("3", 0.06 + RELEASE)]) == [True, False, True]


@given(st.floats(0.2, 0.7), st.floats(0.01, REPEAT - 0.01))
def test_two_seconds_of_holding_count_at_most_twice_the_press_and_the_first_repeat(delay, interval):
    times = [0.0]
    at = delay
    while at < 2:
        times.append(at)
        at += interval
    assert sum(decided([("space", each) for each in times])) <= 2


def waiting(*presses: tuple[str, float]) -> list[Key]:
    keys = []
    for name, at in presses:
        keys.append(Key(name, None))
        keys[-1].time = at
    return keys


def test_a_key_is_held_whose_repeats_wait_already():
    pressed = KeyPace().after("3", 0.0)
    assert pressed.before(waiting(("3", 0.5), ("3", 0.53))).held
    assert not pressed.before(waiting(("3", 0.5), ("space", 0.53), ("space", 0.56))).held
    assert not pressed.before(waiting(("space", 0.5), ("3", 0.53), ("3", 0.56))).held
    assert not pressed.before([]).held
