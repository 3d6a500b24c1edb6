"""How quantities are said."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest

from hashq.tui.wording import count, deck_path, lasted, note_place, rounded, share, span, told_apart, until

NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=20), "<1 m"),
        (timedelta(minutes=10), "10 m"),
        (timedelta(minutes=59, seconds=40), "1 h"),
        (timedelta(hours=3), "3 h"),
        (timedelta(hours=23, minutes=40), "1 d"),
        (timedelta(days=8), "8 d"),
        (timedelta(days=76), "2.5 mo"),
        (timedelta(days=511), "1.4 y"),
        (timedelta(days=-3), "<1 m"),
    ],
)
def test_spans(length, words):
    assert span(length) == words


def test_moments():
    assert until(NOW - timedelta(1), NOW) == "now"
    assert until(NOW + timedelta(minutes=9), NOW) == "in 9 m"
    assert until(None, NOW) == "not yet studied"


@pytest.mark.parametrize(
    ("seconds", "words"), [(48, "48 s"), (59.7, "1 min"), (200, "3 min"), (4800, "1 h 20 min")]
)
def test_durations(seconds, words):
    assert lasted(seconds) == words


def test_counts_and_shares():
    assert count(1, "card") == "1 card"
    assert count(1200, "card") == "1,200 cards"
    assert share(0.907) == "91 %"
    assert share(None) == "–"


def test_a_decks_name_as_breadcrumb():
    assert deck_path("AWS/CodeDeploy", "›") == "AWS › CodeDeploy"


@pytest.mark.parametrize(
    ("path", "home", "told"),
    [
        ("/home/ann/vault/AWS.md", "/home/ann", "~/vault/AWS.md:9"),
        ("/home/ann/vault/AWS.md", "/home/ann/", "~/vault/AWS.md:9"),
        ("/home/anna/AWS.md", "/home/ann", "/home/anna/AWS.md:9"),
        ("/mnt/vault/AWS.md", "/home/ann", "/mnt/vault/AWS.md:9"),
        ("/vault/AWS.md", "/", "/vault/AWS.md:9"),
        ("/vault/AWS.md", "", "/vault/AWS.md:9"),
    ],
)
@pytest.mark.skipif(os.sep != "/", reason="the paths here are told with slashes")
def test_a_note_below_home_is_told_from_there(path, home, told):
    assert note_place(path, 9, home) == told


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (9_876, "9,876"), (22_583, "23k"), (999_999, "1M"), (4_100_000, "4M")]
)
def test_a_number_too_long_for_its_column_is_rounded(number, words):
    assert rounded(number, 5) == words


def test_notes_of_one_name_are_told_apart_by_their_folders_and_others_by_name():
    paths = ("/v/a/week/notes.md", "/v/b/week/notes.md", "/v/other.md", "")
    assert told_apart(paths) == {
        "/v/a/week/notes.md": "a/week/notes.md",
        "/v/b/week/notes.md": "b/week/notes.md",
        "/v/other.md": "other.md",
        "": "",
    }
    assert told_apart(("/x.md", "/v/x.md")) == {"/x.md": "/x.md", "/v/x.md": "v/x.md"}
    assert told_apart(("/v//x.md", "/v/x.md")) == {"/v//x.md": "/v/x.md", "/v/x.md": "/v/x.md"}
