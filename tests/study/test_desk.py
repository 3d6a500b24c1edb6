"""The desk: one long list of cards, searched, sorted, read a window at a time."""

from __future__ import annotations

import pytest

from hashq.errors import UsageError
from hashq.scheduling.model import Rating
from hashq.store import full_text, search
from hashq.store.search import Moment, find_numbers
from hashq.study.desk import FIRST, Wanted, orders, while_typing
from hashq.study.query import parse_query


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


def test_cards_added_later_to_the_first_decks_are_found_where_they_stand(services, add, monkeypatch):
    monkeypatch.setattr(search, "FIRST_WALK", 4)
    monkeypatch.setattr(search, "LONGEST_WALK", 8)
    monkeypatch.setattr(full_text, "FEW", 3)
    add([f"n{n:02}" for n in range(20)], deck="zoo")
    add(["late"], deck="ant")
    database = services.database
    for most in range(1, 24):
        for query in (
            "question",
            "question n",
            "question -late",
            "-id:a question deck:zoo",
            "late or question",
        ):
            for backwards in (False, True):
                condition, moment = parse_query(query, ("aws", "zoo", "ant")), Moment("", "2026-03-10", 8)
                found = [
                    find_numbers(database, condition, moment, "note", backwards=backwards, most=limit)
                    for limit in (most, -1)
                ]
                assert found[0] == found[1][:most], (query, most, backwards)


def test_retired_cards_are_counted_only_where_they_are_asked_for(services):
    database = services.database
    with database.transaction():
        database.execute("UPDATE cards SET retired_at = '2026-03-01T00:00:00.000Z' WHERE id = 'b'")
    for query in (
        "question",
        "question b",
        "is:retired question",
        "-b",
        "question -c",
        "a or b",
        "-a -b",
        "deck:aws b",
    ):
        assert services.desk.count(query) == len(services.desk.whole(Wanted(query)).numbers), query
    assert [services.desk.count(query) for query in ("question", "is:retired question")] == [2, 1]


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
