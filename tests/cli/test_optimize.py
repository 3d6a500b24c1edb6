"""optimize: too few reviews, a missing extra and nothing to take back are told."""

from __future__ import annotations


def test_too_few_reviews_are_told_with_what_is_needed(hashq, cards):
    ran = hashq("optimize")
    assert ran.code == 2
    assert "reviews to learn from" in ran.err


def test_nothing_to_take_back_is_told(hashq, cards):
    ran = hashq("optimize", "--revert")
    assert ran.code == 2
    assert "nothing to take back" in ran.err
