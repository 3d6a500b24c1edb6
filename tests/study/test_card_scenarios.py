"""What of a card the sandbox can show."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hashq.study.card_scenarios import answer_beside_run, played_in, scenario_for

BLOCK = "```sandbox\nfleet: 3\n```"


def card(answer: str, question: str = "What happens?", deck: str = "Other"):
    return SimpleNamespace(question=question, answer=answer, deck=deck, tags=(), path="notes.md")


def test_a_block_is_played_and_taken_out_of_the_text():
    shown = card(f"Before.\n{BLOCK}\nAfter.")
    assert len(played_in(shown).instances) == 3
    assert answer_beside_run(shown) == "Before.\nAfter."


@pytest.mark.parametrize("inside", ["fleet: many", "fleet: {instances: 9000}", "a: [b"])
def test_a_block_that_cannot_be_played_stays_in_the_text(inside):
    shown = card(f"Before.\n```sandbox\n{inside}\n```")
    assert played_in(shown) is None
    assert answer_beside_run(shown) == shown.answer


def test_a_cards_own_block_comes_before_its_topic():
    own = scenario_for(card(BLOCK, question="How does CodeDeploy roll back?"))
    assert own.text == "fleet: 3\n"


def test_a_card_without_a_block_offers_what_it_speaks_of():
    assert scenario_for(card("", question="CodeDeploy with Lambda")).name == "lambda-canary"


@pytest.mark.parametrize(
    "question",
    [
        "How does a CloudFormation stack roll back?",
        "What are Beanstalk's deployment policies?",
        "What is an alarm?",
    ],
)
def test_a_card_on_something_else_offers_nothing(question):
    assert scenario_for(card("", question=question)) is None
