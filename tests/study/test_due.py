"""What waits: a deck's figures are what studying that deck would show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.scheduling.model import Rating

DECKS = ("aws", "aws/ecs", "aws/s3/glacier", "net")
IDS = tuple(f"{number:02}" for number in range(24))
own_limits = st.fixed_dictionaries(
    {},
    optional={
        "new_per_day": st.integers(0, 4),
        "reviews_per_day": st.integers(0, 4),
        "exam_date": st.sampled_from(["2026-03-12", "2026-04-20"]),
    },
)


@st.composite
def settings_files(draw):
    apart = str(draw(st.booleans())).lower()
    lines = [
        "[study]",
        f"new_per_day = {draw(st.integers(0, 8))}",
        f"reviews_per_day = {draw(st.integers(0, 8))}",
        f"bury_siblings = {apart}",
    ]
    for deck, limits in draw(st.dictionaries(st.sampled_from(["aws", "aws/s3", "net"]), own_limits)).items():
        lines += [f'[decks."{deck}"]', *(f"{name} = {value}" for name, value in limits.items())]
    return "\n".join(lines)


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from(IDS), st.sampled_from(DECKS), min_size=1),
    st.one_of(st.just({}), st.dictionaries(st.sampled_from(IDS), st.sampled_from("gh"))),
    settings_files(),
    st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(Rating), st.integers(0, 300)), max_size=20),
)
def test_a_decks_row_says_what_opening_that_deck_gives(throwaway_library, deck_of, groups, told, done):
    decks = {deck: [card for card in deck_of if deck_of[card] == deck] for deck in set(deck_of.values())}
    with throwaway_library(decks, told) as (services, clock):
        with services.database.transaction():
            for card, group in groups.items():
                services.database.execute("UPDATE cards SET sibling_group = ? WHERE id = ?", (group, card))
        for card, rating, minutes in done:
            if card in deck_of:
                services.study.rate_card(card, rating)
            clock.pass_by(minutes=minutes)
        due = services.study.due()
        for row in due.every_deck:
            assert row[1:] == offered_by(services.study.start(row.deck), clock.now())
        assert due[:3] == offered_by(services.study.start(), clock.now())


@settings(max_examples=10)
@given(st.integers(1, 40), st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_many_decks_say_so_too_with_few_siblings_or_none(throwaway_library, many, new, begun, some_siblings):
    decks = {f"area{n % 3}/note{n:02}": [f"{n:02}{m}" for m in "abcd"] for n in range(many)}
    with throwaway_library(decks, f"[study]\nnew_per_day = {new}\nreviews_per_day = 7") as (services, clock):
        if some_siblings:
            with services.database.transaction():
                services.database.execute(
                    "UPDATE cards SET sibling_group = substr(id, 1, 2) WHERE id GLOB '*[ab]'"
                )
        for card in [card for cards in decks.values() for card in cards][:begun]:
            services.study.rate_card(card, Rating.EASY)
        clock.pass_by(days=30)
        due = services.study.due()
        assert len(due.decks) == many
        for row in (*due.every_deck[::7], *due.above):
            assert row[1:] == offered_by(services.study.start(row.deck), clock.now())
        assert due[:3] == offered_by(services.study.start(), clock.now())


def offered_by(session, now):
    left = [card for card in (session.current, *session.main, *session.waiting) if card is not None]
    learning = [card for card in left if card.state in {"learning", "relearning"} and card.due <= now]
    counts = session.counts()
    return counts.new, len(learning), counts.review


def test_decks_that_share_the_days_new_cards_each_say_all_they_could_show(study, add):
    add([f"n{number:02}" for number in range(30)], deck="net")
    due = study.due()
    assert [(deck.deck, deck.new) for deck in due.decks] == [("aws", 3), ("net", 20)]
    assert (due.new, due.total) == (20, 20)


def test_a_deck_that_only_holds_others_has_a_row_above(study, add):
    add(["x"], deck="net/ports")
    due = study.due()
    assert [deck.deck for deck in due.decks] == ["aws", "net/ports"]
    assert due.above == (("net", 1, 0, 0),)


def test_what_one_deck_began_the_others_no_longer_show(study, add, clock):
    add([f"n{number:02}" for number in range(30)], deck="net")
    for number in range(18):
        study.rate_card(f"n{number:02}", Rating.EASY)
    assert {deck.deck: deck.new for deck in study.due().decks} == {"aws": 2, "net": 2}
    assert study.due().next == datetime(2026, 3, 11, 3, tzinfo=UTC)
    assert clock.now() < study.due().next < clock.now() + timedelta(days=1)
