"""An answer being composed: what each key does to each kind of question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashq.quiz.grading import grade
from hashq.quiz.model import Choice, Kind, Question
from hashq.tui.quiz.attempt import begun

LETTERS = "abcdefgh"


def asked(kind, options=4, *, choose=1, rows=(), labels=LETTERS):
    choices = tuple(Choice(labels[at], f"text {at}") for at in range(options))
    return Question("q", "card", kind, "Which?", (labels[0],), choices, rows, choose)


def test_a_label_chooses_and_a_second_one_replaces_it():
    attempt = begun(asked(Kind.MULTIPLE_CHOICE)).pressed_label(1)
    assert attempt.answer == ("b",)
    assert attempt.pressed_label(2).answer == ("c",)


def test_the_cursor_follows_the_label():
    assert begun(asked(Kind.MULTIPLE_CHOICE)).pressed_label(2).at == 2


def test_space_chooses_at_the_cursor():
    assert begun(asked(Kind.MULTIPLE_CHOICE)).moved(3).pressed_space().answer == ("d",)


def test_a_label_that_no_option_has_changes_nothing():
    attempt = begun(asked(Kind.MULTIPLE_CHOICE))
    assert attempt.pressed_label(7) is attempt


def test_the_authors_own_labels_go_before_positions():
    attempt = begun(asked(Kind.MULTIPLE_CHOICE, options=2, labels="ba"))
    assert attempt.pressed_label(0).answer == ("a",)


def test_true_and_false_are_reached_by_position():
    question = Question(
        "q", "card", Kind.TRUE_FALSE, "?", ("true",), (Choice("false", "No"), Choice("true", "Yes"))
    )
    assert begun(question).pressed_label(1).answer == ("true",)


def test_several_are_marked_and_taken_out_again():
    attempt = begun(asked(Kind.MULTIPLE_RESPONSE, choose=2)).pressed_label(2).pressed_label(0)
    assert attempt.answer == ("a", "c")
    assert attempt.lacks == 0
    assert attempt.pressed_label(2).answer == ("a",)


def test_no_more_are_marked_than_wanted():
    full = begun(asked(Kind.MULTIPLE_RESPONSE, choose=2)).pressed_label(0).pressed_label(1)
    assert full.pressed_label(2).given == ("a", "b")


def test_labels_pressed_one_after_another_make_the_order():
    attempt = begun(asked(Kind.ORDER))
    for number in (2, 0, 3):
        attempt = attempt.pressed_label(number)
    assert attempt.answer == ("c", "a", "d", "b")


def test_a_placed_item_pressed_again_is_open_with_those_after_it():
    attempt = begun(asked(Kind.ORDER)).pressed_label(2).pressed_label(0).pressed_label(2)
    assert attempt.placed == 0
    assert attempt.pressed_label(3).shown_order[0] == "d"


def test_space_takes_an_item_up_and_the_cursor_carries_it():
    carried = begun(asked(Kind.ORDER)).pressed_space().moved(2)
    assert carried.answer == ("b", "c", "a", "d")
    assert carried.pressed_space().moved(1).answer == ("b", "c", "a", "d")


def test_an_order_untouched_is_blank():
    assert begun(asked(Kind.ORDER)).moved(1).answer == ()


def test_labels_are_given_to_the_rows_one_after_another():
    attempt = begun(asked(Kind.MATCH, options=3, rows=("x", "y", "z")))
    for number in (1, 2, 0):
        attempt = attempt.pressed_label(number)
    assert attempt.answer == ("b", "c", "a")
    assert attempt.lacks == 0


def test_an_option_belongs_to_one_row_only():
    attempt = begun(asked(Kind.MATCH, options=3, rows=("x", "y", "z"))).pressed_label(1)
    assert attempt.pointed(2).pressed_label(1).given == ("", "", "b")


def test_space_clears_the_row_under_the_cursor():
    attempt = begun(asked(Kind.MATCH, options=3, rows=("x", "y", "z"))).pressed_label(1)
    assert attempt.pointed(0).pressed_space().given == ()


def test_blanks_written_are_no_answer():
    question = Question("q", "card", Kind.TYPED, "?", ("key",))
    assert begun(question).wrote("  ").answer == ()
    assert begun(question).wrote("key").answer == ("key",)


KEYS = st.lists(
    st.one_of(
        st.tuples(st.just("label"), st.integers(0, 7)),
        st.tuples(st.just("space"), st.just(0)),
        st.tuples(st.just("move"), st.integers(-9, 9)),
    ),
    max_size=30,
)


@given(KEYS, st.sampled_from([Kind.MULTIPLE_CHOICE, Kind.MULTIPLE_RESPONSE, Kind.ORDER, Kind.MATCH]))
def test_whatever_is_pressed_the_answer_can_be_graded(keys, kind):
    rows = ("w", "x", "y", "z") if kind is Kind.MATCH else ()
    attempt = begun(asked(kind, choose=2 if kind is Kind.MULTIPLE_RESPONSE else 1, rows=rows))
    for key, number in keys:
        if key == "label":
            attempt = attempt.pressed_label(number)
        elif key == "space":
            attempt = attempt.pressed_space()
        else:
            attempt = attempt.moved(number)
        assert 0 <= attempt.at < attempt.rows
        given_labels = [label for label in attempt.given if label]
        assert len(set(given_labels)) == len(given_labels)
        assert set(given_labels) <= set("abcd")
        if kind is Kind.ORDER and attempt.given:
            assert sorted(attempt.given) == list("abcd")
        grade(attempt.question, attempt.answer)
