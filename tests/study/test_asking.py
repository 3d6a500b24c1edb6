"""The askable cards in a row: the same cards in the same order as if all were read, and their texts only when wanted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashq.study.asking import AskableCards, CardsInRow
from hashq.study.choice import EVERYTHING, Choice


class Numbers:
    """Stands in for texts: a card is its number."""

    def of(self, numbers):
        return list(numbers)


@given(st.lists(st.lists(st.integers(0, 99), max_size=4), max_size=8), st.data())
def test_a_row_of_parts_is_the_parts_one_after_the_other(parts, data):
    row = CardsInRow(Numbers(), map(len, parts), parts.__getitem__)
    whole = [number for part in parts for number in part]
    low = data.draw(st.integers(0, len(whole) + 2))
    high = data.draw(st.integers(0, len(whole) + 2))
    assert len(row) == len(whole)
    assert list(row) == whole
    assert list(row[low:high]) == whole[low:high]


def test_cards_stand_by_deck_and_place_and_know_where(services, add):
    add(["x", "y"], deck="aaa")
    cards = AskableCards(services.database)
    assert [card.id for card in cards.all] == ["x", "y", "a", "b", "c"]
    assert [cards.place_of(id_) for id_ in ("x", "y", "a", "b", "c", "z")] == [0, 1, 2, 3, 4, None]


def test_a_suspended_card_is_not_asked_and_still_stands_there(services):
    with services.database.transaction():
        services.database.execute("UPDATE cards SET suspended = 1 WHERE id = 'b'")
    cards = AskableCards(services.database)
    assert [card.id for card in cards.all] == ["a", "b", "c"]
    assert [card.id for card in cards.asked(EVERYTHING)] == ["a", "c"]
    assert [card.id for card in cards.asked(Choice(ids=frozenset("abz")))] == ["a"]


def test_retired_cards_and_cards_without_an_answer_cannot_be_asked(services):
    with services.database.transaction():
        services.database.execute("UPDATE cards SET retired_at = 'now' WHERE id = 'a'")
        services.database.execute("UPDATE cards SET has_answer = 0 WHERE id = 'b'")
    cards = AskableCards(services.database)
    assert [card.id for card in cards.all] == ["c"]
    assert cards.place_of("a") is None


def test_a_deck_is_asked_alone(services, add):
    add(["x"], deck="other")
    cards = AskableCards(services.database)
    assert [card.id for card in cards.asked(Choice("other", ("other",)))] == ["x"]


def test_only_what_is_looked_up_is_read(services, add):
    for deck in range(20):
        add([f"{deck}x{n}" for n in range(5)], deck=f"d{deck:02}")
    asked = []
    services.database.raw.set_trace_callback(asked.append)
    cards = AskableCards(services.database)
    assert cards.all[7].id == "0x4"
    assert len([sql for sql in asked if "JOIN texts" in sql]) == 1
    assert len(asked) == 3


def test_notes_of_one_deck_stand_by_path_whenever_they_were_read(services, add):
    add(["x"], deck="aaa")
    with services.database.transaction():
        services.database.execute("UPDATE cards SET deck = 'aws'")
    assert [card.id for card in AskableCards(services.database).all] == ["x", "a", "b", "c"]
