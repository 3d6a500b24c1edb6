"""Notes of AOSR: its signs, and the cards they make."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashq.notes.formats.aosr import as_native, is_aosr
from hashq.notes.formats.registry import NATIVE, format_of
from hashq.notes.lines import split_lines


def cards(text):
    found = format_of("/a.md", text)
    assert found.name == "aosr"
    return found.parse(text, "/a.md").cards


def sides(text):
    return [(card.question, card.answer) for card in cards(text)]


def test_the_plugins_ids_or_a_lone_question_mark_are_its_signs():
    assert is_aosr("/a.md", "#Q #AOSR/3e5ep\nWhat floats?\nBoats.")
    assert is_aosr("/a.md", "#Q\nWhat floats\n?\nBoats.")
    assert is_aosr("/a.md", "#Q\nWhat floats\n? %%AOSR/3e5ep/m/1%%\nBoats.")


def test_a_question_mark_outside_a_block_or_in_code_is_no_sign():
    for text in ("#Q What floats?\nBoats.\n\n?\n", "#Q What?\n```\n?\n```\n", "Is it\n?\n#Q What?\nThis."):
        assert format_of("/a.md", text) is NATIVE


def test_a_lone_question_mark_divides_question_and_answer():
    assert sides("#Q\nWhat keeps\nit afloat\n?\nAir.\nMuch air.") == [
        ("What keeps\nit afloat", "Air.\nMuch air.")
    ]


def test_a_blank_line_ends_a_card():
    assert sides("#Q\nWhat floats\n?\nBoats.\n\nProse of its own.\n\n#Q\nWhat sinks\n?\nStones.") == [
        ("What floats", "Boats."),
        ("What sinks", "Stones."),
    ]


def test_a_closing_tag_ends_a_card_that_has_blank_lines_and_code():
    text = "#Q\nHow is it tied\n?\nSo:\n\n```\nloop\n\npull\n```\n\nTightly.\n#/Q \n\nProse."
    assert sides(text) == [("How is it tied", "So:\n\n```\nloop\n\npull\n```\n\nTightly.")]


def test_stars_divide_a_block_into_cards():
    text = "#Q #AOSR/1\nKeel::The beam below #AOSR/1/s/2\n***\nWhat floats\n?\nBoats.\n***\nMast::Holds sails\nhigh up\n***\n"
    assert sides(text) == [
        ("Keel", "The beam below"),
        ("What floats", "Boats."),
        ("Mast", "Holds sails\nhigh up"),
    ]


def test_stars_between_one_question_and_one_answer_divide_those():
    text = "#Q\nWhat floats?\n***\nBoats.\n\n#Q\nWhat sinks\n?\nStones."
    assert sides(text) == [("What floats?", "Boats."), ("What sinks", "Stones.")]


def test_three_colons_ask_both_ways():
    text = "#Q #AOSR/1\nKeel:::The beam below"
    assert sides(text) == [("Keel", "The beam below"), ("The beam below", "Keel")]


def test_colons_in_code_or_in_an_address_divide_nothing():
    text = "#Q #AOSR/1\nWhat is `std::swap` for?\nTo swap.\n\n#Q\nSee `a::b`::an example"
    assert sides(text) == [("What is `std::swap` for?", "To swap."), ("See `a::b`", "an example")]


def test_a_marked_word_is_a_hole():
    ((question, answer),) = sides("#Q #AOSR/1\nA keel is a ==beam== below.")
    assert (question, answer) == ("A keel is a […] below.", "beam")


def test_ids_are_neither_text_nor_tags():
    (card,) = cards("#Q #AOSR/1 #sea\nWhat floats\n? #AOSR/1/m/2\nBoats.")
    assert (card.question, card.answer, card.tags) == ("What floats", "Boats.", ("sea",))


def test_holes_below_a_question_are_asked_with_it():
    first, second = sides(
        "#Q #AOSR/1\nName the parts\n* It has ==a keel== #AOSR/1/c/2 and ==a mast==.\n#/Q\n"
    )
    assert first == ("Name the parts\n\n* It has […] and a mast.", "a keel")
    assert second == ("Name the parts\n\n* It has a keel and […].", "a mast")


def test_a_path_that_is_named_like_the_plugin_stays():
    (card,) = cards("#Q #AOSR/1\nWhat floats\n?\n![[AOSR/boat.png]] in notes/AOSR/sea")
    assert card.answer == "![[AOSR/boat.png]] in notes/AOSR/sea"


def test_cards_know_their_lines():
    text = "Prose.\n\n#Q #AOSR/1\nKeel::beam\n***\nMast::pole\n"
    assert [card.line for card in cards(text)] == [3, 5]


def test_a_plain_card_among_them_keeps_its_answer_below_a_blank_line():
    text = "#Q\nWhat floats\n?\nBoats.\n\n#Q What sinks?\n\nAnswer: Stones.\n"
    assert sides(text) == [("What floats", "Boats."), ("What sinks?", "Stones.")]


LINES = st.lists(
    st.sampled_from(
        ["#Q", "#Q #AOSR/1", "?", "? #AOSR/1/m/2", "***", "", "a::b", "a:::b", "a ==b== c", "```", "#/Q", "---", "# h", "words"]
    ),
    max_size=14,
).map("\n".join)  # fmt: skip


@given(LINES)
def test_as_a_plain_note_it_has_as_many_lines(text):
    assert len(split_lines(as_native(text))) == len(split_lines(text))


@given(LINES)
def test_no_word_of_a_block_is_lost(text):
    before, after = as_native(text), text
    assert before.count("words") == after.count("words")
