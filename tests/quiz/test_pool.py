"""What is near a card: in a large library what stands before and after it, and nothing else is looked at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.quiz import pool as pools
from hashq.quiz.fold import squeezed
from hashq.quiz.makers import MAKERS, make, make_quiz
from hashq.quiz.pool import Pool
from hashq.quiz.source import SourceCard


class Watched(list):
    """Cards that remember which of them were looked at."""

    def __init__(self, cards):
        super().__init__(cards)
        self.seen = set()

    def __getitem__(self, at):
        self.seen |= set(range(len(self))[at]) if isinstance(at, slice) else {at}
        return super().__getitem__(at)


@pytest.fixture
def large(monkeypatch):
    """A hundred cards are many, and three on either side are near."""
    monkeypatch.setattr(pools, "WHOLE", 99)
    monkeypatch.setattr(pools, "REACH", 3)


def card(number):
    port = f"{number * 7 % 900 + 80}"
    return SourceCard(
        f"k{number}", f"d{number // 5}", "/n.md", number % 5, f"Which port has service {number}?", port
    )


def pool_of(cards):
    places = {f"k{number}": number for number in range(len(cards))}
    return Pool(cards, places.get)


def test_a_quiz_in_a_large_library_looks_at_the_cards_drawn_and_what_is_near_them(large):
    cards = Watched(card(number) for number in range(1_000))
    quiz = make_quiz(cards, pool_of(cards), count=4, seed=1)
    drawn = {int(question.card[1:]) for question in quiz.questions}
    assert cards.seen == {near for place in drawn for near in range(max(0, place - 3), min(1_000, place + 4))}


def test_a_small_library_is_near_as_a_whole():
    cards = Watched(card(number) for number in range(20))
    pool_of(cards).relatives(cards[0])
    assert cards.seen == set(range(20))


@pytest.mark.parametrize("edited", [30, 46, 54, 90])
def test_a_note_far_off_changes_no_question(large, edited):
    before = [card(number) for number in range(100)]
    after = list(before)
    after[edited] = SourceCard(
        before[edited].id, before[edited].deck, "/n.md", 9, "Which port is new?", "- 430\n- 431"
    )
    one, other = pool_of(before), pool_of(after)
    assert [make(before[50], kind, one, 7) for kind in MAKERS] == [
        make(after[50], kind, other, 7) for kind in MAKERS
    ]


@given(st.integers(0, 99), st.integers(1, 10))
def test_siblings_are_of_the_deck_and_nearest_first(place, reach):
    cards = [card(number) for number in range(100)]
    near = [int(other.id[1:]) for other in pool_of(cards).siblings(cards[place])]
    assert sorted(near) == [n for n in range(100) if n // 5 == place // 5 and n != place]
    assert [abs(n - place) for n in near] == sorted(abs(n - place) for n in near)


NAMES = st.sampled_from(
    [
        "One at a time",
        "OneAtATime",
        "`one_at_a_time`",
        "[one](u) at a time",
        "Ｏne at a time",
        "10%",
        "10",
        "S3",
    ]
)


@given(NAMES, st.lists(NAMES, min_size=2, max_size=4))
def test_a_group_is_found_by_any_writing_of_a_name_in_it(name, items):
    listed = SourceCard("k1", "d", "/n.md", 2, "Which are there?", "\n".join(f"- {item}" for item in items))
    asking = SourceCard("k0", "d", "/n.md", 1, "Which one is it?", name)
    found = Pool([asking, listed]).groups_with(asking, name)
    assert bool(found) == (squeezed(name) in {squeezed(item) for item in items})
