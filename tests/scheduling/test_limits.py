"""Daily limits: which one a card counts against, and what is left of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.limits import DailyLimits, new_limits, review_limits
from hashq.settings import Settings, load_settings

DECKS = ["AWS", "AWS/CodeDeploy", "AWS/CodeDeploy/Agent", "AWS/ECS", "Networking"]
counts = st.dictionaries(st.sampled_from(DECKS), st.integers(0, 50))


def test_a_deck_counts_against_the_nearest_limit_above_it() -> None:
    limits = DailyLimits(20, {"aws": 10, "aws/codedeploy": 5})
    assert [limits.limit_of(deck) for deck in DECKS] == ["aws", "aws/codedeploy", "aws/codedeploy", "aws", ""]


def test_a_deck_with_a_similar_name_is_another_deck() -> None:
    assert DailyLimits(20, {"aws": 10}).limit_of("AWSome/Things") == ""


def test_what_was_done_is_taken_off_the_limit_it_counts_against() -> None:
    limits = DailyLimits(20, {"aws": 10})
    assert limits.left({"AWS/ECS": 4, "Networking": 7}) == {"": 13, "aws": 6}


def test_more_than_the_limit_leaves_nothing() -> None:
    assert DailyLimits(20).left({"AWS": 25}) == {"": 0}


def test_every_deck_is_told_what_the_common_limit_leaves_for_it_alone() -> None:
    within = DailyLimits(20).within({"AWS/ECS": 15, "AWS/S3": 15, "Networking": 3}, {})
    assert within == {"": 20, "AWS": 20, "AWS/ECS": 15, "AWS/S3": 15, "Networking": 3}


def test_a_deck_above_has_its_own_limit_and_those_of_the_decks_inside() -> None:
    within = DailyLimits(20, {"aws": 10, "aws/s3": 2}).within(
        {"AWS/ECS": 15, "AWS/S3": 15, "B": 30}, {"B": 1}
    )
    assert within == {"": 31, "AWS": 12, "AWS/ECS": 10, "AWS/S3": 2, "B": 19}


@given(
    counts,
    counts,
    st.integers(0, 40),
    st.dictionaries(st.sampled_from(["aws", "aws/ecs"]), st.integers(0, 30)),
)
def test_never_more_than_waits_nor_than_the_limits_allow(
    waiting: dict[str, int], done: dict[str, int], everywhere: int, own: dict[str, int]
) -> None:
    limits = DailyLimits(everywhere, own)
    allowed = limits.within(waiting, done)
    left = limits.left(done)
    for deck, shown in allowed.items():
        inside = {name: n for name, n in waiting.items() if deck in {"", name} or name.startswith(f"{deck}/")}
        assert 0 <= shown <= sum(inside.values())
        assert shown <= sum(left[limit] for limit in {limits.limit_of(name) for name in inside})


def test_limits_come_from_the_settings() -> None:
    settings = load_settings(
        '[study]\nnew_per_day = 9\n[decks."AWS/ECS"]\nnew_per_day = 3\n[decks.B]\nreviews_per_day = 0'
    )
    assert new_limits(settings) == DailyLimits(9, {"aws/ecs": 3})
    assert review_limits(settings) == DailyLimits(200, {"b": 0})


def test_without_settings_it_is_twenty_new_and_two_hundred_reviews() -> None:
    assert (new_limits(Settings()).everywhere, review_limits(Settings()).everywhere) == (20, 200)
