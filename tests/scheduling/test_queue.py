"""The order of a day: learning, then reviews by how late they are, new cards between them; limits and siblings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hashq.scheduling.limits import DailyLimits, Done, Rules
from hashq.scheduling.model import Memory, State
from hashq.scheduling.queue import QueueCard, build_queue, relative_lateness

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def new(name: str, deck: str = "A", group: str | None = None) -> QueueCard:
    return QueueCard(name, deck, sibling_group=group)


def due(name: str, late: int = 0, interval: int = 10, deck: str = "A", group: str | None = None) -> QueueCard:
    day = TODAY - late * DAY
    return QueueCard(name, deck, State.REVIEW, NOW - late * DAY, day, interval, group)


def learning(name: str, minutes: int, group: str | None = None) -> QueueCard:
    return QueueCard(name, "A", State.LEARNING, NOW + minutes * MINUTE, sibling_group=group)


def ids(cards: tuple[QueueCard, ...]) -> list[str]:
    return [card.id for card in cards]


def rules(new_a_day: int = 20, reviews_a_day: int = 200, *, bury: bool = True) -> Rules:
    return Rules(DailyLimits(new_a_day), DailyLimits(reviews_a_day), bury)


def test_learning_cards_come_by_their_due_times() -> None:
    queue = build_queue([learning("b", 5), learning("a", -3), learning("c", 1)], TODAY)
    assert ids(queue.learning) == ["a", "c", "b"]


def test_reviews_most_overdue_relative_to_their_interval_come_first() -> None:
    cards = [due("monthly", late=10, interval=30), due("weekly", late=7, interval=7), due("today")]
    assert ids(build_queue(cards, TODAY).main) == ["weekly", "monthly", "today"]


def test_a_review_due_tomorrow_waits() -> None:
    assert build_queue([due("a", late=-1)], TODAY).main == ()


def test_new_cards_keep_the_order_of_the_notes() -> None:
    assert ids(build_queue([new("z"), new("a"), new("m")], TODAY).main) == ["z", "a", "m"]


def test_new_cards_are_spread_evenly_between_reviews() -> None:
    cards = [*(due(f"r{n}", late=10 - n, interval=1) for n in range(9)), new("n1"), new("n2"), new("n3")]
    kinds = "".join("n" if card.state is State.NEW else "r" for card in build_queue(cards, TODAY).main)
    assert kinds == "rrnrrrnrrrnr"


def test_as_many_new_cards_as_reviews_alternate() -> None:
    cards = [due("r1"), due("r2"), new("n1"), new("n2")]
    assert [card.state for card in build_queue(cards, TODAY).main] == [State.REVIEW, State.NEW] * 2


def test_reviews_equally_late_are_shuffled_anew_every_day_but_not_within_it() -> None:
    cards = [due(f"r{n:02}", late=1) for n in range(20)]
    today, tomorrow = ids(build_queue(cards, TODAY).main), ids(build_queue(cards, TODAY + DAY).main)
    assert today == ids(build_queue(reversed(cards), TODAY).main)
    assert today != tomorrow
    assert today != sorted(today)


def test_suspended_and_buried_cards_stay_out() -> None:
    cards = [
        new("suspended")._replace(suspended=True),
        due("buried")._replace(buried_until=TODAY + DAY),
        learning("buried learning", 0)._replace(buried_until=TODAY + DAY),
        new("back")._replace(buried_until=TODAY),
    ]
    queue = build_queue(cards, TODAY)
    assert (queue.learning, ids(queue.main)) == ((), ["back"])


def test_limits_hold_less_what_was_done_today() -> None:
    cards = [*(new(f"n{n}") for n in range(9)), *(due(f"r{n}", late=n) for n in range(9))]
    queue = build_queue(cards, TODAY, rules(5, 4), Done(new={"A": 2}, reviews={"A": 1}))
    assert [card.id for card in queue.main if card.state is State.NEW] == ["n0", "n1", "n2"]
    assert [card.id for card in queue.main if card.state is State.REVIEW] == ["r8", "r7", "r6"]


def test_learning_cards_know_no_limit() -> None:
    assert len(build_queue([learning(f"l{n}", n) for n in range(9)], TODAY, rules(0, 0)).learning) == 9


def test_a_deck_at_its_limit_leaves_room_to_others() -> None:
    cards = [*(new(f"a{n}", "A/one") for n in range(3)), *(new(f"b{n}", "B") for n in range(3))]
    queue = build_queue(cards, TODAY, Rules(new=DailyLimits(2, {"a": 1})))
    assert ids(queue.main) == ["a0", "b0", "b1"]


def test_of_siblings_only_the_most_urgent_comes_today() -> None:
    cards = [
        new("n", group="g"),
        due("r1", late=1, group="g"),
        due("r2", late=5, group="g"),
        new("other", group="h"),
    ]
    assert set(ids(build_queue(cards, TODAY).main)) == {"r2", "other"}


def test_a_sibling_in_learning_keeps_the_others_back() -> None:
    assert build_queue([learning("l", 0, "g"), due("r", group="g")], TODAY).main == ()


def test_a_sibling_shown_earlier_today_keeps_the_others_back() -> None:
    done = Done(sibling_groups=frozenset({"g"}))
    assert ids(build_queue([due("r", group="g"), new("n", group="h")], TODAY, done=done).main) == ["n"]


def test_a_card_kept_back_by_a_sibling_uses_up_no_limit() -> None:
    cards = [new("a", group="g"), new("b", group="g"), new("c")]
    assert ids(build_queue(cards, TODAY, rules(2)).main) == ["a", "c"]


def test_siblings_that_may_come_do_not_follow_one_another() -> None:
    cards = [new("a1", group="a"), new("a2", group="a"), new("b1", group="b"), new("c")]
    order = ids(build_queue(cards, TODAY, rules(bury=False)).main)
    assert sorted(order) == ["a1", "a2", "b1", "c"]
    assert abs(order.index("a1") - order.index("a2")) > 1


def test_a_card_is_as_its_memory_stands() -> None:
    memory = Memory(State.REVIEW, due=NOW, due_day=TODAY, last_study_day=TODAY - 7 * DAY)
    card = QueueCard.of("c", "A", memory, "g")
    assert (card.state, card.due, card.due_day, card.interval_days) == (State.REVIEW, NOW, TODAY, 7)


groups = st.sampled_from([None, "g", "h"])
decks = st.sampled_from(["A", "A/one", "B"])
any_card = st.one_of(
    st.builds(lambda deck, group: new("x", deck, group), decks, groups),
    st.builds(
        lambda late, interval, deck, group: due("x", late, interval, deck, group),
        st.integers(-5, 50),
        st.integers(1, 100),
        decks,
        groups,
    ),
    st.builds(lambda minutes, group: learning("x", minutes, group), st.integers(-60, 60), groups),
)
libraries = st.lists(any_card, max_size=40).map(
    lambda cards: [card._replace(id=f"c{number}") for number, card in enumerate(cards)]
)


@given(libraries, st.integers(0, 10), st.integers(0, 10), st.booleans())
def test_every_card_comes_at_most_once_and_limits_hold(
    cards: list[QueueCard], new_a_day: int, reviews_a_day: int, bury: bool
) -> None:
    queue = build_queue(cards, TODAY, rules(new_a_day, reviews_a_day, bury=bury))
    shown = ids(queue.learning) + ids(queue.main)
    assert len(shown) == len(set(shown))
    states = [card.state for card in queue.main]
    assert states.count(State.NEW) <= new_a_day
    assert states.count(State.REVIEW) <= reviews_a_day
    assert all(card.due_day is None or card.due_day <= TODAY for card in queue.main)


@given(libraries)
def test_without_limits_and_burying_nothing_due_is_left_out(cards: list[QueueCard]) -> None:
    queue = build_queue(cards, TODAY, rules(999, 999, bury=False))
    waits = {card.id for card in cards if card.due_day is None or card.due_day <= TODAY}
    assert set(ids(queue.learning) + ids(queue.main)) == waits


@given(libraries)
def test_one_card_a_day_of_each_group(cards: list[QueueCard]) -> None:
    queue = build_queue(cards, TODAY, rules(999, 999))
    groups_shown = [card.sibling_group for card in queue.main if card.sibling_group is not None]
    assert len(groups_shown) == len(set(groups_shown))


@given(libraries)
def test_reviews_never_get_more_urgent_down_the_queue(cards: list[QueueCard]) -> None:
    reviews = [card for card in build_queue(cards, TODAY).main if card.state is State.REVIEW]
    lateness = [relative_lateness(card, TODAY) for card in reviews]
    assert lateness == sorted(lateness, reverse=True)


@given(st.integers(0, 30), st.integers(0, 30))
def test_between_two_new_cards_the_number_of_reviews_differs_by_one_at_most(news: int, reviews: int) -> None:
    cards = [*(new(f"n{n}") for n in range(news)), *(due(f"r{n}") for n in range(reviews))]
    kinds = "".join(
        "n" if card.state is State.NEW else "r" for card in build_queue(cards, TODAY, rules(999, 999)).main
    )
    between = [len(run) for run in kinds.split("n")[1:-1]]
    assert not between or max(between) - min(between) <= 1
