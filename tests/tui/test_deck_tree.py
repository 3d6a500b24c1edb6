"""Decks as a tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashq.study.decks import with_parents
from hashq.study.views import DeckCounts
from hashq.tui.deck_tree import deck_above, deck_tree, folded_to, unfolded

names = st.lists(st.sampled_from(["AWS", "ecs", "S3", "a b"]), min_size=1, max_size=3).map("/".join)
decks = st.sets(names, max_size=8).map(
    lambda names: [DeckCounts(name, 1, 2, 3) for name in sorted(with_parents(names))]
)


def test_a_deck_above_stands_before_those_inside():
    rows = deck_tree(
        [DeckCounts("aws/s3", 10, 20, 30), DeckCounts("AWS/ECS", 1, 2, 3), DeckCounts("AWS", 5, 0, 7)]
    )
    assert [(row.deck, row.depth, row.holds, row.new, row.learning, row.review) for row in rows] == [
        ("AWS", 0, True, 5, 0, 7),
        ("AWS/ECS", 1, False, 1, 2, 3),
        ("aws/s3", 1, False, 10, 20, 30),
    ]


def test_a_closed_deck_hides_what_is_inside_it_only():
    rows = deck_tree([DeckCounts(name, 1, 0, 0) for name in ("AWS", "AWS/ECS", "AWS2")])
    assert [row.deck for row in unfolded(rows, frozenset({"AWS"}))] == ["AWS", "AWS2"]


def test_the_deck_above():
    assert (deck_above("AWS/ECS"), deck_above("AWS")) == ("AWS", "")


@given(decks)
def test_every_deck_has_one_row(decks):
    assert sorted(row.deck for row in deck_tree(decks)) == [each.deck for each in decks]


@given(decks)
def test_every_deck_comes_after_the_one_it_is_in(decks):
    seen = {""}
    for row in deck_tree(decks):
        assert deck_above(row.deck) in seen
        seen.add(row.deck)


def test_a_long_tree_is_folded_from_its_deepest_decks_up():
    names = with_parents(f"Vault/area{n % 20}/note{n}" for n in range(300))
    rows = deck_tree([DeckCounts(name, 0, 0, 1) for name in names])
    assert len(unfolded(rows, folded_to(rows, 200))) == 21
    assert [row.deck for row in unfolded(rows, folded_to(rows, 5))] == ["Vault"]
    assert folded_to(rows, 1000) == frozenset()
