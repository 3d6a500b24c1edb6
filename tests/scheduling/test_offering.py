"""What sessions would show, told from counts: never other than what the queue says."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.scheduling.limits import DailyLimits, Done, Rules
from hashq.scheduling.model import State
from hashq.scheduling.offering import Kin, Waits, offered_by_counts
from hashq.scheduling.queue import LEARNING_STATES, QueueCard, offered

TODAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DECKS = ("aws", "aws/ecs", "aws/s3/glacier", "net")
limits = st.builds(
    DailyLimits,
    st.integers(0, 8),
    st.dictionaries(st.sampled_from(["aws", "aws/s3", "net"]), st.integers(0, 4)),
)
groups = st.sampled_from("ghijkl")
counts = st.dictionaries(st.sampled_from(DECKS), st.integers(0, 4))


@st.composite
def waiting_cards(draw, *, related=True, most=24):
    grouped = st.one_of(st.none(), groups) if related else st.none()
    kinds = st.tuples(st.sampled_from(DECKS), st.sampled_from(State), st.integers(0, 9), grouped)
    return [
        waiting_card(f"{number:02}", *kind)
        for number, kind in enumerate(draw(st.lists(kinds, min_size=1, max_size=most)))
    ]


def waiting_card(name, deck, state, days, group):
    if state is State.NEW:
        return QueueCard(name, deck, sibling_group=group)
    due = NOON - timedelta(days=days)
    due_day = due.date() if state is State.REVIEW else None
    return QueueCard(name, deck, state, due, due_day, interval_days=1 + days % 3, sibling_group=group)


def counted(cards):
    """What is known of ``cards`` without their order."""
    kinds = Counter((card.deck, card.state) for card in cards)
    waiting = {
        card.deck: Waits(kinds[card.deck, State.NEW], kinds[card.deck, State.REVIEW]) for card in cards
    }
    kin: dict[tuple[str, str], Counter[str]] = {}
    for card in cards:
        if card.sibling_group is not None:
            kind = "learning" if card.state in LEARNING_STATES else card.state.value
            kin.setdefault((card.deck, card.sibling_group), Counter())[kind] += 1
    return waiting, [Kin(*place, its["new"], its["review"], its["learning"]) for place, its in kin.items()]


@settings(max_examples=400)
@given(
    waiting_cards(),
    st.builds(Rules, limits, limits, st.booleans()),
    st.builds(Done, counts, counts, st.frozensets(groups, max_size=3)),
)
def test_what_counts_tell_is_what_the_queue_says(cards, rules, done):
    told = offered_by_counts(*counted(cards), rules, done)
    by_queue = offered(cards, TODAY, rules, done)
    assert {deck: by_queue.get(deck, (0, 0)) for deck, waits in told.items() if waits is not None} == {
        deck: waits for deck, waits in told.items() if waits is not None
    }
    assert by_queue.keys() <= told.keys()


@given(waiting_cards(related=False), limits, limits, counts)
def test_without_siblings_counts_tell_everything(cards, new, reviews, done):
    told = offered_by_counts(*counted(cards), Rules(new, reviews), Done(done, done))
    assert None not in told.values()


@given(waiting_cards(), st.integers(0, 3), counts)
def test_one_limit_with_room_for_every_review_leaves_no_doubt_whatever_the_siblings(cards, new, done):
    rules = Rules(DailyLimits(new), DailyLimits(99))
    assert None not in offered_by_counts(*counted(cards), rules, Done(done, done)).values()


def test_a_review_chosen_by_its_place_may_or_may_not_be_a_new_cards_sibling():
    cards = [
        waiting_card("a", "aws", State.REVIEW, 9, "g"),
        waiting_card("b", "aws", State.REVIEW, 1, None),
        waiting_card("c", "aws", State.NEW, 0, "g"),
        waiting_card("d", "net", State.NEW, 0, None),
    ]
    told = offered_by_counts(*counted(cards), Rules(reviews=DailyLimits(1)), Done())
    assert told == {"": None, "aws": None, "net": (1, 0)}


def test_more_new_cards_than_any_sibling_could_take_away_fill_the_limit():
    cards = [waiting_card(f"r{n}", "aws", State.REVIEW, 1, f"g{n}") for n in range(9)]
    cards += [waiting_card(f"n{n}", "aws", State.NEW, 0, f"g{n}") for n in range(9)]
    told = offered_by_counts(*counted(cards), Rules(DailyLimits(5), DailyLimits(4)), Done())
    assert told == {"": (5, 4), "aws": (5, 4)}


def test_where_a_group_could_use_up_either_of_two_limits_only_the_queue_can_tell():
    cards = [
        waiting_card("a", "aws", State.REVIEW, 1, "g"),
        waiting_card("b", "net", State.REVIEW, 1, "g"),
    ]
    rules = Rules(reviews=DailyLimits(9, {"net": 9}))
    told = offered_by_counts(*counted(cards), rules, Done())
    assert told == {"": None, "aws": (0, 1), "net": (0, 1)}
