"""Kinds beyond question and answer: made only on request, each card of its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.notes.model import DERIVED
from hashq.notes.parser import parse_note

KINDS = ["cloze", "reversed", "rows"]
LINES = [
    "#Q What is ==it==?", "#Q Which? %% hashq: cloze %%", "%% hashq: rows, reversed %%", "%% hashq: nonsense %%", "%% hashq: basic",
    "Answer: ==one== and ==two==", "==[…]== ==[…]==", "== no hole ==", "`==code==`", "| a | b |", "|---|---|", "| c | ==d== |",
    "|  | e |", "```", "", "---", "(a) first", "plain == words", "=====", "a==b==c==", "^id",
]  # fmt: skip
NOTES = st.lists(st.sampled_from(LINES), max_size=20).map("\n".join)


@given(NOTES)
def test_a_note_that_asks_for_nothing_has_no_siblings(text):
    plain = re.sub("hashq", "hash", text)
    cards = parse_note(plain, "n.md").cards
    assert not [card for card in cards if card.kind in DERIVED or card.family]
    assert len({card.line for card in cards}) == len(cards)


@settings(max_examples=60)
@given(NOTES | st.text(), st.lists(st.sampled_from([*KINDS, "basic"]), min_size=1))
def test_whatever_is_asked_siblings_have_two_sides_and_different_questions(text, asked):
    note = parse_note(f"---\nhashq: [{', '.join(asked)}]\n---\n{text}", "n.md")
    siblings = [card for card in note.cards if card.kind in DERIVED]
    assert all(card.question and card.answer and card.family for card in siblings)
    asked_in = [(card.line, card.kind, card.question) for card in siblings]
    assert len(set(asked_in)) == len(asked_in)


def test_one_more_hole_changes_no_other():
    before = parse_note("#Q %% hashq: cloze %%\n==a== b ==c==", "n.md").cards
    after = parse_note("#Q %% hashq: cloze %%\n==a== ==b== ==c==", "n.md").cards
    assert {(card.question, card.answer) for card in before} < {
        (card.question, card.answer) for card in after
    }


def test_a_row_that_stands_twice_says_so_once():
    cards = parse_note(
        "#Q %% hashq: rows %%\n| K | V |\n|---|---|\n| a | b |\n| a | c |\n| a | b |", "n.md"
    ).cards
    assert [(card.question, card.answer) for card in cards] == [("K: a", "b\nc")]


def test_holes_that_hide_the_same_do_not_tell_each_other():
    cards = parse_note("#Q %% hashq: cloze %%\n==A== b ==a== c ==D==", "n.md").cards
    assert [(card.question, card.answer) for card in cards] == [
        ("[…] b … c D", "A"),
        ("… b […] c D", "a"),
        ("A b a c […]", "D"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_card_asks_for_and_cannot_be_is_told(kind):
    note = parse_note(f"#Q Which? %% hashq: {kind} %%", "n.md")
    assert "kind-without-effect" in [problem.code for problem in note.problems]
    assert [card.kind for card in note.cards] == ["basic"]


def test_an_unknown_kind_is_told():
    note = parse_note("#Q Which?\n%% hashq: closed %%\nAnswer: That.", "n.md")
    assert [(found.code, found.line) for found in note.problems] == [("unknown-kind", 2)]
