"""What a deck's name or a query can go on with."""

from __future__ import annotations

import pytest

from hashq.cli.offers import asked_by_name, decks_offered, query_offered
from hashq.study.decks import find_deck
from hashq.study.known_names import KnownNames
from hashq.study.query import parse_query

DECKS = ("AWS/CodeDeploy", "AWS/Elastic Beanstalk", "Azure/Basics", "GCP/Basics")


def texts(offers):
    return [offer.text for offer in offers]


def test_decks_and_those_above_them_are_offered_by_their_beginning_whatever_the_case():
    assert decks_offered(DECKS, "aw") == ["AWS", "AWS/CodeDeploy", "AWS/Elastic Beanstalk"]


def test_last_parts_are_offered_where_no_whole_name_fits_and_one_deck_is_meant():
    assert decks_offered(DECKS, "Code") == ["CodeDeploy"]
    assert decks_offered(DECKS, "Bas") == []


@pytest.mark.parametrize("typed", ["", "A", "el", "aws/", "code", "azure/b"])
def test_every_deck_offered_is_understood(typed):
    assert all(find_deck(deck, DECKS) for deck in decks_offered(DECKS, typed))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ra", ["rated:"]),
        ("is:su", ["is:suspended"]),
        ("is:due fl", ["is:due flag:"]),
        ("rated:7:a", ["rated:7:again"]),
        ("prop:l", ["prop:lapses"]),
        ("-deck:aws/c", ["-deck:AWS/CodeDeploy"]),
        ("(is:new or deck:gcp/", ["(is:new or deck:GCP/Basics"]),
        ('deck:"aws/el', ['deck:"AWS/Elastic Beanstalk"']),
        (
            "word ",
            [
                f"word {name}:"
                for name in ["deck", "tag", "is", "path", "links", "id", "rated", "prop", "flag"]
            ],
        ),
        ("zzz", []),
        ("tag:x", []),
    ],
)
def test_the_last_term_of_a_query_is_gone_on_with(typed, offered):
    assert texts(query_offered(DECKS, typed)) == offered


@pytest.mark.parametrize("deck", ["Plain", "With blank", "(brackets)", 'Said "so" often', "a:b", "or"])
def test_a_deck_offered_in_a_query_finds_that_deck(deck):
    [offer] = query_offered([deck], "deck:")
    assert parse_query(offer.text, [deck, "Another"]) == parse_query("deck:*", [deck])


def test_kept_queries_come_before_decks():
    names = KnownNames(DECKS, ("Azure to do",))
    assert texts(asked_by_name(names, "Az")) == ["Azure to do", "Azure", "Azure/Basics"]


def test_a_field_is_gone_on_with_at_once():
    assert query_offered(DECKS, "dec")[0].goes_on
    assert not query_offered(DECKS, "is:d")[0].goes_on
