"""Practice brings back what was missed, and asks what is known in a harder form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashq.quiz.calibration import brier, calibration
from hashq.quiz.grading import grade
from hashq.quiz.model import Choice, Kind, Question
from hashq.quiz.practice import Practice, begin


def choice(number: int) -> Question:
    return Question(
        f"q{number}", f"c{number}", Kind.MULTIPLE_CHOICE, "?", ("a",), (Choice("a", "x"), Choice("b", "y"))
    )


def written(number: int) -> Question:
    return Question(f"t{number}", f"c{number}", Kind.TYPED, "?", ("x",))


def give(practice: Practice, *given: str) -> Practice:
    assert practice.question is not None
    return practice.answered(grade(practice.question, given))


def started(count: int = 10, harder: tuple[int, ...] = ()) -> Practice:
    return begin(
        [choice(number) for number in range(count)], {f"c{number}": written(number) for number in harder}
    )


def test_a_miss_comes_back_after_three_others():
    after = give(started(), "b")
    assert [one.id for one in after.waiting[:5]] == ["q1", "q2", "q3", "q0", "q4"]


def test_a_miss_comes_back_three_times_at_most():
    practice = started(1)
    for _ in range(4):
        practice = give(practice, "b")
    assert practice.question is None
    assert practice.missed == ("c0",)


def test_a_known_choice_comes_back_to_be_written():
    after = give(started(harder=(0,)), "a")
    assert after.waiting[6].id == "t0"


def test_a_written_answer_does_not_come_back():
    practice = give(started(1, harder=(0,)), "a")
    assert give(practice, "x").question is None


def test_an_overruled_miss_counts_as_right_and_stays_away():
    after = give(started(), "b").overruled()
    assert after.done[-1].right
    assert [one.id for one in after.waiting[:4]] == ["q1", "q2", "q3", "q4"]


def test_overruling_twice_changes_nothing():
    once = give(started(harder=(0,)), "b")
    assert once.overruled().overruled() == once


def test_a_grade_for_another_question_is_ignored():
    practice = started()
    assert practice.answered(grade(choice(5), ["a"])) == practice


def test_calibration_compares_what_was_said_with_what_was_right():
    entries = calibration([(90, True), (90, False), (50, True), (None, False)])
    assert [(one.confidence, one.share, one.total) for one in entries] == [(90, 50, 2), (50, 100, 1)]
    assert brier([(100, True), (0, False)]) == 0
    assert brier([(None, True)]) is None


@given(st.lists(st.booleans(), min_size=80, max_size=80))
def test_every_session_ends(rights):
    practice = started(8, harder=(0, 1, 2, 3))
    for right in rights:
        if practice.question is None:
            return
        practice = give(practice, practice.question.key[0] if right else "nonsense")
    assert practice.question is None
