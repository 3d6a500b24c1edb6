"""When a card is a leech, and when that is said."""

from __future__ import annotations

from hashq.scheduling.leeches import is_leech, is_leech_alarm


def test_a_card_is_a_leech_from_the_threshold_on() -> None:
    assert [is_leech(lapses, 8) for lapses in (0, 7, 8, 9, 30)] == [False, False, True, True, True]


def test_a_threshold_of_zero_knows_no_leeches() -> None:
    assert not any(is_leech(lapses, 0) or is_leech_alarm(lapses, 0) for lapses in range(50))


def test_a_leech_is_told_at_the_threshold_and_every_half_threshold_after() -> None:
    assert [lapses for lapses in range(25) if is_leech_alarm(lapses, 8)] == [8, 12, 16, 20, 24]


def test_half_an_odd_threshold_is_rounded_up() -> None:
    assert [lapses for lapses in range(18) if is_leech_alarm(lapses, 5)] == [5, 8, 11, 14, 17]


def test_a_threshold_of_one_tells_every_lapse() -> None:
    assert [lapses for lapses in range(5) if is_leech_alarm(lapses, 1)] == [1, 2, 3, 4]
