"""The query language of `hashq cards`."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.errors import UsageError
from hashq.scheduling.model import Rating
from hashq.store.search import Condition
from hashq.study.query import decks_called, parse_query

DECKS = ["vault/aws/S3", "vault/dev/S3", "Latin"]


def test_words_phrases_and_terms_are_conditions_in_their_order():
    assert parse_query('fleet "blue green" -tag:#Old is:NEW path:aws', DECKS) == (
        Condition("word", "fleet"),
        Condition("phrase", "blue green"),
        Condition("tag", "Old", negated=True),
        Condition("is", "new"),
        Condition("path", "aws"),
    )


def test_a_deck_term_takes_every_deck_of_that_name_with_its_sub_decks():
    (condition,) = parse_query('deck:"s3"', DECKS)
    assert json.loads(condition.value) == ["vault/aws/S3", "vault/dev/S3"]
    assert decks_called("vault", DECKS) == ["vault/aws/S3", "vault/dev/S3"]


def test_a_colon_after_an_unknown_word_is_part_of_the_word():
    assert parse_query("arn:aws:s3", DECKS) == (Condition("word", "arn:aws:s3"),)


@given(st.text(max_size=40))
def test_any_text_without_a_standing_is_a_query(text):
    if "is:" in text:
        return
    assert all(condition.value for condition in parse_query(text, DECKS))


def test_an_unknown_standing_is_refused_by_name():
    with pytest.raises(UsageError, match="is:tired is not known"):
        parse_query("fleet is:tired", DECKS)


@pytest.fixture
def library(opened, tmp_path):
    services = opened()
    (tmp_path / "n.md").write_text(
        "".join(f"#Q Question {word}?\nAnswer: About {word}.\n---\n" for word in ("ant", "bee", "cat", "dog"))
        + "#Q Unanswered?\nAnswer:\n"
    )
    services.library.import_paths([tmp_path / "n.md"])
    return services


@given(st.text(max_size=30))
def test_no_query_breaks_the_search(opened_once, text):
    assert len(opened_once.library.cards(text.replace("is:", ""))) <= 1


@pytest.fixture(scope="module")
def opened_once(tmp_path_factory):
    from hashq.study.services import open_services  # noqa: PLC0415 - one library for all examples

    folder = tmp_path_factory.mktemp("query")
    (folder / "n.md").write_text("#Q One?\nAnswer: Two.\n")
    services = open_services(folder / "home")
    services.library.import_paths([folder / "n.md"])
    yield services
    services.close()


def found(services, query):
    return {card.question.split()[-1].rstrip("?") for card in services.library.cards(query)}


def test_standings_follow_what_happened_to_a_card(library, clock):
    cat, dog = library.library.cards("cat")[0].id, library.library.cards("dog")[0].id
    library.study.rate_card(cat, Rating.AGAIN)
    library.study.rate_card(dog, Rating.EASY)
    assert found(library, "is:new") == {"ant", "bee", "Unanswered"}
    assert found(library, "is:learning") == {"cat"}
    assert found(library, "is:review") == {"dog"}
    assert found(library, "is:due") == set()
    assert found(library, "is:unanswered") == {"Unanswered"}
    clock.moment += timedelta(minutes=2)
    assert found(library, "is:due") == {"cat"}
    clock.moment += timedelta(days=400)
    assert found(library, "is:due") == {"cat", "dog"}
    assert found(library, "-is:due is:review") == set()
