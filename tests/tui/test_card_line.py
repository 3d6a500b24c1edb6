"""A question on the one line it has in a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.tui.card_line import as_read


@pytest.mark.parametrize(
    ("question", "read"),
    [
        (r"What is $e^{i\pi}+1$?", "What is e^(iπ)+1?"),
        ("Who uses [[IAM#Roles|roles]] and [[S3]]?", "Who uses roles and S3?"),
        ("What is ==marked==?", "What is marked?"),
        ("What does `ls` *list*?", "What does `ls` *list*?"),
        ("It costs $5 and $6", "It costs $5 and $6"),
    ],
)
def test_formulas_links_and_highlights_are_read(question, read):
    assert as_read(question) == read


@given(st.text(max_size=60).map("$".__add__))
def test_any_question_can_be_read(question):
    assert isinstance(as_read(question), str)
