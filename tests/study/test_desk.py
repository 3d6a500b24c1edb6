"""The desk: one long list of cards, searched, sorted, read a window at a time."""

from __future__ import annotations

import pytest

from hashq.errors import UsageError
from hashq.scheduling.model import Rating
from hashq.study.desk import FIRST, Wanted, orders, while_typing


def ids(services, numbers) -> list[str]:
    return [card.id for card in services.desk.cards(numbers)]


def test_a_list_is_the_same_read_at_once_and_read_whole(services):
    for order in orders():
        for backwards in (False, True):
            wanted = Wanted("question", order, backwards)
            assert services.desk.first(wanted).numbers == services.desk.whole(wanted).numbers


def test_a_long_list_begins_with_its_first_cards_and_says_that_there_are_more(services, add):
    add([f"n{n:03}" for n in range(FIRST)], deck="more")
    wanted = Wanted()
    first, whole = services.desk.first(wanted), services.desk.whole(wanted)
    assert (len(first.numbers), first.whole) == (FIRST, False)
    assert (len(whole.numbers), whole.whole) == (FIRST + 3, True)
    assert whole.numbers[:FIRST] == first.numbers
    assert services.desk.count("") == FIRST + 3


def test_the_words_of_a_broad_search_find_the_same_in_every_way(services, add):
    add([f"n{n:04}" for n in range(4_100)], deck="more")
    wanted = Wanted("question")
    assert services.desk.first(wanted).numbers == services.desk.whole(wanted).numbers[:FIRST]
    assert services.desk.count("question") == 4_103


def test_cards_are_read_in_the_order_asked_for(services):
    numbers = services.desk.whole(Wanted()).numbers
    assert ids(services, reversed(numbers)) == ["c", "b", "a"]
    assert ids(services, [numbers[1], 999]) == ["b"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("note", "abc"),
        ("due", "bac"),
        ("reviews", "bac"),
        ("question", "abc"),
        ("lapses", "abc"),
        ("hardest", "bac"),
    ],
)
def test_a_list_is_sorted(services, clock, order, expected):
    services.study.rate_card("b", Rating.AGAIN)
    services.study.rate_card("b", Rating.AGAIN)
    services.study.rate_card("a", Rating.GOOD)
    numbers = services.desk.whole(Wanted(order=order)).numbers
    assert "".join(ids(services, numbers)) == expected
    backwards = services.desk.whole(Wanted(order=order, backwards=True)).numbers
    assert list(backwards) == list(reversed(numbers))


def test_an_order_nobody_knows_is_refused(services):
    with pytest.raises(UsageError, match="colour"):
        services.desk.first(Wanted(order="colour"))


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("w", ""),
        ("what i", "what"),
        ("a -", "a"),
        ("a -b", "a"),
        ("half-a", "half-a"),
        ("what is", "what is"),
        ("is:n", "is:n"),
        ("桜", "桜"),
        ("what i ", "what i "),
    ],
)
def test_a_word_of_one_letter_is_not_searched_for_while_it_is_typed(typed, searched):
    assert while_typing(typed) == searched


def test_the_ids_of_a_query(services):
    assert services.desk.ids("id:a or id:b") == {"a", "b"}
