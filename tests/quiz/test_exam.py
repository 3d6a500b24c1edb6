"""An exam keeps every answer, counts only its own time, and says what it came to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashq.quiz.exam import CERTIFICATION, Exam, Rules, result, retake
from hashq.quiz.model import Choice, Kind, Question


def question(number: int, deck: str = "AWS", tags: tuple[str, ...] = ()) -> Question:
    options = (Choice("a", "right"), Choice("b", "wrong"))
    return Question(
        f"q{number}", f"c{number}", Kind.MULTIPLE_CHOICE, "?", ("a",), options, deck=deck, tags=tags
    )


def exam(count: int = 4, seconds: int | None = 100) -> Exam:
    return Exam(tuple(question(number) for number in range(count)), Rules(count, seconds))


def test_the_certification_preset_is_65_questions_in_130_minutes_with_720_to_pass():
    assert (CERTIFICATION.count, CERTIFICATION.seconds, CERTIFICATION.pass_mark) == (65, 7800, 720)


def test_an_answer_can_be_changed_until_it_is_handed_in():
    begun = exam().answered(["b"]).answered(["a"])
    assert begun.answer("q0").given == ("a",)
    assert begun.submit().answered(["b"]).answer("q0").given == ("a",)


def test_time_is_counted_for_the_question_on_the_screen():
    done = exam().ticked(5).moved(1).ticked(7).moved(0).ticked(1)
    assert done.answer("q0").seconds == 6
    assert done.answer("q1").seconds == 7
    assert done.used == 13


def test_it_hands_itself_in_when_time_is_up():
    late = exam().answered(["a"]).ticked(1000)
    assert late.submitted
    assert late.used == 100
    assert late.seconds_left == 0


def test_time_never_runs_backwards():
    assert exam().ticked(-5).used == 0


def test_marks_and_blanks_are_found():
    begun = exam().answered(["a"]).moved(2).toggled_mark()
    assert begun.unanswered() == (1, 2, 3)
    assert begun.marked() == (2,)


def test_the_score_is_scaled_to_a_thousand():
    half = exam(2).answered(["a"])
    assert result(half).score == 500
    assert not result(half).passed
    assert result(half.moved(1).answered(["a"])).passed


def test_the_weakest_deck_comes_first():
    asked = (question(0, "B"), question(1, "A", ("hook",)), question(2, "A", ("hook",)))
    outcome = result(Exam(asked, Rules(3)).answered(["a"]).moved(1).answered(["a"]))
    assert [(share.name, share.right, share.total) for share in outcome.by_deck] == [("A", 1, 2), ("B", 1, 1)]
    assert [(share.name, share.right, share.total) for share in outcome.by_tag] == [("hook", 1, 2)]


def test_the_wrong_ones_can_be_taken_again_in_their_share_of_the_time():
    again = retake(exam().answered(["a"]))
    assert [one.id for one in again.questions] == ["q1", "q2", "q3"]
    assert again.rules.seconds == 75
    assert again.used == 0


def test_an_exam_without_questions_scores_nothing():
    assert result(Exam((), Rules(0))).score == 0


@given(st.lists(st.floats(-10, 50, allow_nan=False)), st.lists(st.integers(-2, 9)))
def test_used_time_never_exceeds_the_limit(ticks, moves):
    running = exam()
    for seconds, to in zip(ticks, moves, strict=False):
        running = running.moved(to).ticked(seconds)
    assert 0 <= running.used <= 100
    assert sum(running.answer(one.id).seconds for one in running.questions) <= 100.0001
