"""An answer is read in one way of writing, and what must be exact stays exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.quiz.said import exact, flags, said, unaccented


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("15 mins", "15 minute"),
        ("half past 1,000", "half past 1000"),
        ("seventy-two hours", "72 hour"),
        ("a hundred", "a 100"),
        ("can't", "can not"),
        ("NATs & VPNs", "NAT  and  VPN"),
    ],
)
def test_numbers_units_and_contractions_have_one_way_of_writing(written, read):
    assert said(written, spelled=True) == read


def test_number_words_stay_words_unless_they_are_meant():
    assert said("One at a time") == "One at a time"


def test_signs_points_and_comparisons_are_exact():
    assert exact(said("> -1.5 and ≤ 1,000")) == (">", "<=", "-1.5", "1000")


def test_arrows_and_tags_compare_nothing():
    assert exact(said("`<div>` -> blue => green")) == ()


def test_a_hyphen_between_words_and_numbers_is_no_sign():
    assert exact(said("us-east-1, 5-10")) == ("1", "5", "10")


def test_options_of_one_letter_keep_their_case():
    assert flags(said("tar -X -f")) == ("-X", "-f")


def test_accents_go_from_latin_letters_only():
    assert unaccented("Übergröße, ἀρετή, é") == "Ubergroße, αρετη, e"
    assert unaccented("йぱ") == "йぱ"


@given(st.text(), st.booleans())
def test_every_text_is_read(text, spelled):
    assert isinstance(exact(said(text, spelled=spelled)), tuple)
