"""Grading forgives the hand, not the head."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.quiz.grading import difference, forgiveness, grade, parts_given
from hashq.quiz.model import Choice, Kind, Question


def typed(*accepted: str) -> Question:
    return Question(id="q", card="c", kind=Kind.TYPED, prompt="?", key=accepted)


def choice(kind: Kind = Kind.MULTIPLE_CHOICE, key: tuple[str, ...] = ("b",)) -> Question:
    options = (Choice("a", "One at a time"), Choice("b", "Half at a time"), Choice("c", "All at once"))
    return Question(id="q", card="c", kind=kind, prompt="?", options=options, key=key, choose=len(key))


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("half at a time", "Half at a Time"),
        ("HalfAtATime", "Half at a time"),
        ("application", "**Application**"),
        ("the deployment group", "Deployment groups"),
        ("appspec.yml", "`appspec.yml`"),
        ("cloudwatch", "[[CloudWatch]]"),
        ("security groups", "[[SG | Security Groups]]"),
        ("user guide", "[user guide](https://example.com)"),
        ("blue green", "Blue/green"),
        ("50 %", "50%"),
        ("policies", "policy"),
        ("1000", "1,000"),
        ("1 000", "1,000"),
        ("99,9 %", "99.9%"),
        (".5", "0.5"),
        ("fifteen minutes", "15 minutes"),
        ("twenty-five", "25"),
        ("two hundred", "200"),
        ("15 min", "15 minutes"),
        ("24h", "24 hours"),
        ("5 gigabytes", "5 GB"),
        ("50 percent", "50%"),
        ("50 per cent", "50%"),
        ("AMIs", "AMI"),
        ("VPC's", "VPC"),
        ("R&D", "R and D"),
        ("do not", "don't"),
        ("don’t", "don't"),
        ("−5", "-5"),
        ("5–10", "5-10"),
        ("10^2", "10²"),
        ("80,443", "80, 443"),
        ("80 443", "80, 443"),
        ("1990's", "1990s"),
        ("the 80's", "80s"),
        ("10s", "10 seconds"),
    ],
)
def test_form_is_forgiven(written, accepted):
    assert forgiveness(written, accepted) == "form"


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("aplication", "application"),
        ("lifecylce event", "lifecycle event"),
        ("deploymnet group", "deployment group"),
        ("behavior", "behaviour"),
        ("organization", "organisation"),
        ("resume", "résumé"),
        ("Sao Paulo", "São Paulo"),
        ("life cycel", "lifecycle"),
    ],
)
def test_a_slip_of_the_hand_is_forgiven(written, accepted):
    assert forgiveness(written, accepted) == "spelling"


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("51%", "50%"),
        ("3000 seconds", "3600 seconds"),
        ("unhealthy", "healthy"),
        ("not terminated", "terminated"),
        ("no", "yes"),
        ("green", "blue"),
        ("EC2", "ECS"),
        ("", "anything"),
        ("the", "application"),
        ("-5", "5.0"),
        ("5", "-5"),
        ("15", "1.5"),
        ("12", "1/2"),
        ("230", "2:30"),
        ("102", "10²"),
        ("1.0.0.0.0", "10.0.0.0"),
        ("< 5 minutes", "> 5 minutes"),
        ("a < b", "a > b"),
        ("5 MB", "5 GB"),
        ("5 ms", "5 s"),
        ("O-", "O+"),
        ("-R", "-r"),
        ("can", "can't"),
        ("it is supported", "it isn't supported"),
        ("internal", "external"),
        ("increase", "decrease"),
        ("synchronous", "asynchronous"),
        ("hypotension", "hypertension"),
        ("http", "HTTPS"),
        ("https", "http"),
        ("hepatitis B", "hepatitis A"),
        ("hepatitis", "hepatitis B"),
        ("vitamin", "vitamin A"),
        ("class B network", "class A network"),
        ("demand", "on demand"),
        ("ぱ", "は"),
    ],
)
def test_a_wrong_answer_is_not_forgiven(written, accepted):
    assert forgiveness(written, accepted) is None


def test_a_slip_onto_a_neighbours_answer_is_wrong():
    assert forgiveness("BeforeInstal", "AfterInstall", ["BeforeInstall"]) is None


def test_any_accepted_item_is_right():
    assert grade(typed("EC2", "Lambda", "ECS"), ["lambda"]).right


@pytest.mark.parametrize("written", ["EC2, lambda", "Lambda and ECS", "ecs/ec2", "EC2; Lambda; ECS"])
def test_several_right_items_in_one_text_are_right(written):
    assert grade(typed("EC2", "Lambda", "ECS"), [written]).right


@pytest.mark.parametrize("written", ["EC2, Batch", "Batch or Lambda", ", "])
def test_one_wrong_item_among_several_makes_the_text_wrong(written):
    assert not grade(typed("EC2", "Lambda", "ECS"), [written]).right


def test_a_name_may_be_written_with_whose_it_is():
    assert grade(typed("ECSAllAtOnce"), ["CodeDeployDefault.ECSAllAtOnce"]).right
    assert not grade(typed("CodeDeployDefault.ECSAllAtOnce"), ["Batch.ECSAllAtOnce"]).right


def test_the_difference_is_shown():
    assert difference("helthy", "healthy") == (("same", "he"), ("missing", "a"), ("same", "lthy"))


def test_a_choice_may_be_given_by_label_or_text():
    assert grade(choice(), ["B"]).right
    assert grade(choice(), ["half at a time"]).right
    assert not grade(choice(), ["a"]).right


def test_multiple_response_is_all_or_nothing():
    question = choice(Kind.MULTIPLE_RESPONSE, ("a", "c"))
    assert grade(question, ["c", "a"]).right
    assert not grade(question, ["a"]).right
    assert not grade(question, ["a", "b", "c"]).right


def test_order_matters_where_it_is_asked():
    question = choice(Kind.ORDER, ("c", "a", "b"))
    assert grade(question, ["c", "a", "b"]).right
    assert not grade(question, ["a", "b", "c"]).right


@pytest.mark.parametrize("question", [typed("x"), choice(), choice(Kind.ORDER, ("a", "b", "c"))])
def test_blank_is_wrong(question):
    assert not grade(question, []).right
    assert not grade(question, ["  "]).right


@given(st.sampled_from(list(Kind)), st.lists(st.text()), st.lists(st.text(), max_size=3))
def test_grading_is_total(kind, answer, key):
    question = Question(id="q", card="c", kind=kind, prompt="?", key=tuple(key), options=(Choice("a", "x"),))
    assert grade(question, answer).question == "q"


@given(st.text(), st.text())
def test_the_difference_holds_both_texts(left, right):
    runs = difference(left, right)
    assert "".join(text for sort, text in runs if sort != "extra") == right


@given(st.text(min_size=1).filter(str.strip))
def test_the_key_itself_is_right(text):
    assert grade(typed(text), [text]).right


@pytest.mark.parametrize(("written", "accepted"), [("3", "Three"), ("three", "3"), ("2 hours", "Two hours")])
def test_a_number_may_be_spelled_out(written, accepted):
    assert forgiveness(written, accepted) == "form"


@pytest.mark.parametrize("written", ["four", "4", "33"])
def test_another_number_is_wrong_however_it_is_spelled(written):
    assert forgiveness(written, "Three") is None


def typed_question(*key, rivals=()):
    return Question("q", "c", Kind.TYPED, "?", key, rivals=rivals)


def test_a_slip_that_lands_on_a_neighbouring_answer_is_wrong():
    assert grade(typed_question("BeforeInstall"), ["BeforInstall"]).right
    assert not grade(typed_question("Installing", rivals=("Installed",)), ["Installed"]).right


def test_each_of_several_listed_items_must_be_right():
    question = typed_question("tar", "tgz", "zip")
    assert grade(question, ["zip", "tar"]).right
    assert not grade(question, ["zip", "rar"]).right


CHOICES = Question(
    "q",
    "c",
    Kind.MULTIPLE_RESPONSE,
    "?",
    ("a", "c"),
    (Choice("a", "One"), Choice("b", "Two"), Choice("c", "Three")),
)


@pytest.mark.parametrize(
    "given", ["a, c", "ca", "A C", "a and c", "c & a", "a → c", ["c", "a"], ["One", "three"]]
)
def test_labels_and_texts_are_taken_in_any_way_they_are_written(given):
    assert grade(CHOICES, parts_given(CHOICES, given)).right


@pytest.mark.parametrize("given", ["a", "a, b, c", "", None, True, 7, [], ["a"], "abc", {"a": 1}])
def test_an_incomplete_or_strange_answer_is_wrong(given):
    assert not grade(CHOICES, parts_given(CHOICES, given)).right


@given(
    st.integers(-2000, 2000), st.integers(-2000, 2000), st.sampled_from(["", " %", " minutes", " GB", "s"])
)
def test_another_number_is_never_forgiven(mine, theirs, unit):
    forgiven = forgiveness(f"{mine / 10:g}{unit}", f"{theirs / 10:g}{unit}")
    assert (forgiven is None) == (mine != theirs)
