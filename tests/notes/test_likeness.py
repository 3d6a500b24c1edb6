"""Which questions are alike, also among very many."""

from __future__ import annotations

from rapidfuzz import fuzz

from hashq.notes.likeness import likeness, similar_pairs


def test_the_measure_is_the_ratio_of_the_wordings_whatever_their_white_space():
    assert likeness("How is  it\ndone?", "How was it done?") == fuzz.ratio(
        "How is it done?", "How was it done?"
    )


def test_pairs_at_the_border_itself_are_left_out():
    one, other = "a" * 100, "a" * 75 + "b" * 25
    assert similar_pairs({0: one}, {0: other}, 75.0) == {}
    assert similar_pairs({0: one}, {0: other}, 74.0) == {(0, 0): 75.0}


def test_nothing_is_like_nothing():
    assert similar_pairs({}, {0: "x"}, 75.0) == {}


def test_among_very_many_questions_reworded_ones_are_found_with_their_rivals(monkeypatch):
    olds = {n: f"What does component number{n} of the fleet do when it starts?" for n in range(300)}
    olds[300] = "Why does zirconium rollback first?"
    news = {
        0: "Why does the zirconium rollback first?",
        1: "Nothing alike",
        2: olds[7].replace("does", "did"),
    }
    everything = similar_pairs(olds, news, 75.0)
    monkeypatch.setattr("hashq.notes.likeness._ALL_PAIRS", 10)
    assert similar_pairs(olds, news, 75.0) == everything
    assert (300, 0) in everything
    assert sum(new == 2 for _, new in everything) > 1
