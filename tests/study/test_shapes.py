"""Sessions of other shapes over what is stored."""

from __future__ import annotations

import pytest

from hashq.errors import UsageError
from hashq.scheduling.model import Rating, State
from hashq.scheduling.plans import Order, Plan, Shape


def shown(study, session, rating=Rating.GOOD):
    """The cards a session shows when each is rated ``rating``."""
    seen = []
    while session.current is not None:
        seen.append(session.current.id)
        session, _ = study.rate(session, rating)
    return seen


@pytest.fixture
def known(study, clock):
    """a, b and c are known: a and b due in some days."""
    for card in ("a", "b"):
        study.rate_card(card, Rating.EASY)
    clock.pass_by(days=1)
    return study


def stored(services):
    return services.database.rows(
        "SELECT * FROM cards ORDER BY id"
    ), services.study.deeds.log.highest_number()


def test_cramming_shows_every_card_and_changes_nothing_stored(known, services):
    before = [[tuple(row) for row in stored(services)[0]], stored(services)[1]]
    session = known.start("aws", Plan(Shape.CRAM))
    assert not session.recorded
    assert sorted(shown(known, session)) == ["a", "b", "c"]
    assert [[tuple(row) for row in stored(services)[0]], stored(services)[1]] == before


def test_taking_back_while_cramming_shows_the_card_again_and_leaves_the_log_alone(known, services):
    session = known.start(None, Plan(Shape.CRAM))
    first, before = session.current.id, services.study.deeds.log.highest_number()
    session, _ = known.rate(session, Rating.AGAIN)
    session = known.undo(session)
    assert session.current.id == first
    assert services.study.deeds.log.highest_number() == before
    with pytest.raises(UsageError):
        known.undo(session)


def test_marks_set_while_cramming_are_taken_back_in_turn_with_the_ratings(known, services):
    def marks():
        sql = "SELECT id, buried_until, suspended, flag FROM cards ORDER BY id"
        return [tuple(row) for row in services.database.rows(sql)]

    before, reviews = marks(), services.study.deeds.log.highest_number()
    session = known.start(None, Plan(Shape.CRAM))
    order = [session.current.id, *(card.id for card in session.main)]
    session = known.bury(session)
    session = known.flag(session, 2)
    session, _ = known.rate(session, Rating.GOOD)
    session = known.suspend(session)
    for shown_again in (order[2], order[1], order[1], order[0]):
        session = known.undo(session)
        assert session.current.id == shown_again
    assert (marks(), session.given) == (before, ())
    assert services.study.deeds.log.highest_number() == reviews
    with pytest.raises(UsageError):
        known.undo(session)


def test_a_learning_card_buried_while_cramming_comes_back_without_its_waiting_time(study):
    study.rate_card("a", Rating.AGAIN)
    session = study.start("id:a", Plan(Shape.CRAM))
    session = study.undo(study.bury(session))
    assert session.current.state is State.REVIEW


def test_looking_ahead_takes_in_what_falls_due_by_then(known):
    days = [(known.memory(card).due_day, card) for card in ("a", "b")]
    today = known.deeds.occasion().study_day
    furthest = (max(day for day, _ in days) - today).days
    assert known.start(None, Plan(Shape.AHEAD, ahead_days=1)).counts().total == 0
    session = known.start(None, Plan(Shape.AHEAD, ahead_days=furthest))
    assert sorted(shown(known, session)) == ["a", "b"]
    assert known.memory("a").reviews == 2


def test_looking_ahead_is_not_limited_by_what_was_reviewed_today(study, clock, add):
    add([f"x{number}" for number in range(6)], deck="late")
    for number in range(6):
        study.rate_card(f"x{number}", Rating.EASY)
    clock.pass_by(days=100)
    for number in range(4):
        study.rate_card(f"x{number}", Rating.GOOD)
    assert study.start("late", Plan(Shape.AHEAD)).counts().review == 2


def test_forgotten_today_comes_once_more_and_moves_no_due_date(known):
    known.rate_card("a", Rating.AGAIN)
    due = known.memory("a").due
    session = known.start(None, Plan(Shape.FORGOTTEN))
    assert shown(known, session) == ["a"]
    assert known.memory("a").due == due


def test_what_was_forgotten_yesterday_is_not_todays(known, clock):
    known.rate_card("a", Rating.AGAIN)
    clock.pass_by(days=1)
    assert known.start(None, Plan(Shape.FORGOTTEN)).current is None


def test_new_only_shows_no_review_and_keeps_to_the_days_limit(configure, opened, services, clock):
    services.study.rate_card("a", Rating.EASY)
    clock.pass_by(days=60)
    configure("[study]\nnew_per_day = 1\n")
    session = opened().study.start(None, Plan(Shape.NEW))
    assert [card.state for card in (session.current, *session.main)] == [State.NEW]


@pytest.fixture
def late(study, clock, add):
    """Six reviews of the deck late, long overdue."""
    add([f"x{number}" for number in range(6)], deck="late")
    for number in range(6):
        study.rate_card(f"x{number}", Rating.EASY)
    clock.pass_by(days=100)
    return study


def test_a_backlog_is_spread(late):
    assert late.start("late").counts().review == 6
    assert late.start("late", Plan(spread_days=3)).counts().review == 2


def test_a_backlog_is_gone_after_its_days(late, clock):
    three = Plan(spread_days=3)
    for left in (4, 2, 0):
        assert len(shown(late, late.begin("late", three), Rating.EASY)) == 2
        assert late.start("late", three).counts().review == 0
        assert late.start("late").counts().review == left
        clock.pass_by(days=1)


def test_a_skipped_day_makes_the_next_share_larger(late, clock):
    shown(late, late.begin("late", Plan(spread_days=3)), Rating.EASY)
    clock.pass_by(days=2)
    assert late.start("late", Plan(spread_days=3)).counts().review == 4


def test_counting_what_a_share_would_show_decides_nothing(late, services):
    late.start("late", Plan(spread_days=3))
    assert services.database.rows("SELECT * FROM meta WHERE key = 'catch_ups'") == []


def test_a_review_taken_back_is_of_todays_share_again(late):
    three = Plan(spread_days=3)
    session, _ = late.rate(late.begin("late", three), Rating.EASY)
    late.undo(session)
    assert late.start("late", three).counts().review == 2


def test_a_share_is_of_the_whole_backlog_whatever_the_days_limit(late, configure, opened):
    configure("[study]\nreviews_per_day = 1\n")
    assert opened().study.start("late", Plan(spread_days=3)).counts().review == 2


def test_the_hardest_known_cards_come_first(study, clock):
    for card, rating in (("a", Rating.EASY), ("b", Rating.HARD), ("c", Rating.GOOD)):
        study.rate_card(card, rating)
        while study.memory(card).state is not State.REVIEW:
            study.rate_card(card, rating if rating is Rating.EASY else Rating.GOOD)
    clock.pass_by(days=100)
    hardest = study.start(None, Plan(order=Order.HARDEST))
    order = [card.id for card in (hardest.current, *hardest.main)]
    assert sorted(order, key=lambda card: -study.memory(card).difficulty) == order
    assert shown(study, study.start(None, Plan(order=Order.EASIEST))) == order[::-1]


def test_a_time_box_ends_by_the_clock(study, clock):
    session = study.start(None, Plan(minutes=15))
    session, _ = study.rate(session, Rating.EASY)
    assert session.current is not None
    clock.pass_by(minutes=16)
    session, _ = study.rate(session, Rating.EASY)
    assert session.current is None


def test_a_query_chooses_the_cards(known):
    session = known.start("is:new", Plan(Shape.CRAM))
    assert shown(known, session) == ["c"]
    with pytest.raises(UsageError):
        known.start("is:nonsense", Plan(Shape.CRAM))


def test_suspended_and_buried_cards_stay_out_of_every_shape(known, study):
    study.deeds.suspend(["a"])
    study.deeds.bury(["b"])
    assert shown(known, known.start(None, Plan(Shape.CRAM))) == ["c"]
