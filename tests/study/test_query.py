"""The query language: what each text asks for, and what is told of one that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.store.conditions import (
    All,
    Either,
    Flagged,
    InDecks,
    Measures,
    Named,
    Not,
    PathHas,
    Rated,
    Stands,
    Tagged,
    Words,
)
from hashq.study.query import DEEPEST, MOST_PIECES, parse_query
from hashq.study.query_errors import QueryError

DECKS = ("AWS/CodeDeploy", "AWS/ECS", "AWS/ECS/Tasks", "Networking")
SIGNS = (
    "(",
    ")",
    "-",
    "or",
    '"',
    ":",
    " ",
    "\n",
    "*",
    "--",
    "%",
    "🎓",
    "é",
    "\x00",
    "\ud800",
    "a",
    "7",
    "OR",
)
FIELDS = ("is:", "is:due", "deck:", "prop:", "prop:due<", "rated:", "flag:", "tag:#x", "foo:bar")
FRAGMENTS = st.sampled_from((*SIGNS, *FIELDS))


def parsed(text: str):
    return parse_query(text, DECKS)


def error_in(text: str) -> QueryError | None:
    try:
        parsed(text)
    except QueryError as error:
        return error
    return None


def refused(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parsed(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("", All()),
        ('   ""', All()),
        ("hook", Words("hook")),
        ('"blue green"', Words("blue green", phrase=True)),
        ('"never closed', Words("never closed", phrase=True)),
        ("blue green", All((Words("blue"), Words("green")))),
        ("blue or green", Either((Words("blue"), Words("green")))),
        ('"or"', Words("or", phrase=True)),
        ("-blue", Not(Words("blue"))),
        ("--blue", Words("blue")),
        ("-", Words("-")),
        ("(-)", Words("-")),
        ("half-at-a-time", Words("half-at-a-time")),
        ("a b or c", Either((All((Words("a"), Words("b"))), Words("c")))),
        ("a (b or c)", All((Words("a"), Either((Words("b"), Words("c")))))),
        ("-(b or c)", Not(Either((Words("b"), Words("c"))))),
        ("is:DUE", Stands("due")),
        ("-is:suspended", Not(Stands("suspended"))),
        ("tag:#exam", Tagged("exam")),
        ('tag:"two words"', Tagged("two words")),
        ("path:aws/ec2", PathHas("aws/ec2")),
        ("id:^ABC", Named("abc")),
        ("deck:ecs", InDecks(("AWS/ECS", "AWS/ECS/Tasks"))),
        ("deck:Code*", InDecks(("AWS/CodeDeploy",))),
        ("deck:nowhere", InDecks(())),
        ("rated:7", Rated(7)),
        ("rated:7:again", Rated(7, 1)),
        ("rated:1:4", Rated(1, 4)),
        ("prop:stability<5", Measures("stability", "<", 5.0)),
        ("prop:due<=-1", Measures("due", "<=", -1.0)),
        ("prop:Lapses==3", Measures("lapses", "=", 3.0)),
        ("prop:retrievability<85%", Measures("retrievability", "<", 0.85)),
        ("flag:red", Flagged(1)),
        ("flag:0", Flagged(0)),
        ("arn:aws:codedeploy", Words("arn:aws:codedeploy")),
        ("https://example.com", Words("https://example.com")),
    ],
)
def test_a_query_asks_for_what_it_says(text, condition):
    assert parsed(text) == condition


@pytest.mark.parametrize(
    ("text", "pointed_at", "advice"),
    [
        ("is:nwe", "is:nwe", "is:new"),
        ("hook is:suspendid", "is:suspendid", "is:suspended"),
        ("a dek:x", "dek:x", "deck:"),
        ("rated:soon", "rated:soon", "rated:7"),
        ("rated:0", "rated:0", "rated:7"),
        ("rated:7:agan", "rated:7:agan", "rated:7:again"),
        ("prop:stabilty<5", "prop:stabilty<5", "prop:stability"),
        ("prop:due", "prop:due", "prop:due<5"),
        ("prop:due<soon", "prop:due<soon", "number"),
        ("prop:stability<50%", "prop:stability<50%", "prop:stability<5"),
        ("prop:retrievability<90", "prop:retrievability<90", "prop:retrievability<90%"),
        ("prop:retrievability>-0.1", "prop:retrievability>-0.1", "prop:retrievability>90%"),
        ("tag:aws*", "tag:aws*", "tag:aws"),
        ("flag:redd", "flag:redd", "flag:red"),
        ("is:xyzzy", "is:xyzzy", "is:retired"),
        ("tag: b", "tag:", "tag:NAME"),
        ("a (b", "(", "Close it"),
        ("a) b", ")", '")"'),
        ("a () b", "()", ""),
        ("a or", "or", '"or"'),
        ("or a", "or", '"or"'),
    ],
)
def test_a_wrong_query_is_pointed_at_and_the_nearest_right_word_is_named(text, pointed_at, advice):
    error = refused(text)
    assert text[error.start : error.end] == pointed_at
    assert advice in error.remedy


def test_the_carets_stand_below_what_is_wrong_also_after_wide_characters():
    assert refused("デプロイ is:nwe").excerpt == "デプロイ is:nwe\n         ^^^^^^"


def test_brackets_nested_too_deeply_and_queries_too_long_are_refused():
    assert refused("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1)).start == DEEPEST
    assert "too long" in refused("a " * (MOST_PIECES + 1)).cause


@given(st.text() | st.lists(FRAGMENTS, max_size=20).map("".join))
def test_any_text_is_a_query_or_an_error_with_its_place(text):
    error = error_in(text)
    if error is not None:
        assert 0 <= error.start < error.end <= len(text)
        assert error.excerpt.count("\n") == 1
