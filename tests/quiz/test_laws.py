"""What holds of every question, whatever the notes say."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.quiz.fold import folded, squeezed
from hashq.quiz.grading import grade
from hashq.quiz.makers import make_quiz
from hashq.quiz.model import Kind
from hashq.quiz.pool import Pool
from hashq.quiz.source import SourceCard

WORDS = st.sampled_from(
    ["agent", "Install", "`appspec.yml`", "the **group**", "10%", "5 minutes", "HOST_COUNT", "zip", "a fleet", "i-1",
     "Blue/green", "[[S3]]", "*stop*", "wait", "No", "Ünï", "50", "e.g.", "One at a time", "NOT", "?"]
)  # fmt: skip
PHRASES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
QUESTIONS = st.tuples(
    st.sampled_from(["What is", "Which steps has", "How many are", "Can", "In which order do", "Why"]),
    PHRASES,
).map(" ".join)


def table(rows):
    return "\n".join(
        ["| Name | Meaning |", "| --- | --- |", *(f"| {one} | {other} |" for one, other in rows)]
    )


PAIRS = st.lists(st.tuples(PHRASES, PHRASES), min_size=1, max_size=7)
ANSWERS = st.one_of(
    PHRASES,
    PHRASES.map(lambda text: f"No. {text}"),
    PAIRS.map(table),
    PAIRS.map(lambda pairs: "\n".join(f"- {one}: {other}" for one, other in pairs)),
    st.lists(PHRASES, min_size=1, max_size=9).map(
        lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
    ),
    st.text(max_size=60),
)
LIBRARIES = st.lists(
    st.tuples(QUESTIONS, ANSWERS, st.sampled_from(["a", "b/c"])), min_size=1, max_size=9
).map(
    lambda drawn: [
        SourceCard(f"k{number}", deck, "/n.md", number + 1, question, answer)
        for number, (question, answer, deck) in enumerate(drawn)
    ]
)
SEEDS = st.integers(0, 10**6)
few = settings(max_examples=settings.default.max_examples * 3 // 10)


def questions(cards, seed):
    in_order = sorted(cards, key=lambda card: (card.deck, card.path, card.line))
    return make_quiz(in_order, Pool(in_order), count=40, seed=seed).questions


@few
@given(LIBRARIES, SEEDS)
def test_the_key_is_among_the_options(cards, seed):
    for question in questions(cards, seed):
        labels = [option.label for option in question.options]
        assert question.key
        assert question.kind is Kind.TYPED or set(question.key) <= set(labels)
        assert len(set(labels)) == len(labels)


@few
@given(LIBRARIES, SEEDS)
def test_options_differ_when_case_punctuation_and_markdown_are_folded_away(cards, seed):
    for question in questions(cards, seed):
        for fold in (folded, squeezed):
            shown = [fold(option.text) for option in question.options]
            assert len(set(shown)) == len(shown)


@few
@given(LIBRARIES, SEEDS)
def test_no_option_is_empty_or_longer_than_120_characters(cards, seed):
    for question in questions(cards, seed):
        assert all(0 < len(option.text) <= 120 for option in question.options)


@few
@given(LIBRARIES, SEEDS)
def test_the_same_cards_and_seed_give_the_same_quiz(cards, seed):
    assert questions(cards, seed) == questions(list(cards), seed)


@few
@given(LIBRARIES, SEEDS)
def test_another_library_of_the_same_notes_gives_the_same_quiz(cards, seed):
    # Ids are drawn anew for each library; only cards that say exactly the same in the same place could change places.
    again = [replace(card, id=f"{hash(card) % 997}x{number}") for number, card in enumerate(cards)]
    one, other = questions(cards, seed), questions(again, seed)
    assert [(q.prompt, q.options, q.key) for q in one] == [(q.prompt, q.options, q.key) for q in other]


@few
@given(LIBRARIES, SEEDS)
def test_a_prompt_never_holds_its_key_unless_the_author_wrote_it(cards, seed):
    asked = {card.id: card.question for card in cards}
    for question in questions(cards, seed):
        texts = {option.label: option.text for option in question.options}
        if question.kind is Kind.TRUE_FALSE:
            continue
        added = f" {folded(question.prompt.removeprefix(asked[question.card]))} "
        for right in question.key:
            assert f" {folded(texts.get(right, right))} " not in added


@few
@given(LIBRARIES, SEEDS)
def test_giving_the_key_is_right_and_giving_nothing_is_wrong(cards, seed):
    for question in questions(cards, seed):
        best = question.key[:1] if question.kind is Kind.TYPED else question.key
        assert grade(question, best).right
        assert not grade(question, ()).right


@few
@given(LIBRARIES, SEEDS, st.lists(st.text(max_size=30), max_size=4))
def test_any_answer_gets_a_grade(cards, seed, given_answer):
    for question in questions(cards, seed):
        assert grade(question, given_answer).question == question.id


@few
@given(LIBRARIES, SEEDS)
def test_ids_are_distinct(cards, seed):
    ids = [question.id for question in questions(cards, seed)]
    assert len(set(ids)) == len(ids)


def test_right_answers_stand_at_every_place_equally_often():
    rows = list(
        zip(
            ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"],
            ["red", "blue", "green", "white", "black", "grey"],
            strict=True,
        )
    )
    cards = [SourceCard("k0", "d", "/n.md", 1, "What is each?", table(rows))]
    pool = Pool(cards)
    places = dict.fromkeys("abcd", 0)
    for seed in range(400):
        (question,) = make_quiz(cards, pool, count=1, seed=seed, kinds={Kind.CELL}).questions
        places[question.key[0]] += 1
    assert all(70 <= count <= 130 for count in places.values())


def test_a_quiz_does_not_depend_on_the_hash_seed_of_the_process():
    code = """
from hashq.quiz.makers import make_quiz
from hashq.quiz.pool import Pool
from hashq.quiz.source import SourceCard
cards = [SourceCard(f"k{n}", "d", "/n", n, f"Which agent part {n} is it?", "\\n".join(f"- item {n} {m}" for m in range(4)))
         for n in range(8)]
print([q.id for q in make_quiz(cards, Pool(cards), count=20, seed=3).questions])
"""

    def run(hash_seed):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        return subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, check=True
        ).stdout

    assert run("1") == run("2")
