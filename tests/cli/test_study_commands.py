"""due, rate, undo and stats: their JSON, their words, their exit codes."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
RATED = ["id", "rating", "state", "stability", "difficulty", "due", "interval_days"]


def test_due_without_a_database_is_all_zeros_and_makes_nothing(hashq, home):
    ran = hashq("due", "--json")
    assert ran.code == 0
    assert ran.json == {"new": 0, "learning": 0, "review": 0, "total": 0, "decks": [], "next": None}
    assert not home.exists()
    assert "hashq import" in hashq("due").out


def test_due_counts_by_deck(hashq, cards):
    ran = hashq("due", "--json")
    assert ran.json["total"] == ran.json["new"] == 2
    assert ran.json["decks"] == [{"deck": "deploy", "new": 2, "learning": 0, "review": 0}]
    assert ran.err == ""


def test_due_for_people_names_decks_and_the_total(hashq, cards):
    out = hashq("due").out
    assert re.search(r"deploy +2 +0 +0", out)
    assert "2 cards waiting." in out


def test_due_for_people_says_why_rows_add_up_to_more(hashq, home, tmp_path):
    home.mkdir()
    (home / "config.toml").write_text("[study]\nnew_per_day = 1\n")
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(f"#Q Which {name}?\nAnswer: {name}\n")
        hashq("import", str(tmp_path / f"{name}.md"))
    out = hashq("due").out
    assert re.search(r"one +1 +0 +0", out)
    assert re.search(r"two +1 +0 +0", out)
    assert "1 card waiting." in out
    assert "share the day's limits" in out


def test_due_tells_when_the_next_card_comes(hashq, cards):
    for card in cards:
        hashq("rate", card, "good")
    due = hashq("due", "--json").json
    assert due["total"] == 0
    assert MOMENT.fullmatch(due["next"])
    assert hashq("due").out.startswith("Nothing waits. The next one comes ")


def test_a_rating_is_answered_with_the_cards_standing(hashq, cards):
    ran = hashq("rate", cards[0], "easy", "--json")
    assert list(ran.json) == RATED
    assert ran.json["id"] == cards[0]
    assert ran.json["rating"] == "easy"
    assert ran.json["state"] == "review"
    assert ran.json["interval_days"] >= 5
    assert MOMENT.fullmatch(ran.json["due"])


def test_the_beginning_of_an_id_is_enough(hashq, cards):
    others = len([card for card in cards if card.startswith(cards[0][:6])])
    assert others == 1
    assert hashq("rate", cards[0][:6], "good", "--json").json["id"] == cards[0]


@pytest.mark.parametrize("rating", ["again", "hard", "good"])
def test_a_learning_step_is_no_interval_in_days(hashq, cards, rating):
    answer = hashq("rate", cards[0], rating, "--json").json
    assert (answer["state"], answer["interval_days"]) == ("learning", 0)


def test_a_review_told_later_counts_from_then(hashq, cards):
    answer = hashq("rate", cards[0], "good", "--at", "2026-03-01T10:00:00Z", "--json").json
    assert answer["due"] == "2026-03-01T10:10:00.000Z"


def test_a_time_without_a_zone_is_local(hashq, cards, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        answer = hashq("rate", cards[0], "good", "--at", "2026-03-01T10:00", "--json").json
    finally:
        monkeypatch.undo()
        time.tzset()
    assert answer["due"] == "2026-03-01T01:10:00.000Z"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere", "good"),
        ("{card}", "perfect"),
        ("{card}", "good", "--at", "yesterday"),
        ("{card}", "good", "--at", "9999-99-99"),
        ("{card}",),
        ("\x1b[31m", "good"),
    ],
)
def test_a_wrong_rating_is_wrong_usage_and_stores_nothing(hashq, cards, arguments):
    ran = hashq("rate", *(argument.format(card=cards[0]) for argument in arguments))
    assert ran.code == 2
    assert ran.out == ""
    assert "\x1b" not in ran.err
    assert hashq("stats", "--json").json["reviews"] == 0


def test_undo_takes_reviews_back_one_by_one(hashq, cards):
    hashq("rate", cards[0], "good")
    hashq("rate", cards[1], "easy")
    first, second, third = (hashq("undo", "--json") for _ in range(3))
    assert (first.json["id"], first.json["rating"]) == (cards[1], "easy")
    assert first.json["state"] == "new"
    assert first.json["due"] is None
    assert second.json["id"] == cards[0]
    assert third.code == 2
    assert "no review to take back" in third.err


def test_people_read_what_a_rating_did(hashq, cards):
    assert re.fullmatch(rf"{cards[0]}: good, due .*\.\n", hashq("rate", cards[0], "good").out)
    assert re.fullmatch(rf"{cards[0]}: easy, due in \d+ days, on .*\.\n", hashq("rate", cards[0], "easy").out)
    assert hashq("undo").out.startswith(f"{cards[0]}: took back easy, due ")
    assert hashq("undo").out == f"{cards[0]}: took back good, new again.\n"


def test_stats_count_what_is_in_effect(hashq, cards):
    hashq("rate", cards[0], "easy")
    hashq("rate", cards[1], "good")
    hashq("undo")
    found = hashq("stats", "--json").json
    assert list(found)[:5] == ["cards", "reviews", "retention", "forecast", "heatmap"]
    assert found["cards"] == {
        "total": 3,
        "new": 2,
        "learning": 0,
        "review": 1,
        "suspended": 0,
        "retired": 0,
    }
    assert found["reviews"] == 1
    assert [day["reviews"] for day in found["heatmap"]] == [1]
    assert sum(day["due"] for day in found["forecast"]) == 1
    days = [date.fromisoformat(day["date"]) for day in found["forecast"]]
    assert [(day - days[0]).days for day in days] == list(range(len(days)))


def test_stats_for_people_say_what_the_figures_are(hashq, cards):
    hashq("rate", cards[0], "easy")
    out = hashq("stats").out
    assert "3: 2 new, 0 learning, 1 in review" in out
    assert "1 on 1 day of the last year" in out


def test_retention_is_the_share_of_known_cards_remembered(hashq, cards):
    hashq("rate", cards[0], "easy", "--at", "2026-01-01T10:00Z")
    hashq("rate", cards[1], "easy", "--at", "2026-01-01T10:00Z")
    assert hashq("stats", "--json").json["retention"] is None
    hashq("rate", cards[0], "good")
    hashq("rate", cards[1], "again")
    hashq("rate", cards[1], "good")
    assert hashq("stats", "--json").json["retention"] == 0.5


def test_stats_tell_of_one_deck_and_period_too(hashq, cards):
    hashq("rate", cards[0], "good")
    document = hashq("stats", "--json", "--days", "7").json
    scope = document["scope"]
    assert (scope["deck"], scope["days"], scope["reviews"], scope["ratings"]["good"]) == (None, 7, 1, 1)
    assert sum(scope["hours"]) == 1
    assert document["streak"] == {"current": 1, "longest": 1}
    assert "1 on 1 day" in hashq("stats", "--days", "7").out
    assert hashq("stats", "--deck", "nothing of the kind").code == 2


def test_every_figure_of_a_deck_is_of_that_deck_alone(hashq, cards, tmp_path):
    other = tmp_path / "notes" / "other.md"
    other.write_text("#Q Two?\nAnswer: 2\n")
    hashq("import", str(other))
    hashq("rate", hashq("cards", "deck:other", "--json").json[0]["id"], "easy")
    hashq("rate", cards[0], "good")
    hashq("rate", cards[1], "good")
    found = hashq("stats", "--deck", "other", "--json").json
    assert (found["cards"]["total"], found["cards"]["review"], found["reviews"]) == (1, 1, 1)
    assert [day["reviews"] for day in found["heatmap"]] == [1]
    assert sum(day["due"] for day in found["forecast"]) == 1


def test_stats_name_the_whole_deck_and_what_is_asked_of_it(hashq, cards, home):
    (home / "config.toml").write_text('[decks."deploy"]\ndesired_retention = 0.8\n')
    hashq("rate", cards[0], "good")
    scope = hashq("stats", "--json", "--deck", "DEPLOY").json["scope"]
    assert (scope["deck"], scope["wanted"]) == ("deploy", 0.8)
    assert (scope["reviews"], scope["timed"]) == (1, 0)


@pytest.mark.parametrize(
    "asked",
    [["--days", "3"], ["--shape", "cram", "--spread", "3"], ["--shape", "new", "--order", "hardest"]],
    ids=" ".join,
)
def test_an_option_that_the_sessions_shape_makes_nothing_of_is_refused(hashq, cards, asked):
    ran = hashq("review", *asked)
    assert ran.code == 2
    assert "means nothing with --shape" in ran.err
