"""Decks as a tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashq.study.views import DeckCounts
from hashq.tui.deck_tree import deck_above, deck_tree, folded_to, unfolded

names = st.lists(st.sampled_from(["AWS", "ecs", "S3", "a b"]), min_size=1, max_size=3).map("/".join)
decks = st.lists(
    st.builds(DeckCounts, names, *[st.integers(0, 99)] * 3), max_size=8, unique_by=lambda each: each.deck
)


def test_a_deck_above_sums_those_inside():
    rows = deck_tree(
        [DeckCounts("AWS/ECS", 1, 2, 3), DeckCounts("AWS/S3", 10, 20, 30), DeckCounts("AWS", 5, 0, 0)]
    )
    assert [(row.deck, row.depth, row.new, row.learning, row.review) for row in rows] == [
        ("AWS", 0, 16, 22, 33),
        ("AWS/ECS", 1, 1, 2, 3),
        ("AWS/S3", 1, 10, 20, 30),
    ]


def test_a_closed_deck_hides_what_is_inside_it_only():
    rows = deck_tree([DeckCounts("AWS/ECS", 1, 0, 0), DeckCounts("AWS2", 1, 0, 0)])
    assert [row.deck for row in unfolded(rows, frozenset({"AWS"}))] == ["AWS", "AWS2"]


def test_the_deck_above():
    assert (deck_above("AWS/ECS"), deck_above("AWS")) == ("AWS", "")


@given(decks)
def test_the_top_decks_hold_everything(decks):
    rows = deck_tree(decks)
    tops = [row for row in rows if row.depth == 0]
    assert sum(row.waits for row in tops) == sum(each.new + each.learning + each.review for each in decks)


@given(decks)
def test_every_deck_comes_after_the_one_it_is_in(decks):
    seen = {""}
    for row in deck_tree(decks):
        assert deck_above(row.deck) in seen
        seen.add(row.deck)


def test_a_long_tree_is_folded_from_its_deepest_decks_up():
    rows = deck_tree([DeckCounts(f"Vault/area{n % 20}/note{n}", 0, 0, 1) for n in range(300)])
    assert len(unfolded(rows, folded_to(rows, 200))) == 21
    assert [row.deck for row in unfolded(rows, folded_to(rows, 5))] == ["Vault"]
    assert folded_to(rows, 1000) == frozenset()
