"""optimize: what it tells, and that it changes something only with consent and for the better."""

from __future__ import annotations

import pytest

from hashq.scheduling.parameters import DEFAULT_WEIGHTS

DAYS = [f"2026-01-{day:02}T12:00:00+00:00" for day in (1, 5, 9, 13, 17, 21, 25, 29)]
STRONGER = (*DEFAULT_WEIGHTS[:3], 90.0, *DEFAULT_WEIGHTS[4:])
WEAKER = (*DEFAULT_WEIGHTS[:3], 0.5, *DEFAULT_WEIGHTS[4:])


@pytest.fixture
def learned(hashq, cards, monkeypatch):
    """Two cards that were always easy, and are enough to learn from."""
    monkeypatch.setattr("hashq.scheduling.optimize.ENOUGH_REVIEWS", 1)
    monkeypatch.setattr("hashq.scheduling.optimize.fit.__kwdefaults__", {"enough": 1})
    for day in DAYS:
        for card in cards:
            hashq("rate", card, "easy", "--at", day)


def trained_to(monkeypatch, weights):
    monkeypatch.setattr("hashq.scheduling.fsrs_trainer.train", lambda _: weights)


def test_too_few_reviews_are_told_with_what_is_needed(hashq, cards):
    ran = hashq("optimize")
    assert ran.code == 2
    assert "reviews to learn from" in ran.err


def test_nothing_to_take_back_is_told(hashq, cards):
    ran = hashq("optimize", "--revert")
    assert ran.code == 2
    assert "nothing to take back" in ran.err


def test_it_says_what_it_would_change_and_how_to_agree(hashq, learned, monkeypatch):
    trained_to(monkeypatch, STRONGER)
    ran = hashq("optimize")
    assert "always good waits" in ran.out
    assert "--apply" in ran.out
    told = hashq("optimize", "--json").json
    assert len(told["before"]["intervals"]) == len(told["after"]["intervals"]) == 4
    assert told["taken_up"] is False


def test_weights_that_predict_better_are_taken_up_once_and_taken_back_whole(hashq, learned, monkeypatch):
    trained_to(monkeypatch, STRONGER)
    assert hashq("optimize", "--apply", "--json").json["taken_up"]
    assert not hashq("optimize", "--apply", "--json").json["taken_up"]
    assert hashq("optimize", "--revert", "--json").json == {"reverted": True}
    assert hashq("optimize", "--revert").code == 2


def test_weights_that_predict_no_better_are_never_taken_up(hashq, learned, monkeypatch):
    trained_to(monkeypatch, WEAKER)
    assert "keep them" in hashq("optimize", "--apply").out
    assert hashq("optimize", "--revert").code == 2
