"""Which differences between two texts do not make a card another card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.notes.fingerprint import fingerprint, normal_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is CodeDeploy?", "what is  codedeploy?"),
        ("What is CodeDeploy?", "What is **CodeDeploy**?"),
        ("Name `appspec.yml`.", "Name appspec.yml."),
        ("Where does [[CloudWatch]] log?", "Where does CloudWatch log?"),
        ("Open [[SG | Security Groups]].", "Open Security Groups."),
        ("Open [the console](https://example.org/a).", "Open the console."),
        ("![[fleet.png|384]]", "![[fleet.png | 300]]"),
        ("one\r\ntwo", "one\ntwo"),
        ("a\u00a0b", "a b"),
        ("- one\n- two", "* one\n* two"),
        ("caf\u00e9", "cafe\u0301"),
        ("it is _really_ gone", "it is really gone"),
    ],
)
def test_decoration_case_and_blanks_do_not_make_another_text(one, other):
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is HOST_COUNT?", "What is HOSTCOUNT?"),
        ("![[a.png]]", "![[b.png]]"),
        ("Is it 5 %?", "Is it 50 %?"),
        ("***", "---"),
    ],
)
def test_other_words_make_another_text(one, other):
    assert fingerprint(one) != fingerprint(other)


def test_blank_text_has_no_fingerprint():
    assert fingerprint(" \n\t\u00a0") == ""


@given(st.text())
def test_the_normal_form_of_a_normal_form_never_fails_and_blank_means_blank(text):
    assert (fingerprint(text) == "") == (not text.split())
    assert "\n" not in normal_form(text)
