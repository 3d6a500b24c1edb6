"""What sort of thing an answer is, and numbers that could be mistaken for another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.quiz.forms import form, is_name, numbers_near


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5", "number"),
        ("5 minutes", "number"),
        ("Three", "number"),
        ("99.9%", "number"),
        ("/var/log/agent/", "path"),
        ("--type", "flag"),
        ("HOST_COUNT", "capitals"),
        ("OVERWRITE", "capitals"),
        ("S3", "name"),
        ("`appspec.yml`", "dotted"),
        ("AfterInstall", "camel"),
        ("codedeploy-local", "joined"),
        ("Global Secondary Index", "name"),
        ("By deploying it again", "clause"),
        ("It fails as a whole", "clause"),
    ],
)
def test_the_sort_of_an_answer(text, kind):
    assert form(text).kind == kind


def test_numbers_with_other_units_are_of_another_sort():
    assert form("5 minutes") == form("10 minutes") != form("5 hours")


@pytest.mark.parametrize(
    "text", ["The new one", "None", "N − M − 1", "Linux, or Windows", "", "the root of the bundle"]
)
def test_what_a_person_may_word_otherwise_is_no_name(text):
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "near"), [("Three", "Four"), ("1 minute", "2 minutes"), ("400 KB", "800 KB"), ("5%", "10%")]
)
def test_a_wrong_number_has_the_style_of_the_right_one(text, near):
    assert near in numbers_near(text)


@given(st.integers(1, 5000), st.sampled_from(["", " minutes", "%", " KB"]))
def test_wrong_numbers_are_positive_and_never_the_right_one(value, unit):
    found = numbers_near(f"{value}{unit}")
    assert len(found) >= 3
    assert f"{value}{unit}" not in found
    assert not any(text.startswith(("0", "-")) for text in found)


@given(st.text(max_size=40))
def test_any_text_has_a_form(text):
    assert form(text).kind
    assert isinstance(numbers_near(text), tuple)
